// npm run messages: writes down which placeholders each message has, after the catalogues in src-shared/i18n were changed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { messagePlaceholders, placeholdersFile } from './lib/message-placeholders.mjs';
import { projectRoot } from './lib/paths.mjs';
import { say } from './lib/say.mjs';

await mainScript(async () => {
  await ensureDependencies();
  writeFileSync(join(projectRoot, placeholdersFile), await messagePlaceholders());
  say(`${placeholdersFile} is written.`);
  return 0;
});
