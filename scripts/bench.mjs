// npm run bench [-- NAME [ARGUMENTS]]: measures. Without a name all of them, in this order:
// startup how long the command line takes to start, beside Node itself
// growth  how the cost of the coverage grows with the inventory, in this Node
// coverage how long `sparekey coverage` takes over 1,500 keys and 10,000 registrations
// chains  one what-if among accounts that depend on each other, in this Node
// storage the inventory file beside the storage of an earlier version, which is installed for the run
// window-start how long the window takes to appear and to show its matrix, on a virtual display
// window  the coverage view over 100,000 enrolments in a real Electron, on a virtual display
// desk    from plug to verdict at the desk of the issue check, and its memory over 200 keys
// listing our listing against libfido2's on the same virtual key, in the lab machine
// passkey one passkey listed by us and by a few lines of python-fido2, in the lab machine
import { runInMachine } from '../test/hidraw/lab/machine.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { bundledNode, inProject, projectRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { say } from './lib/say.mjs';

const minutes = 60_000;
const [wanted, ...rest] = process.argv.slice(2);

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<number>>>} */
const benches = {
  startup: benchStartup,
  growth: benchGrowth,
  coverage: benchCoverage,
  chains: benchChains,
  storage: benchStorage,
  'window-start': (args) => benchInElectron('window-start.ts', args),
  window: (args) => benchInElectron('renderer.ts', args),
  desk: (args) => benchInElectron('desk.ts', args),
  listing: benchListing,
  passkey: benchPasskey,
};

await mainScript(async () => {
  const named = wanted === undefined ? Object.values(benches) : [benches[wanted]];
  const chosen = named.filter((bench) => bench !== undefined);
  if (chosen.length === 0) {
    say(`there is no bench "${wanted}"; there are: ${Object.keys(benches).join(', ')}`);
    return 2;
  }
  await ensureDependencies();
  for (const bench of chosen) {
    const status = await bench(rest);
    if (status !== 0) return status;
  }
  return 0;
});

/** @param {readonly string[]} args */
async function benchGrowth(args) {
  say('coverage: from 100 to 1,000,000 enrolments ...');
  return run('node', [inProject('test', 'bench', 'coverage-growth.ts'), ...args], { timeoutMs: 15 * minutes });
}

/** @param {readonly string[]} args */
async function benchCoverage(args) {
  await ensureBuilt(['cli']);
  say('command line: coverage over a large inventory ...');
  return run('node', [inProject('test', 'bench', 'coverage-command.ts'), ...args], { timeoutMs: 15 * minutes });
}

/** @param {readonly string[]} args */
async function benchChains(args) {
  say('coverage: one what-if among accounts that depend on each other ...');
  return run('node', [inProject('test', 'bench', 'coverage-chains.ts'), ...args], { timeoutMs: 15 * minutes });
}

/** @param {readonly string[]} args */
async function benchStorage(args) {
  say('storage: beside that of an earlier version, which is installed first ...');
  return run('node', [inProject('test', 'bench', 'storage.ts'), ...args], { timeoutMs: 60 * minutes });
}

/**
 * @param {string} script in test/bench
 * @param {readonly string[]} args
 */
async function benchInElectron(script, args) {
  if (!(await ensureDebianPackages('e2e'))) return 2;
  await ensureBuilt(['window']);
  const runtime = await electronRuntime();
  const display = await startDisplay();
  say('window: nothing else should run on this computer meanwhile ...');
  try {
    return await run('node', [inProject('test', 'bench', script), ...args], {
      env: { ...display.env, SPAREKEY_ELECTRON: runtime.executable },
      timeoutMs: 15 * minutes,
    });
  } finally {
    await display.stop();
  }
}

/** @param {readonly string[]} args */
async function benchStartup(args) {
  await ensureBuilt(['cli']);
  say('command line: nothing else should run on this computer meanwhile ...');
  return run('node', [inProject('test', 'bench', 'startup.ts'), ...args], { timeoutMs: 15 * minutes });
}

/** @param {readonly string[]} args */
function benchListing(args) {
  return benchInMachine('guest.ts', args);
}

/** @param {readonly string[]} args */
function benchPasskey(args) {
  return benchInMachine('one-passkey.ts', args);
}

/**
 * @param {string} script in test/bench
 * @param {readonly string[]} args
 */
async function benchInMachine(script, args) {
  if (!(await ensureDebianPackages('lab-bench'))) return 2;
  await ensureBuilt(['cli']);
  say('booting the lab machine (emulated: compare the two programs, not the seconds with hardware) ...');
  const { status } = await runInMachine(
    [bundledNode() ?? process.execPath, inProject('test', 'bench', script), ...args],
    { limitSeconds: 30 * 60, cwd: projectRoot, env: { UV_THREADPOOL_SIZE: '24' } },
  );
  return status;
}
