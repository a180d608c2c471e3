// npm run check:messages: every message of the catalogues is used. The compiler says which are: the sources are compiled once more, in a copy
// in which there is no message, so that each use is an error that names its key, those that are put together from parts among them.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingStandIns, usedMessages, withoutMessages } from './lib/used-messages.mjs';
import { cacheFolder, inProject } from './lib/paths.mjs';
import { sourcesBelow } from './lib/sources-below.mjs';

const catalogue = inProject('src-shared', 'i18n', 'en');
const folders = readdirSync(inProject()).filter((name) => name.startsWith('src-'));
const copy = join(cacheFolder, 'without-messages');

rmSync(copy, { recursive: true, force: true });
for (const name of [...folders, 'catalogue', 'tsconfig.base.json', 'test/types', 'package.json']) {
  cpSync(inProject(name), join(copy, name), { recursive: true });
}
for (const [file, text] of Object.entries(withoutMessages)) {
  writeFileSync(join(copy, 'src-shared', 'i18n', file), text);
}
const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
const errors = folders
  .map((folder) => {
    const args = [compiler, '-p', join(copy, folder), '--noErrorTruncation', '--pretty', 'false'];
    return spawnSync('node', args, { encoding: 'utf8', maxBuffer: 1e9 }).stdout;
  })
  .join('\n');
rmSync(copy, { recursive: true, force: true });

const sources = folders
  .flatMap((folder) => sourcesBelow(folder))
  .map((path) => readFileSync(inProject(path), 'utf8'))
  .join('\n');
const areas = readdirSync(catalogue).map((file) => {
  /** @type {Record<string, string>} */
  const messages = JSON.parse(readFileSync(join(catalogue, file), 'utf8'));
  return { file, keys: Object.keys(messages) };
});
const keys = areas.flatMap((area) => area.keys);
const used = usedMessages(keys, errors, sources);
const offences = [
  ...missingStandIns(errors).map((line) => `${line}\n  Add it to scripts/lib/used-messages.mjs.`),
  ...areas.flatMap((area) =>
    area.keys
      .filter((key) => !used.has(key))
      .map((key) => `src-shared/i18n/{en,ja}/${area.file}: "${key}" is used nowhere: use it, or remove it from both.`),
  ),
];
for (const offence of offences) process.stderr.write(`${offence}\n`);
process.stderr.write(`check-messages: ${keys.length} messages, ${offences.length} offences\n`);
process.exitCode = offences.length === 0 && used.size > 0 ? 0 : 1;
