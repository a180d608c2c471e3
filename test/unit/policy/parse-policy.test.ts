import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cpuTime } from '../../helpers/cpu-time.ts';
import { examplePolicy } from '../../../src-main/policy/example-policy.ts';
import { parsePolicy } from '../../../src-main/policy/parse-policy.ts';
import { decodeRules, longestRules } from '../../../src-main/policy/parse-rules.ts';
import { policySchema } from '../../../src-shared/domain/policy-schema.ts';

const head = 'sparekey-policy: 1\nname: Test\n';

function problemsOf(text: string) {
  const policy = parsePolicy(text);
  return policy.ok ? [] : policy.failure.map(({ line, code, path }) => [line, code, path]);
}

describe('reading a policy', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = parsePolicy(`${head}rules:\n  pin-set: true\n  off-site-spare: [high]\n`);
    const json = parsePolicy(
      JSON.stringify({ 'sparekey-policy': 1, name: 'Test', rules: { 'pin-set': true, 'off-site-spare': ['high'] } }),
    );
    expect(yaml).toEqual(json);
    expect(yaml).toMatchObject({ ok: true, value: { name: 'Test', rules: { 'pin-set': true } } });
  });

  it.each(['en', 'ja'] as const)('reads its own example in %s', (locale) => {
    expect(parsePolicy(examplePolicy(locale))).toMatchObject({ ok: true });
  });

  it('the documented schema is the one that is used', () => {
    const documented: unknown = JSON.parse(readFileSync('docs/policy.schema.json', 'utf8'));
    expect(documented).toEqual(z.toJSONSchema(policySchema, { io: 'input' }));
  });

  it('names the line of every problem', () => {
    const text = `${head}rules:\n  minimum-keys: { high: 3 }\n  bogus: 1\n  pin-set: "yes"\n  firmware-floor:\n    - vendor: Yubico\n      at-least: 5.10\n`;
    expect(problemsOf(text)).toEqual([
      [5, 'unknown-name', 'rules.bogus'],
      [6, 'wrong-type', 'rules.pin-set'],
      [9, 'wrong-type', 'rules.firmware-floor.0.at-least'],
    ]);
  });

  it.each([
    ['an alias', `${head}rules: &r\n  pin-set: true\nother: *r\n`, [4, 'alias', 'rules']],
    ['a bomb of aliases', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`, [1, 'alias', 'a']],
    ['a tag', `${head}rules: !!js/function "x"\n`, [3, 'tag', 'rules']],
    ['a merge', `${head}rules:\n  <<: { pin-set: true }\n`, [4, 'alias', 'rules']],
    ['a name twice', `${head}rules:\n  pin-set: true\n  pin-set: false\n`, [5, 'duplicate-name', 'rules.pin-set']],
    ['several documents', `${head}rules: { pin-set: true }\n---\na: 1\n`, [4, 'several-documents', '']],
    ['broken YAML', `${head}rules: [\n`, [4, 'unclosed-bracket', '']],
    ['a tab as indentation', `${head}rules:\n\tpin-set: true\n`, [4, 'tab-indent', '']],
    ['nothing', '# only a comment\n', [null, 'empty', '']],
    ['a list', '- 1\n', [1, 'not-a-map', '']],
    ['no version', 'name: Test\n', [null, 'version-missing', 'sparekey-policy']],
    ['another version', 'sparekey-policy: 2\nname: x\n', [1, 'version-unknown', 'sparekey-policy']],
    ['no rules', `${head}rules: { pin-set: false }\n`, [3, 'no-rules', 'rules']],
    ['an empty rule', `${head}rules: { minimum-keys: {} }\n`, [3, 'no-rules', 'rules']],
    [
      'a line about no key',
      `${head}rules:\n  forbidden-models:\n    - {}\n`,
      [5, 'line-names-nothing', 'rules.forbidden-models.0'],
    ],
    ['a number without end', `${head}rules:\n  stale-after-days: 1e999\n`, [4, 'wrong-type', 'rules.stale-after-days']],
    [
      'a number out of range',
      `${head}rules:\n  minimum-pin-length: 3\n`,
      [4, 'not-allowed', 'rules.minimum-pin-length'],
    ],
    ['NUL', `${head}\u0000`, [null, 'not-text', '']],
  ])('refuses %s', (_, text, problem) => {
    expect(problemsOf(text)[0]).toEqual(problem);
  });

  it('J-06: __proto__ is a name that is not known, and changes nothing', () => {
    expect(problemsOf(`${head}__proto__: { polluted: true }\nrules: { pin-set: true }\n`)).toEqual([
      [3, 'unknown-name', '__proto__'],
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['brackets', '['.repeat(90_000)],
    ['maps', '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(45_000)],
    ['questions', '? '.repeat(45_000)],
    [
      'names',
      Array.from({ length: 14_000 }, (_, index) => `a${index}: 1`)
        .join('\n')
        .slice(0, longestRules),
    ],
    ['a long word', 'a'.repeat(longestRules)],
  ])('J-06, J-18: %s cost little time and no crash', (_, text) => {
    expect(cpuTime(() => expect(parsePolicy(text).ok).toBe(false))).toBeLessThan(3_000);
  });

  it('refuses what is too long or not UTF-8, and takes a byte order mark', () => {
    expect(problemsOf('#'.repeat(longestRules + 1))).toEqual([[null, 'too-large', '']]);
    expect(decodeRules(new Uint8Array(longestRules * 4 + 1)).ok).toBe(false);
    expect(decodeRules(Uint8Array.of(0xff, 0xfe, 0x00))).toMatchObject({ ok: false });
    expect(decodeRules(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ ok: true, value: 'a' });
  });

  it('never throws and never passes text that the schema refuses', () => {
    const soup = fc.array(
      fc.constantFrom(
        'sparekey-policy: 1\n',
        'name: x\n',
        'rules:\n',
        '  pin-set: true\n',
        '  minimum-keys: {high: 2}\n',
        '- ',
        '{',
        '}',
        '[',
        ']',
        ':',
        '&a ',
        '*a ',
        '!!map ',
        '"',
        "'",
        '\n',
        '\t',
        '#',
        '---\n',
        '…',
        '\u202e',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(soup, (parts) => {
        const policy = parsePolicy(parts.join(''));
        expect(policy.ok ? policySchema.safeParse(policy.value).success : policy.failure.length > 0).toBe(true);
      }),
      { numRuns: process.env['SPAREKEY_LONG'] === '1' ? 1_000_000 : 2_000 },
    );
  }, 3_600_000);
});
