// npm test: everything from a bare clone. Checks, then unit, component and integration tests with coverage, then the
// window in a real Electron on a virtual display. The last line is "N passed, N failed".
import { ensureBuilt } from './lib/build.mjs';
import { chromiumEnvironment } from './lib/debian-chromium.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { printCounts } from './lib/print-counts.mjs';
import { runNpm } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { runVitest } from './lib/vitest-run.mjs';

const minutes = 60_000;
/** Window tests end after this many failures: each of them may have waited for its limit, twice. */
const failuresAtMost = 5;

await mainScript(async () => {
  const started = Date.now();
  await ensureDependencies();
  const packagesThere = await ensureDebianPackages('e2e');
  // Without it the storage tests say what they leave out.
  await ensureDebianPackages('storage');
  await ensureDebianPackages('shells');

  /** @type {string[]} */
  const problems = [];
  say('checking types, lint, imports, format and dead code ...');
  const checks = await runNpm(['run', '--silent', 'check'], { timeoutMs: 8 * minutes });
  if (checks !== 0) problems.push(`"npm run check" ended with status ${checks}`);

  // The command line and the window are also subjects of integration and e2e tests.
  await ensureBuilt(['cli', 'window', 'components']);
  const runs = [];
  say('unit, component and integration tests ...');
  const projects = ['unit', 'component', 'integration'].flatMap((name) => ['--project', name]);
  runs.push(await runVitest('core', [...projects, '--coverage', '--maxWorkers=100%'], { timeoutMs: 25 * minutes }));
  if (packagesThere) runs.push(await testWindow());
  else problems.push('the window tests were not run: Debian packages are missing (see above)');

  for (const { status, failures } of runs)
    if (failures.length === 0 && status !== 0) problems.push('vitest was not content, see above (coverage?)');
  for (const problem of problems) say(problem);
  say(`done in ${((Date.now() - started) / minutes).toFixed(1)} minutes`);
  return printCounts(runs) && problems.length === 0 ? 0 : 1;
});

async function testWindow() {
  say('window tests in a real Electron ...');
  const runtime = await electronRuntime();
  const chromium = await chromiumEnvironment();
  const display = await startDisplay();
  try {
    return await runVitest('e2e', ['--project', 'e2e', `--bail=${failuresAtMost}`], {
      env: { ...display.env, ...chromium, SPAREKEY_ELECTRON: runtime.executable },
      timeoutMs: 40 * minutes,
    });
  } finally {
    await display.stop();
  }
}
