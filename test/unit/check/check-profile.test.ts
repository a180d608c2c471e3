import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseProfile } from '../../../src-main/policy/parse-profile.ts';
import { builtInRules } from '../../../src-shared/check/built-in-profiles.ts';
import { pointOfRule } from '../../../src-shared/check/judge-check.ts';
import { checkProfileSchema } from '../../../src-shared/domain/check-profile-schema.ts';
import { builtInProfiles, testRules } from '../../../src-shared/domain/check-profile.ts';

const head = 'sparekey-check: 1\nname: Test\n';

describe('profiles of the issue check', () => {
  it('the documented schema is the one that is used', () => {
    const documented: unknown = JSON.parse(readFileSync('docs/check-profile.schema.json', 'utf8'));
    expect(documented).toEqual(z.toJSONSchema(checkProfileSchema, { io: 'input' }));
  });

  it('docs/check.md names every rule', () => {
    const text = readFileSync('docs/check.md', 'utf8');
    expect(Object.keys(pointOfRule).filter((rule) => !text.includes(`\`${rule}\``))).toEqual([]);
  });

  it.each(builtInProfiles)('%s is a profile as a file could have it', (profile) => {
    const text = JSON.stringify({ 'sparekey-check': 1, name: profile, rules: builtInRules[profile] });
    expect(parseProfile(text)).toMatchObject({ ok: true, value: { name: profile, rules: builtInRules[profile] } });
  });

  it.each([
    ['no rules: {}', `${head}rules: {}\n`, 'no-rules', 3],
    ['only what asks for nothing', `${head}rules:\n  transport: false\n  genuine: off\n`, 'no-rules', 3],
    ['a test that is not asked for in these words', `${head}rules:\n  sign-in: true\n`, 'not-allowed', 4],
    [
      'a floor for no key',
      `${head}rules:\n  transport: true\n  firmware-floor:\n    - at-least: "5.7"\n`,
      'line-names-nothing',
      6,
    ],
    ['no AAGUID', `${head}rules:\n  allowed-models:\n    - YubiKey 5\n`, 'not-allowed', 5],
    ['a policy', 'sparekey-policy: 1\nname: x\nrules:\n  pin-set: true\n', 'version-missing', null],
  ])('refuses %s', (_name, text, code, line) => {
    expect(parseProfile(text)).toMatchObject({ ok: false, failure: [{ code, line }] });
  });

  it.each(testRules.filter((rule) => rule !== 'off'))('takes "genuine: %s", which no built-in profile does', (rule) => {
    expect(parseProfile(`${head}rules:\n  genuine: ${rule}\n  sign-in: ${rule}\n`)).toMatchObject({
      ok: true,
      value: { rules: { genuine: rule, 'sign-in': rule } },
    });
    expect(Object.values(builtInRules).filter((rules) => 'genuine' in rules || 'sign-in' in rules)).toEqual([]);
  });

  it('takes "always-uv: false" for a rule: the setting must be off', () => {
    expect(parseProfile(`${head}rules:\n  always-uv: false\n`)).toMatchObject({ ok: true });
  });
});
