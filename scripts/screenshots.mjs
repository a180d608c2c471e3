// npm run screenshots: takes the pictures of docs/images from the real window with simulated keys.
import { ensureBuilt } from './lib/build.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

await mainScript(async () => {
  await ensureDependencies();
  await ensureDebianPackages('screenshots');
  await ensureBuilt(['window']);
  const runtime = await electronRuntime();
  const display = await startDisplay();
  try {
    return await run(
      'node',
      [inProject('test', 'e2e', 'screenshots.ts'), inProject('docs', 'images'), ...process.argv.slice(2)],
      {
        env: { ...display.env, SPAREKEY_ELECTRON: runtime.executable },
        timeoutMs: 15 * 60_000,
      },
    );
  } finally {
    await display.stop();
  }
});
