import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src-main/policy/parse-policy.ts';
import { decodeRules } from '../../../src-main/policy/parse-rules.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const folder = new URL('../../vectors/files/', import.meta.url);
const head = 'sparekey-policy: 1\nname: X\n';

function problemsOf(text: string) {
  const policy = parsePolicy(text);
  return policy.ok ? [] : policy.failure.map(({ line, code, path, expected }) => [line, code, path, expected]);
}

const problemsIn = (name: string) => problemsOf(readFileSync(new URL(name, folder), 'utf8'));

describe('policies as people write them', () => {
  it('40-policy-m01-wrong-key.yaml: the nearest rule, and all there are', () => {
    expect(problemsIn('40-policy-m01-wrong-key.yaml')).toEqual([[4, 'unknown-name', 'rules.min-keys', 'minimum-keys']]);
    const policy = parsePolicy(readFileSync(new URL('40-policy-m01-wrong-key.yaml', folder), 'utf8'));
    const names = policy.ok ? [] : policy.failure.flatMap((one) => one.names);
    expect(names).toEqual(expect.arrayContaining(['minimum-keys', 'off-site-spare', 'pin-set', 'place-recorded']));
  });

  it('40-policy-m04-tabs.yaml: tabs are named, line by line', () => {
    expect(problemsIn('40-policy-m04-tabs.yaml')).toEqual([
      [4, 'tab-indent', '', ''],
      [5, 'tab-indent', '', ''],
    ]);
  });

  it('40-policy-m17-importance.yaml: what is known and expected there', () => {
    expect(problemsIn('40-policy-m17-importance.yaml')).toEqual([
      [4, 'unknown-name', 'rules.minimum-keys.critical', ''],
      [5, 'wrong-type', 'rules.off-site-spare', '[high, normal, low]'],
    ]);
  });

  it('40-policy-m20-colon.yaml: a text with a colon goes in quotes', () => {
    expect(problemsIn('40-policy-m20-colon.yaml')).toEqual([[2, 'colon-in-text', 'name', '']]);
  });

  it.each([
    ['a full-width colon', `${head}rules:\n  pin-set：true\n`, [4, 'wide-colon', 'pin-set', '']],
    ['a wide space', `${head}rules:\n　pin-set: true\n`, [4, 'wide-space', '', '']],
    ['no space after a colon', `${head}rules:\n  pin-set:true\n`, [4, 'space-after-colon', 'pin-set', '']],
    [
      'a rule less indented than the others',
      `${head}rules:\n   pin-set: true\n  always-uv: true\n`,
      [5, 'indentation', '', ''],
    ],
    [
      'a list that is not closed',
      `${head}rules:\n  off-site-spare: [high\n  pin-set: true\n`,
      [5, 'unclosed-bracket', '', ''],
    ],
  ])('%s', (_, text, first) => {
    expect(problemsOf(text)[0]).toEqual(first);
  });

  it.each(['en', 'ja'] as const)('the examples in the messages can be copied into a file (%s)', (language) => {
    const t = createTranslator(language);
    expect(t('policy.problem.not-a-map', { expected: 'sparekey-policy' })).toContain('sparekey-policy: 1');
    expect(t('policy.problem.colon-in-text')).toContain('"MSP: baseline"');
  });

  const wideColon = [4, 'wide-colon', 'pin-set', ''];
  it.each([
    [
      'Shift_JIS',
      '73706172656b65792d706f6c6963793a20310a6e616d653a2089c692eb82cc95fb906a0a72756c65733a0a202070696e2d7365748146747275650a',
      [wideColon],
    ],
    [
      'EUC-JP',
      '73706172656b65792d706f6c6963793a20310a6e616d653a20b2c8c4eda4cecafdbfcb0a72756c65733a0a202070696e2d736574a1a7747275650a',
      [wideColon],
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFsparekey-policy: 1\nname: 家庭の方針\nrules:\n  pin-set：true\n', 'utf16le').toString('hex'),
      [wideColon],
    ],
    [
      'Windows-1252',
      '232052e8676c6573206465206c61206d6169736f6e3a2048e96ce86e650a73706172656b65792d706f6c6963793a20310a6e616d653a204dfc6c6c65720a72756c65733a0a202070696e2d7365743a20747275650a',
      [],
    ],
    [
      'Windows-1250, which is never taken unasked',
      '73706172656b65792d706f6c6963793a20310a6e616d653a204b75e86572610a72756c65733a0a202070696e2d7365743a20747275650a',
      [[null, 'encoding-unclear', '', 'windows-1252, windows-1250']],
    ],
    ['no text', 'ff00ff', [[null, 'not-text', '', '']]],
  ])('in %s', (_, hex, problems) => {
    const text = decodeRules(Uint8Array.from(Buffer.from(hex, 'hex')));
    const found = text.ok
      ? problemsOf(text.value)
      : text.failure.map(({ line, code, path, expected }) => [line, code, path, expected]);
    expect(found).toEqual(problems);
  });

  it('an address and a text in quotes are no slips', () => {
    expect(
      problemsOf(
        '$schema: https://example.com/policy\nsparekey-policy: 1\nname: "MSP: all"\nrules:\n  pin-set: true\n',
      ),
    ).toEqual([]);
  });
});
