// node test/e2e/components-pictures.ts FOLDER: takes a picture of each component with all its states, in both themes and both languages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openComponentsPage } from './components-page.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node test/e2e/components-pictures.ts FOLDER');
mkdirSync(folder, { recursive: true });

const components = await openComponentsPage();
try {
  for (const language of ['en', 'ja'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      await components.show({ language, theme });
      for (const specimen of await components.page.locator('[data-specimen]').all()) {
        const name = (await specimen.getAttribute('data-specimen')) ?? '';
        await specimen.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`) });
      }
      await components.page.screenshot({ path: join(folder, `all-${language}-${theme}.png`), fullPage: true });
    }
  }
} finally {
  await components.close();
}
