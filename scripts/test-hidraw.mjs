// npm run test:hidraw [-- GROUP ...]: the tests over the kernel's own HID layer, in an emulated machine of its own.
// The last line is "N passed, N failed".
import { runInMachine } from '../test/hidraw/lab/machine.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { bundledNode, inProject, projectRoot } from './lib/paths.mjs';
import { say } from './lib/say.mjs';

await mainScript(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('the kernel HID tests need Linux on x64: not run.');
    return 2;
  }
  await ensureDependencies();
  if (!(await ensureDebianPackages('lab'))) return 2;
  await ensureBuilt(['cli']);
  say('booting the lab machine (emulated: everything in it is 6 to 18 times slower) ...');
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
});
