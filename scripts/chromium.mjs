// npm run chromium: tries the built window in Debian's Chromium, whose engine is that of the pinned Electron, beside the Electron of the tests; its
// pictures of both are in out/pictures/chromium.
import { ensureBuilt } from './lib/build.mjs';
import { chromiumEnvironment } from './lib/debian-chromium.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { printCounts } from './lib/print-counts.mjs';
import { runVitest } from './lib/vitest-run.mjs';

await mainScript(async () => {
  await ensureDependencies();
  await ensureDebianPackages('screenshots');
  await ensureBuilt(['window', 'components']);
  const runtime = await electronRuntime();
  const chromium = await chromiumEnvironment();
  if (chromium['SPAREKEY_CHROMIUM'] === undefined) return 1;
  const display = await startDisplay();
  try {
    const result = await runVitest('chromium', ['--project', 'e2e', 'test/e2e/chromium.test.ts'], {
      env: {
        ...display.env,
        ...chromium,
        SPAREKEY_ELECTRON: runtime.executable,
        SPAREKEY_PICTURES: inProject('out', 'pictures', 'chromium'),
      },
      timeoutMs: 20 * 60_000,
    });
    return printCounts([result]) ? result.status : 1;
  } finally {
    await display.stop();
  }
});
