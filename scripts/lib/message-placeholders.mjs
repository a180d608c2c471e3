import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';

/** The file that says which placeholders each message has, and of which type. */
export const placeholdersFile = 'src-shared/i18n/message-placeholders.ts';

const folder = join(projectRoot, 'src-shared/i18n');
const anything = 'string | number';
/**
 * By the kind of element: {name}, {name, number}, {name, select, …}, {name, plural, …}. Others are no placeholders, or not used.
 * @type {Readonly<Record<number, string>>}
 */
const typeOf = { 1: anything, 2: 'number', 5: 'string', 6: 'number' };

/**
 * Writes the text of `placeholdersFile` from the catalogues of both languages. A value that one of them counts or writes as a number is a
 * number; one that chooses among texts is a text.
 * @returns {Promise<string>}
 */
export async function messagePlaceholders() {
  const { IntlMessageFormat } = await import('intl-messageformat');
  const { format, resolveConfig } = await import('prettier');
  /** @type {Map<string, Map<string, string>>} */
  const found = new Map();
  for (const locale of ['en', 'ja']) {
    for (const area of readdirSync(join(folder, locale)).toSorted()) {
      /** @type {Record<string, string>} */
      const messages = JSON.parse(readFileSync(join(folder, locale, area), 'utf8'));
      for (const [key, message] of Object.entries(messages)) {
        const types = found.get(key) ?? new Map();
        collect(key, new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst(), types);
        found.set(key, types);
      }
    }
  }
  const lines = [...found].flatMap(([key, types]) => {
    if (types.size === 0) return [];
    const members = [...types].map(([name, type]) => `readonly ${name}: ${type}`);
    return [`'${key}': { ${members.join('; ')} };`];
  });
  const text = [
    '// Made by `npm run messages` from the catalogues of both languages; a test compares the two. Not edited by hand.',
    '',
    '/** Values that have to be filled in, for each message that has placeholders. */',
    'export interface MessagePlaceholders {',
    ...lines,
    '}',
  ].join('\n');
  return format(text, { ...(await resolveConfig(join(projectRoot, placeholdersFile))), parser: 'typescript' });
}

/**
 * @typedef {object} Element of a parsed message (intl-messageformat)
 * @property {number} type
 * @property {string} [value]
 * @property {Record<string, { value: Element[] }>} [options]
 */

/**
 * @param {string} key
 * @param {readonly Element[]} elements
 * @param {Map<string, string>} types filled with the type of each placeholder, those inside plural and select options included
 */
function collect(key, elements, types) {
  for (const { type, value, options = {} } of elements) {
    const written = typeOf[type];
    if (written === undefined || value === undefined) continue;
    const before = types.get(value) ?? anything;
    if (before !== anything && written !== anything && before !== written) {
      throw new Error(`${key}: {${value}} is counted in one place and chosen by in another.`);
    }
    types.set(value, written === anything ? before : written);
    for (const option of Object.values(options)) collect(key, option.value, types);
  }
}
