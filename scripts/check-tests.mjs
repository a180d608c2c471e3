// npm run check:tests: every source file has a test of its own name, or scripts/test-places.mjs says where it is tested.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { importsOf } from './lib/check-source.mjs';
import { hasCode, testOffences } from './lib/check-tests.mjs';
import { projectRoot } from './lib/paths.mjs';
import { sourcesBelow } from './lib/sources-below.mjs';
import { testFolders, testPlaces } from './test-places.mjs';

const roots = [...new Set(testFolders.map(({ sources }) => sources.slice(0, -1)))];
const tests = sourcesBelow('test');
/** @type {Map<string, readonly string[]>} */
const imports = new Map();
/** @type {string[]} */
const sources = [];
for (const path of [...roots.flatMap((root) => sourcesBelow(root)), ...tests]) {
  if (path.endsWith('.css')) continue;
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const parsed = parseSync(path, text);
  const { imports: fixed, dynamic } = importsOf(parsed, text);
  imports.set(
    path,
    [...fixed, ...dynamic].map(({ specifier }) => specifier),
  );
  if (path.startsWith('src-') && !path.endsWith('.d.ts') && hasCode(parsed)) sources.push(path);
}
const offences = testOffences({ folders: testFolders, places: testPlaces, sources, tests, imports });
for (const offence of offences) process.stderr.write(`${offence}\n`);
process.stderr.write(`check-tests: ${sources.length} files with code, ${offences.length} offences\n`);
process.exitCode = offences.length === 0 && sources.length > 0 ? 0 : 1;
