// npm run check:wording: holds names and comments to scripts/wording-rules.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { styleWordingOffences, wordingOffences } from './lib/check-wording.mjs';
import { projectRoot } from './lib/paths.mjs';
import { sourcesBelow } from './lib/sources-below.mjs';
import * as rules from './wording-rules.mjs';

const roots = readdirSync(projectRoot).filter((name) => /^(?:src-.*|catalogue|scripts|test)$/.test(name));
let files = 0;
let offences = 0;
for (const path of roots.flatMap((root) => sourcesBelow(root))) {
  if (path === 'scripts/wording-rules.mjs') continue;
  files += 1;
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const found = path.endsWith('.css')
    ? styleWordingOffences(rules, path, text)
    : wordingOffences(rules, path, parseSync(path, text), text);
  offences += found.length;
  for (const offence of found) process.stderr.write(`${offence}\n`);
}
process.stderr.write(`check-wording: ${files} files, ${offences} offences\n`);
process.exitCode = offences === 0 && files > 0 ? 0 : 1;
