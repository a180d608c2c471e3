// npm run bench [-- ROUNDS]: our listing against libfido2's on the same virtual key, in the lab machine.
import { runInMachine } from '../test/hidraw/lab/machine.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { bundledNode, inProject, projectRoot } from './lib/paths.mjs';
import { say } from './lib/say.mjs';

await mainScript(async () => {
  await ensureDependencies();
  if (!(await ensureDebianPackages('lab'))) return 2;
  await ensureBuilt(['cli']);
  say('booting the lab machine (emulated: compare the two programs, not the seconds with hardware) ...');
  const { status } = await runInMachine(
    [bundledNode() ?? process.execPath, inProject('test', 'bench', 'guest.ts'), ...process.argv.slice(2)],
    { limitSeconds: 30 * 60, cwd: projectRoot, env: { UV_THREADPOOL_SIZE: '24' } },
  );
  return status;
});
