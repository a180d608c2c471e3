import { describe, expect, it } from 'vitest';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { emptyListMessage, failureMessage, findingMessage } from '../../../src-shared/i18n/failure-message.ts';
import { localeOf } from '../../../src-shared/i18n/locale-of.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { udevRule, udevRuleFile } from '../../../src-shared/lib/udev-rule.ts';

const en = createTranslator('en');
const ja = createTranslator('ja');

/** One failure of every kind, with a value for every member that the schema asks for. */
const everyFailure: readonly OperationFailure[] = operationFailureSchema.options.map((option) => {
  const kind = option.shape.kind.value;
  return operationFailureSchema.parse({
    kind,
    ...('retriesLeft' in option.shape && { retriesLeft: 3 }),
    ...('needsReplug' in option.shape && { needsReplug: true }),
    ...('pin' in option.shape && { pin: 'new' }),
    ...('rules' in option.shape && { rules: 'token2-pin-plus' }),
    ...('nextWay' in option.shape && { nextWay: 'protocol-1' }),
    ...('stillListed' in option.shape && { stillListed: null }),
    ...('minimum' in option.shape && { minimum: 6 }),
    ...('maximum' in option.shape && { maximum: 63, maximumBytes: 63 }),
    ...('detail' in option.shape && { detail: kind === 'inventory-replaced' ? 'older' : 'the-detail' }),
    ...('status' in option.shape && { status: 'CTAP2_ERR_OTHER', code: 0x7f }),
    ...('feature' in option.shape && { feature: 'the-feature' }),
    ...('operation' in option.shape && { operation: 'the-operation' }),
    ...('platform' in option.shape && { platform: 'linux' }),
    ...('why' in option.shape && { why: 'too-late' }),
    ...('count' in option.shape && { count: 2 }),
  });
});

describe('failureMessage', () => {
  it.each(everyFailure.map((failure) => [failure.kind, failure] as const))(
    'says %s in both languages',
    (_, failure) => {
      for (const t of [en, ja]) {
        const { text, next } = failureMessage(t, failure);
        expect(text).toMatch(/\S/);
        expect(text).not.toMatch(/[{}]|undefined/);
        expect(next ?? 'no next step').not.toMatch(/[{}]|undefined|^$/);
        expect(text.includes('the-detail')).toBe('detail' in failure && failure.detail === 'the-detail');
      }
    },
  );

  it('has a sentence for each way in which an inventory is not the one that was here', () => {
    for (const t of [en, ja]) {
      const details = ['other-file', 'older', 'less-protected', 'not-protected'] as const;
      const said = details.map((detail) => failureMessage(t, { kind: 'inventory-replaced', detail }));
      expect(new Set(said.map(({ text }) => text)).size).toBe(details.length);
      expect(said.map(({ commands }) => commands.length)).toEqual([1, 1, 1, 0]);
    }
  });

  it('has three different words for the three PIN states, each with the tries', () => {
    const said = (['pin-needs-replug', 'pin-blocked'] as const).map((kind) => failureMessage(en, { kind }).text);
    said.push(failureMessage(en, { kind: 'pin-wrong', retriesLeft: 1, needsReplug: false }).text);
    expect(new Set(said).size).toBe(3);
    expect(said[2]).toBe('The PIN is wrong. 1 try left.');
    expect(failureMessage(ja, { kind: 'pin-wrong', retriesLeft: 2, needsReplug: false }).text).toBe(
      'PINが違います。あと2回入力できます。',
    );
    expect(failureMessage(en, { kind: 'pin-wrong', retriesLeft: null, needsReplug: false }).text).toContain(
      'does not say',
    );
  });

  it('gives the exact mend for missing permission on each platform', () => {
    const linux = failureMessage(en, { kind: 'no-permission', platform: 'linux' });
    expect(linux.commands.join('\n')).toContain(`echo '${udevRule}' | sudo tee ${udevRuleFile}`);
    expect(linux.commands).toHaveLength(3);
    expect(failureMessage(en, { kind: 'no-permission', platform: 'windows' }).next).toContain('administrator');
    expect(failureMessage(en, { kind: 'no-permission', platform: 'macos' }).next).toContain('Another program');
    expect(failureMessage(en, { kind: 'no-permission', platform: 'macos' }).commands).toEqual([]);
  });

  it('says codes of operations, features and refused input in words, and leaves unknown ones as they are', () => {
    expect(failureMessage(en, { kind: 'outcome-unknown', operation: 'delete-passkey' }).text).toContain(
      'deleting a passkey',
    );
    expect(failureMessage(ja, { kind: 'not-supported', feature: 'rename-passkey' }).text).toContain('名前の変更');
    expect(failureMessage(en, { kind: 'input-invalid', detail: 'label-taken' }).text).toContain(
      'another key already has',
    );
    expect(failureMessage(en, { kind: 'input-invalid', detail: 'x.y' }).text).toContain('x.y');
  });

  it('names the CTAP code in hex', () => {
    expect(failureMessage(en, { kind: 'key-refused', status: 'X', code: 7 }).text).toContain('0x07');
  });
});

describe('emptyListMessage', () => {
  it('explains an empty list, and never takes an incomplete reading for an empty key', () => {
    expect(emptyListMessage(en, null)).toBe('There are no passkeys on this key.');
    expect(emptyListMessage(en, 'preview-only')).toBe('There are no passkeys on this key.');
    expect(emptyListMessage(en, 'no-pin-set')).toContain('no PIN yet');
    expect(emptyListMessage(en, null, false)).toContain('read the key again');
  });
});

describe('findingMessage', () => {
  it('says a finding in words, and an unknown one with its code', () => {
    expect(findingMessage(en, { kind: 'member-length', detail: 'aaguid' })).toBe(
      'A value has the wrong length (aaguid).',
    );
    expect(findingMessage(ja, { kind: 'new-kind', detail: 'x' })).toBe('通常と異なる点：new-kind: x');
  });
});

describe('localeOf', () => {
  it.each([
    ['ja_JP.UTF-8', 'ja'],
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['jav', 'en'],
    ['C', 'en'],
    [undefined, 'en'],
  ])('%s is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });
});
