import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { styleWordingOffences, wordingOffences } from '../../../scripts/lib/check-wording.mjs';
import * as rules from '../../../scripts/wording-rules.mjs';

/** @param {string} text */
const offences = (text, path = 'src-shared/a.ts') => wordingOffences(rules, path, parseSync(path, text), text);

describe('names', () => {
  it.each(rules.nameRules.map(({ example, instead }) => [example, instead]))('%s is refused', (name, instead) => {
    const message = `src-shared/a.ts:2 is named ${name}. Instead: ${instead}.`;
    for (const declaration of [
      `function ${name}() {}`,
      `const ${name} = 1;`,
      `type ${name} = string;`,
      `interface ${name} {}`,
      `class ${name} {}`,
      `class A { ${name} = 1 }`,
      `interface A { readonly ${name}: string }`,
      `interface A { ${name}(): void }`,
      `function f(${name}: string) {}`,
      `const f = ({ a: { b: ${name} = 1 } }) => {};`,
      `const [, ...${name}] = list;`,
    ]) {
      expect(offences(`\n${declaration}\n`), declaration).toEqual([message]);
    }
  });

  it('a file is held to the same', () => {
    expect(offences('', 'src-shared/account-words.ts')).toEqual([
      expect.stringContaining('src-shared/account-words.ts:1 is named accountWords.'),
    ]);
  });

  it.each(['words', 'word', 'passwords', 'StatusWord', 'unit', 'place', 'hand', 'made', 'sign', 'signed', 'signs'])(
    'the ordinary word %s is no offence',
    (name) => {
      expect(offences(`const ${name} = 1;`)).toEqual([]);
    },
  );

  it('what is only used, a key of an object literal and a string are no declarations', () => {
    expect(offences("send({ fate: 1, ladder: 'Door' }, pinDialogue, report.fate);")).toEqual([]);
  });
});

describe('first words of doc comments', () => {
  it.each(rules.openingRules.map(({ example }) => [example]))('"%s" is refused', (text) => {
    const [first] = text.split(' ');
    for (const subject of [
      'function f() {}',
      'const a = 1;',
      'type A = string;',
      'interface A { readonly a: string }',
    ]) {
      expect(offences(`/** ${text} */\n${subject}`), subject).toEqual([
        expect.stringContaining(`src-shared/a.ts:1 begins with "${first}"`),
      ]);
    }
  });

  it.each([
    'function f() {}',
    'export function f() {}',
    'export const f = () => 1;',
    'interface A { f(): void }',
    'class A { f() {} }',
    'const a = { f: () => 1 };',
  ])('of %s is a verb', (subject) => {
    const commented = (/** @type {string} */ text) =>
      subject.replace(/((?:export |const )*(?:function )?f[( :])|^(export )/, `\n/** ${text} */\n$&`);
    expect(offences(commented('Returns the name.'))).toEqual([]);
    expect(offences(commented('The name.'))).toEqual([expect.stringContaining('begins with "The"')]);
  });

  it('of a type, a constant and a property is a noun phrase, of a boolean "Whether"', () => {
    expect(offences('/** The name. */\nconst a = 1;\n/** Whether it opens. */\nconst b = true;')).toEqual([]);
  });

  it('reads the first line of a block and leaves tags alone', () => {
    expect(offences('/**\n * Returns a name.\n * @param {string} a\n */\nfunction f(a) {}')).toEqual([]);
    expect(offences('/** @type {string} */\nfunction f() {}')).toEqual([]);
    expect(offences('// The name.\nfunction f() {}')).toEqual([]);
  });
});

describe('phrases in comments', () => {
  it.each(rules.phraseRules.map(({ example, instead }) => [example, instead]))('"%s" is refused', (phrase, instead) => {
    const message = expect.stringContaining(`in a comment. Instead: ${instead}.`);
    expect(offences(`const a = 1; // ${phrase}`)).toContainEqual(message);
    expect(offences(`/* ${phrase.replaceAll(' ', '\n * ')} */`)).toContainEqual(message);
    expect(styleWordingOffences(rules, 'a.css', `.a {}\n/* ${phrase} */`)).toContainEqual(message);
    expect(offences(`const a = ${JSON.stringify(phrase)};`)).toEqual([]);
  });

  it('standard identifiers and decisions by path are no references to the outside', () => {
    expect(offences('// ES256 on P-256, UTF-8, CTAP 2.1 §6.5, docs/decisions/0016-storage.md, PC-1')).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it.each(
    [...rules.nameRules, ...rules.openingRules, ...rules.phraseRules].map(({ pattern, example }) => [pattern, example]),
  )('%s fits its example', (pattern, example) => {
    expect(pattern.test(example)).toBe(true);
  });
});
