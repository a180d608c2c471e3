import { describe, expect, it } from 'vitest';
import { readGoodsIn } from '../../../src-main/check/read-goods-in.ts';
import { readModelList } from '../../../src-main/check/read-model-list.ts';
import { entriesWith, foldedNumber } from '../../../src-shared/check/key-number.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const one = 'd7781e5d-e353-46aa-afe2-3ca49f13332a';
const other = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

function numbersOf(text: string) {
  const list = readGoodsIn(bytes(text), 'list');
  return list.ok ? list.value.entries.map(({ number, line }) => `${line}:${number}`) : list.failure.detail;
}

describe('lists of delivered keys', () => {
  it.each([
    [
      'a table with a heading',
      'Model,Serial number\nYubiKey,31880118\nYubiKey,31880119\n',
      ['2:31880118', '3:31880119'],
    ],
    ['a Japanese table', '品名;シリアル番号\nキー;31880118\n', ['2:31880118']],
    ['titles above the headings', 'Order 4711\n\nSerial No.\tAsset tag\n31880118\tAT-1\n', ['4:31880118', '4:AT-1']],
    ['a packing list without headings', 'YubiKey 5C;31880118\nYubiKey 5C;31880119\n', ['1:31880118', '2:31880119']],
    ['what a scanner typed', '31880118\r\n\r\nS/N: 31880119\r\n', ['1:31880118', '3:31880119']],
    ['words only', 'hello\nworld\n', 'goods-in-none'],
    ['nothing', '', 'goods-in-none'],
    ['an open quote', '"31880118\n31880119\n', 'goods-in-not-read'],
    ['no text', 'a\0b', 'goods-in-not-read'],
  ])('%s', (_name, text, expected) => {
    expect(numbersOf(text)).toEqual(expected);
  });

  it('numbers are the same however they are written', () => {
    expect(['31 880 118', '0031880118', '３１８８０１１８', '31-880-118'].map(foldedNumber)).toEqual(
      Array.from({ length: 4 }, () => '31880118'),
    );
    const list = {
      name: 'x',
      entries: [
        { number: 'at–0042', line: 1 },
        { number: '', line: 2 },
      ],
    };
    expect(entriesWith(list, ['AT 0042', ''])).toEqual([{ number: 'at–0042', line: 1 }]);
  });
});

describe('lists of models', () => {
  const restricted = (name: string, enforcementType: string, isEnforced = true) => ({
    name,
    keyRestrictions: { isEnforced, enforcementType, aaGuids: [one] },
  });
  const read = (content: unknown, profile: string | null = null) =>
    readModelList(bytes(typeof content === 'string' ? content : JSON.stringify(content)), 'file', profile);

  it.each([
    ['a text', `${one} YubiKey\n${other}\n`, { kind: 'allow', name: 'file', aaguids: [one, other] }],
    ['one profile', restricted('Staff', 'allow'), { kind: 'allow', name: 'Staff', aaguids: [one] }],
    [
      'the method as it was before profiles',
      { id: 'Fido2', keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [one] } },
      { kind: 'forbid', name: 'file', aaguids: [one] },
    ],
    [
      'the method, whose profiles count',
      { id: 'Fido2', keyRestrictions: { isEnforced: false }, passkeyProfiles: [restricted('Staff', 'block')] },
      { kind: 'forbid', name: 'Staff', aaguids: [one] },
    ],
    [
      'the whole policy',
      {
        authenticationMethodConfigurations: [
          { id: 'Sms' },
          { id: 'Fido2', passkeyProfiles: [restricted('Staff', 'allow')] },
        ],
      },
      { kind: 'allow', name: 'Staff', aaguids: [one] },
    ],
    [
      'restrictions that are not enforced',
      restricted('Staff', 'allow', false),
      { kind: 'forbid', name: 'Staff', aaguids: [] },
    ],
  ])('%s', (_name, content, expected) => {
    const aaguids = expected.aaguids.map((aaguid) => aaguid.replaceAll('-', ''));
    expect(read(content)).toEqual({ ok: true, value: { ...expected, aaguids } });
  });

  it.each([
    ['no JSON', '{"a":', null, 'models-not-read'],
    ['no text', '\u0000\u0001', null, 'models-none'],
    ['nothing of the kind', { value: [] }, null, 'models-none'],
    ['several profiles', { value: [restricted('A', 'allow'), restricted('B', 'allow')] }, null, 'models-several'],
    ['another profile', { value: [restricted('A', 'allow')] }, 'C', 'models-no-such-profile'],
    ['a profile of a text', one, 'C', 'models-no-such-profile'],
  ])('refuses %s', (_name, content, profile, detail) => {
    expect(read(content, profile)).toMatchObject({ ok: false, failure: { detail } });
  });
});
