// npm run components: shows every part of the window in every state in an ordinary browser; `-- --pictures FOLDER` takes pictures of them.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { say } from './lib/say.mjs';

await mainScript(async () => {
  const { values } = parseArgs({ options: { pictures: { type: 'string' } } });
  await ensureDependencies();
  if (values.pictures === undefined) return serve();
  await ensureDebianPackages('screenshots');
  await ensureBuilt(['components']);
  const runtime = await electronRuntime();
  const display = await startDisplay();
  try {
    return await run('node', [inProject('test', 'e2e', 'components-pictures.ts'), resolve(values.pictures)], {
      env: { ...display.env, SPAREKEY_ELECTRON: runtime.executable },
      timeoutMs: 15 * 60_000,
    });
  } finally {
    await display.stop();
  }
});

/** Builds the page and serves it on the loopback address until the program is ended. */
async function serve() {
  await ensureBuilt(['components']);
  const { preview } = await import('vite');
  const server = await preview({
    configFile: inProject('test', 'component', 'preview', 'vite.config.ts'),
    logLevel: 'error',
    preview: { host: '127.0.0.1' },
  });
  for (const address of server.resolvedUrls?.local ?? []) {
    say(`${address}components.html (?lang=ja, ?theme=dark); Ctrl-C ends it.`);
  }
  await new Promise((done) => process.once('SIGINT', done));
  await server.close();
  return 0;
}
