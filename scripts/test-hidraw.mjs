// npm run test:hidraw [-- GROUP ...]: the tests over the kernel's own HID layer, in an emulated machine of its own.
// The last line is "N passed, N failed".
import { runInMachine } from '../test/hidraw/lab/machine.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { bundledNode, inProject, projectRoot } from './lib/paths.mjs';
import { say } from './lib/say.mjs';

/** 128 + SIGILL, SIGSEGV. */
const emulatorCrashes = [132, 139];

await mainScript(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('the kernel HID tests need Linux on x64: not run.');
    return 2;
  }
  await ensureDependencies();
  if (!(await ensureDebianPackages('lab'))) return 2;
  await ensureBuilt(['cli']);
  say('booting the lab machine (emulated: everything in it is 6 to 18 times slower) ...');
  const first = await runGuest();
  if (!emulatorCrashes.includes(first)) return first;
  // The guest program is plain Node without native packages: what crashes it there is the emulated processor. (A crash of
  // the command line under test ends a child process and fails its check.)
  say(
    `the guest's Node crashed (status ${first}), which happens now and then in an emulated machine: once more from the start.`,
  );
  return runGuest();
});

async function runGuest() {
  const { status, bootSeconds, seconds } = await runInMachine(
    [bundledNode() ?? process.execPath, inProject('test', 'hidraw', 'guest.ts'), ...process.argv.slice(2)],
    {
      limitSeconds: 25 * 60,
      cwd: projectRoot,
      // Each plugged key holds a thread of Node's pool.
      env: { UV_THREADPOOL_SIZE: '24', NODE_COMPILE_CACHE: '/tmp/compile-cache' },
    },
  );
  say(`ready ${bootSeconds.toFixed(1)} s after power-on, ${seconds.toFixed(0)} s in all`);
  return status;
}
