// npm start -- [--demo] [--real-keys-on-test-runtime] [arguments of the app]
// Does everything from a bare clone and opens the window; without a display it shows what the command line knows.
import { ensureBuilt } from './lib/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject, projectRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { say } from './lib/say.mjs';

const realKeysFlag = '--real-keys-on-test-runtime';

await mainScript(async () => {
  const args = process.argv.slice(2);
  await ensureDependencies();
  return hasDisplay() ? openWindow(args) : showInTerminal(args);
});

/** @param {readonly string[]} args */
async function openWindow(args) {
  await ensureDebianPackages('window');
  await ensureBuilt(['window']);
  const runtime = await electronRuntime();
  const appArguments = runtime.kind === 'test' ? argumentsForTestRuntime(args) : [...args];
  const sandboxArguments = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say(
      "running as root: Chromium's sandbox does not work there and is off (--no-sandbox). Use an ordinary user if you can.",
    );
    sandboxArguments.push('--no-sandbox');
  }
  say(`opening the window (Electron ${runtime.version}) ...`);
  return run(runtime.executable, [...sandboxArguments, projectRoot, ...appArguments]);
}

/**
 * Fails where the test runtime would show real keys: it is an old Chromium and shows simulated keys unless real ones are asked for by name.
 * @param {readonly string[]} args
 */
function argumentsForTestRuntime(args) {
  if (args.includes('--demo')) return [...args];
  if (args.includes(realKeysFlag)) {
    say(
      'real keys on the test runtime, as asked for: an old Chromium without security updates. The window says so too.',
    );
    return [...args];
  }
  say(`the test runtime is for simulated keys: going on with --demo. For your own keys: npm start -- ${realKeysFlag}`);
  return [...args, '--demo'];
}

/** @param {readonly string[]} args */
async function showInTerminal(args) {
  say(
    'no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): running "sparekey doctor" and "sparekey keys" instead.',
  );
  await ensureDebianPackages('keys');
  await ensureBuilt(['cli']);
  const demo = args.includes('--demo') ? ['--demo'] : [];
  const cli = inProject('out', 'cli', 'sparekey.js');
  const doctor = await run('node', [cli, 'doctor', ...demo]);
  const keys = await run('node', [cli, 'keys', ...demo]);
  return doctor === 0 ? keys : doctor;
}
