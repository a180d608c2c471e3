// npm run --silent cli -- ARGUMENTS: the command line, built when its sources changed. Standard output is the
// command's alone; what has to be installed or built is told on standard error.
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

await mainScript(async () => {
  await ensureDependencies();
  await ensureBuilt(['cli']);
  return run('node', [inProject('out', 'cli', 'sparekey.js'), ...process.argv.slice(2)], { cwd: process.cwd() });
});
