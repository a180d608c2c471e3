// npm run screenshots: takes the pictures of docs/images from the real window with simulated keys. `-- all`: pictures of every view, dialog and
// state in both languages and themes, at every size and at 200 %, into out/pictures; `-- PATTERN`: those whose name it matches.
import { ensureBuilt } from './lib/build.mjs';
import { startDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** Pictures of the documentation: state, language, theme. */
const documented = [
  'coverage-en-light',
  'coverage-en-dark',
  'coverage-ja-dark',
  'coverage-details-chain-en-light',
  'first-run-en-light',
  'one-of-two-en-light',
  'what-if-bag-en-light',
  'what-if-bag-ja-dark',
  'key-passkey-details-en-light',
  'key-passkey-details-ja-dark',
  'key-ready-security-en-light',
  'key-ready-about-en-light',
  'key-delete-en-light',
  'keys-en-light',
  'keys-en-dark',
  'pin-known-en-light',
  'pin-new-ja-dark',
  'pin-set-rules-en-light',
  'pin-3-left-en-light',
  'pin-3-left-ja-dark',
  'pin-paused-en-light',
  'pin-blocked-en-light',
];

await mainScript(async () => {
  const [asked = null] = process.argv.slice(2);
  const target = asked === null ? inProject('docs', 'images') : inProject('out', 'pictures');
  const pattern = asked === null ? `^(${documented.join('|')})$` : asked === 'all' ? '' : asked;
  await ensureDependencies();
  await ensureDebianPackages('screenshots');
  await ensureBuilt(['window']);
  const runtime = await electronRuntime();
  const display = await startDisplay();
  try {
    return await run(
      'node',
      [inProject('test', 'e2e', 'screenshots.ts'), target, pattern, asked === null ? 'webp' : 'png'],
      {
        env: { ...display.env, SPAREKEY_ELECTRON: runtime.executable },
        timeoutMs: 60 * 60_000,
      },
    );
  } finally {
    await display.stop();
  }
});
