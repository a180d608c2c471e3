import { describe, expect, it } from 'vitest';
import type { CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import type { AuthenticatorInfo } from '../../../../src-main/ctap2/commands/authenticator-info.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { choosePinUvAuthProtocol } from '../../../../src-main/ctap2/pin-uv-auth/choose-protocol.ts';
import { stableInfo } from '../../../../src-main/ctap2/stable-info.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import {
  type ExpectedMember,
  getInfoVectors,
  securityKeyPreview,
  token2Dual2023,
  yubiKeyBio556,
  yubiKeyLikeCtap23,
} from '../../../vectors/get-info.ts';
import { changed, details, kinds, read, readChanged } from '../changed-info.ts';
import { repeated } from '../scripted-channel.ts';

/** The member that each field comes from, for the comparison with another program's decoding. */
const fieldOf: Readonly<Record<number, (info: AuthenticatorInfo) => unknown>> = {
  0x01: (info) => info.versions,
  0x02: (info) => info.extensions,
  0x03: (info) => ({ hex: toHex(info.aaguid) }),
  0x04: (info) => Object.fromEntries(info.options),
  0x05: (info) => info.maxMsgSize,
  0x06: (info) => info.pinUvAuthProtocols,
  0x07: (info) => info.maxCredentialCountInList,
  0x08: (info) => info.maxCredentialIdLength,
  0x09: (info) => info.transports,
  0x0a: (info) => info.algorithms,
  0x0b: (info) => info.maxSerializedLargeBlobArray,
  0x0c: (info) => info.forcePinChange,
  0x0d: (info) => info.minPinLength,
  0x0e: (info) => info.firmwareVersion,
  0x0f: (info) => info.maxCredBlobLength,
  0x10: (info) => info.maxRpIdsForSetMinPinLength,
  0x11: (info) => info.preferredPlatformUvAttempts,
  0x12: (info) => info.uvModality,
  0x13: (info) => Object.fromEntries(info.certifications),
  0x14: (info) => info.remainingDiscoverableCredentials,
  0x15: (info) => info.vendorPrototypeConfigCommands,
  0x16: (info) => info.attestationFormats,
  0x17: (info) => info.uvCountSinceLastPinEntry,
  0x18: (info) => info.longTouchForReset,
  0x19: (info) => ({ hex: toHex(info.encIdentifier ?? new Uint8Array(0)) }),
  0x1a: (info) => info.transportsForReset,
  0x1b: (info) => info.pinComplexityPolicy,
  0x1c: (info) => ({ hex: toHex(new TextEncoder().encode(info.pinComplexityPolicyUrl ?? '')) }),
  0x1d: (info) => info.maxPinLength,
  0x1e: (info) => ({ hex: toHex(info.encCredStoreState ?? new Uint8Array(0)) }),
  0x1f: (info) => info.authenticatorConfigCommands,
  0x63: (info) => info.unread.get(0x63),
};

describe('getInfo of real keys', () => {
  it.each(getInfoVectors)('$name', ({ bytes, members, canonical }) => {
    const info = read(bytes);
    for (const [key, expected] of Object.entries<ExpectedMember>(members)) {
      const field = fieldOf[Number(key)];
      expect(field?.(info), `member ${key}`).toEqual(expected);
    }
    expect(info.raw).toEqual(bytes);
    expect(kinds(info).includes('non-canonical')).toBe(!canonical);
    expect([...info.unread.keys()]).toEqual(Object.keys(members).includes('99') ? [0x63] : []);
  });

  it('what a conforming key says is not called unusual', () => {
    expect(details(read(yubiKeyBio556.bytes))).toEqual([]);
    expect(details(read(token2Dual2023.bytes))).toEqual([]);
    expect(details(read(securityKeyPreview.bytes))).toEqual([]);
  });

  it('defaults stand in for absent members', () => {
    const info = read(securityKeyPreview.bytes);
    expect(info).toMatchObject({
      maxCredentialCountInList: 1,
      maxCredentialIdLength: null,
      transports: [],
      algorithms: [],
      forcePinChange: false,
      minPinLength: 4,
      maxPinLength: 63,
      longTouchForReset: null,
      encIdentifier: null,
      transportsForReset: null,
      pinComplexityPolicy: null,
    });
    expect(read(changed(securityKeyPreview, { 5: undefined })).maxMsgSize).toBe(1024);
  });
});

describe('C-01 versions and AAGUID', () => {
  it.each<readonly [string, Readonly<Record<number, CborValue>>]>([
    ['versions missing', { 1: undefined }],
    ['versions no array', { 1: 'FIDO_2_0' }],
    ['versions empty', { 1: [] }],
    ['versions of numbers only', { 1: [1, 2] }],
    ['aaguid missing', { 3: undefined }],
    ['aaguid empty', { 3: new Uint8Array(0) }],
    ['aaguid of 15 bytes', { 3: new Uint8Array(15) }],
    ['aaguid of 17 bytes', { 3: new Uint8Array(17) }],
    ['aaguid as text', { 3: '0123456789abcdef' }],
  ])('%s is no lawful answer', (_name, changes) => {
    expect(() => readChanged(changes)).toThrow(CtapResponseError);
  });
});

describe('C-02 versions', () => {
  it('U2F_V2 alone, unknown ones and FIDO_2_2 are kept as they are', () => {
    expect(readChanged({ 1: ['U2F_V2'] }).versions).toEqual(['U2F_V2']);
    const info = readChanged({ 1: ['FIDO_2_0', 'FIDO_9_9', 'FIDO_2_2'] });
    expect(info.versions).toEqual(['FIDO_2_0', 'FIDO_9_9', 'FIDO_2_2']);
    expect(details(info)).toContain('inconsistent: version FIDO_2_2 was never defined');
  });

  it('a list that fills the whole answer is cut and said so', () => {
    const many = Array.from({ length: 1000 }, (_unused, index) => `v${index}`);
    const info = readChanged({ 1: many });
    expect(info.versions).toHaveLength(128);
    expect(kinds(info)).toContain('list-too-long');
  });

  it('repetitions and entries of another type are dropped and said so', () => {
    const info = readChanged({ 1: ['FIDO_2_0', 'FIDO_2_0', 7] });
    expect(info.versions).toEqual(['FIDO_2_0']);
    expect(kinds(info)).toEqual(expect.arrayContaining(['repeated-entry', 'member-type']));
  });
});

describe('findings', () => {
  it('are bounded in number and length, whatever a key sends', () => {
    const options = new Map<string, CborValue>(Array.from({ length: 900 }, (_unused, index) => [`o${index}`, 1]));
    expect(readChanged({ 4: options }).findings.length).toBeLessThanOrEqual(48 + 31);
    const longName = readChanged({ 4: new Map<string, CborValue>([['x'.repeat(5000), 1]]) });
    expect(Math.max(...longName.findings.map(({ detail }) => detail.length))).toBeLessThanOrEqual(161);
  });
});

describe('C-03 options', () => {
  it('a value that is no boolean is kept aside and costs nothing else', () => {
    const options = new Map<string, CborValue>([
      ['rk', true],
      ['clientPin', true],
      ['defaultCredProtect', 2],
      ['somethingNew', false],
    ]);
    const info = readChanged({ 4: options });
    expect([...info.options]).toEqual([
      ['rk', true],
      ['clientPin', true],
      ['somethingNew', false],
    ]);
    expect(info.unreadOptions).toEqual(new Map([['defaultCredProtect', 2]]));
    expect(details(info)).toContain('option-not-boolean: defaultCredProtect');
  });

  it('names of object properties are only names', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const names = ['__proto__', 'constructor', 'toString'];
    const info = readChanged({ 4: new Map(names.map((name) => [name, true])) });
    expect([...info.options.keys()].sort()).toEqual(names);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('options of another type count as absent', () => {
    const info = readChanged({ 4: [1] });
    expect(info.options.size).toBe(0);
    expect(info.unread.get(4)).toEqual([1]);
  });
});

describe('C-04 maxMsgSize', () => {
  it.each([
    [0, 1024],
    [1, 1024],
    [1023, 1024],
    [1024, 1024],
    [7609, 7609],
    [7610, 7609],
    [2 ** 32, 7609],
    [2n ** 64n - 1n, 7609],
  ])('%s counts as %i', (said, used) => {
    const info = readChanged({ 5: said });
    expect(info.maxMsgSize).toBe(used);
    expect(kinds(info).includes('member-out-of-range')).toBe(said !== used);
  });
});

describe('C-05 pinUvAuthProtocols', () => {
  it.each<readonly [CborValue, readonly number[], number | null]>([
    [undefined, [1], 1],
    [[], [], null],
    [[99], [99], null],
    [[2, 2], [2], 2],
    [[1, 2], [1, 2], 1],
    [[2, 1], [2, 1], 2],
  ])('%j → %j, chosen %s', (said, read_, chosen) => {
    const info = readChanged({ 6: said });
    expect(info.pinUvAuthProtocols).toEqual(read_);
    expect(choosePinUvAuthProtocol(info.pinUvAuthProtocols)?.version ?? null).toBe(chosen);
  });

  it('absent on a key without any PIN means none', () => {
    expect(readChanged({ 6: undefined, 4: new Map([['rk', true]]) }).pinUvAuthProtocols).toEqual([]);
  });
});

describe('C-06 minPINLength', () => {
  it.each([
    [0, 4],
    [3, 4],
    [4, 4],
    [6, 6],
    [63, 63],
    [64, 63],
    [255, 63],
  ])('%i counts as %i', (said, used) => {
    const info = readChanged({ 0x0d: said });
    expect(info.minPinLength).toBe(used);
    expect(kinds(info).includes('member-out-of-range')).toBe(said !== used);
  });

  it('maxPINLength is never below it', () => {
    expect(readChanged({ 0x0d: 12, 0x1d: 8 })).toMatchObject({ minPinLength: 12, maxPinLength: 12 });
    expect(readChanged({ 0x1d: 7 }).maxPinLength).toBe(8);
    expect(readChanged({ 0x1d: 64 }).maxPinLength).toBe(63);
    expect(readChanged({ 0x1d: 16 }).maxPinLength).toBe(16);
  });
});

describe('C-07 forcePINChange', () => {
  it('is read, and anything but a boolean is not', () => {
    expect(readChanged({ 0x0c: true }).forcePinChange).toBe(true);
    expect(readChanged({ 0x0c: 1 }).forcePinChange).toBe(false);
    expect(details(readChanged({ 0x0c: 1 }))).toContain('member-type: forcePINChange (0x0c)');
  });
});

describe('C-08 remainingDiscoverableCredentials', () => {
  it.each([-1, 2n ** 64n - 1n, 'many', new Uint8Array(1)])('%s is not known', (said) => {
    const info = readChanged({ 0x14: said });
    expect(info.remainingDiscoverableCredentials).toBeNull();
    expect(info.unread.get(0x14)).toEqual(said);
    expect(kinds(info)).toContain('member-type');
  });
});

describe('C-09 firmwareVersion', () => {
  it.each(['5.7.4', -1, 2n ** 64n - 1n])('%s is ignored', (said) => {
    expect(readChanged({ 0x0e: said }).firmwareVersion).toBeNull();
    expect(readChanged({ 0x0e: said }).versions).toHaveLength(4);
  });
});

describe('C-10 transportsForReset and C-11 longTouchForReset', () => {
  it('are read in all their states', () => {
    expect(readChanged({ 0x1a: ['nfc'] }).transportsForReset).toEqual(['nfc']);
    expect(readChanged({ 0x1a: undefined }).transportsForReset).toBeNull();
    expect(readChanged({ 0x18: true }).longTouchForReset).toBe(true);
    expect(readChanged({ 0x18: false }).longTouchForReset).toBe(false);
  });
});

describe('C-12, D-09 comparison of two answers', () => {
  const info = read(yubiKeyLikeCtap23.bytes);

  it('does not mind what changes by use or is encrypted anew', () => {
    const later = readChanged(
      { 0x0c: true, 0x0d: 8, 0x14: 3, 0x17: 5, 0x18: false, 0x19: repeated(7, 32), 0x1e: repeated(8, 32) },
      yubiKeyLikeCtap23,
    );
    expect(stableInfo(later)).toBe(stableInfo(info));
    const pinSet = changeOption(yubiKeyLikeCtap23.bytes, 'clientPin', true);
    expect(stableInfo(read(pinSet))).toBe(stableInfo(info));
    const alwaysUv = readChanged({ 1: info.versions.filter((version) => version !== 'U2F_V2') }, yubiKeyLikeCtap23);
    expect(stableInfo(alwaysUv)).toBe(stableInfo(info));
  });

  it.each<readonly [string, Readonly<Record<number, CborValue>>]>([
    ['another AAGUID', { 3: repeated(1, 16) }],
    ['protocol 2 gone', { 6: [1] }],
    ['another order of protocols', { 6: [1, 2] }],
    ['another firmware', { 0x0e: 2 }],
    ['a version gone', { 1: ['U2F_V2', 'FIDO_2_0'] }],
    ['an extension gone', { 2: ['hmac-secret'] }],
    ['an option gone', { 4: new Map([['rk', true]]) }],
    ['another message size', { 5: 2000 }],
  ])('notices %s', (_name, changes) => {
    expect(stableInfo(readChanged(changes, yubiKeyLikeCtap23))).not.toBe(stableInfo(info));
  });
});

function changeOption(bytes: Uint8Array, name: string, value: boolean): Uint8Array {
  const options = new Map(read(bytes).options);
  options.set(name, value);
  return changed({ bytes }, { 4: options });
}

describe('C-13 encrypted members', () => {
  it('are kept whole, may be empty, and have 32 bytes or none', () => {
    expect(readChanged({ 0x19: repeated(1, 32) }).encIdentifier).toEqual(repeated(1, 32));
    const empty = readChanged({ 0x19: new Uint8Array(0), 0x1e: new Uint8Array(0) });
    expect([empty.encIdentifier, empty.encCredStoreState]).toEqual([null, null]);
    expect(details(empty)).toEqual([]);
    const odd = readChanged({ 0x1e: repeated(1, 31) });
    expect(odd.encCredStoreState).toBeNull();
    expect(kinds(odd)).toContain('member-length');
  });
});

describe('C-14 pinComplexityPolicyURL', () => {
  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://xn--e1afmkfd.example/', 'x'.repeat(5000)])(
    'is text and nothing more: %.30s',
    (url) => {
      expect(readChanged({ 0x1c: new TextEncoder().encode(url) }).pinComplexityPolicyUrl).toBe(url);
      expect(readChanged({ 0x1c: url }).pinComplexityPolicyUrl).toBe(url);
    },
  );

  it('bytes that are no UTF-8 are shown with marks, another type is not', () => {
    expect(readChanged({ 0x1c: Uint8Array.of(0x41, 0xff) }).pinComplexityPolicyUrl).toBe('A\ufffd');
    expect(readChanged({ 0x1c: 5 }).pinComplexityPolicyUrl).toBeNull();
  });
});

describe('C-15 states of verification', () => {
  it('absent, false and true stay apart for clientPin, uv, alwaysUv and bioEnroll', () => {
    const states = [new Map<string, CborValue>(), new Map([['clientPin', false]]), new Map([['clientPin', true]])];
    expect(states.map((options) => readChanged({ 4: options }).options.get('clientPin'))).toEqual([
      undefined,
      false,
      true,
    ]);
    const bio = read(yubiKeyBio556.bytes).options;
    expect([bio.get('uv'), bio.get('alwaysUv'), bio.get('bioEnroll')]).toEqual([true, true, true]);
  });
});

describe('C-17 absurd lists', () => {
  it('are ignored entry by entry', () => {
    const info = readChanged({
      0x13: new Map<string | number, CborValue>([
        ['FIDO', 1],
        ['FIPS-CMVP-3', 'two'],
        [7, 7],
      ]),
      0x0a: [
        new Map([['alg', 'x']]),
        7,
        new Map<string, CborValue>([
          ['alg', -48],
          ['type', 'public-key'],
        ]),
      ],
      0x16: ['none', 5],
      0x09: 'usb',
    });
    expect([...info.certifications]).toEqual([['FIDO', 1]]);
    expect(info.algorithms).toEqual([{ alg: -48, type: 'public-key' }]);
    expect(info.attestationFormats).toEqual(['none']);
    expect(info.transports).toEqual([]);
    expect(kinds(info)).toEqual(['inconsistent', 'member-type']);
  });
});

describe('C-18 AAGUID of zeros', () => {
  it('is lawful', () => {
    expect(readChanged({ 3: new Uint8Array(16) }).aaguid).toEqual(new Uint8Array(16));
  });
});

describe('mutations of the samples', () => {
  it.each(getInfoVectors)('$name: unknown members are kept and cost nothing', (vector) => {
    const info = read(changed(vector, { 0x70: 'new', 0x71: [1], [-1]: true }));
    expect(info.unread.get(0x70)).toBe('new');
    expect(info.unread.get(-1)).toBe(true);
    expect(info.versions).toEqual(read(vector.bytes).versions);
  });

  it('64-bit vendor command numbers of pico-fido', () => {
    const numbers = [461859385925337, 745970364747215, 2n ** 63n];
    expect(readChanged({ 0x15: numbers }).vendorPrototypeConfigCommands).toEqual(numbers);
    expect(details(readChanged({ 0x15: [] }))).toEqual([]);
  });

  it('empty lists are said to be unusual and mean nothing else', () => {
    const info = readChanged({ 2: [], 9: [], 0x0a: [] });
    expect([info.extensions, info.transports, info.algorithms]).toEqual([[], [], []]);
    expect(details(info)).toContain('empty-list: transports');
  });

  it('maxCredentialCountInList 0 means 1', () => {
    expect(readChanged({ 7: 0 }).maxCredentialCountInList).toBe(1);
  });

  it('versions without FIDO_2_0 are lawful', () => {
    expect(readChanged({ 1: ['FIDO_2_1'] }).versions).toEqual(['FIDO_2_1']);
  });

  it('an indefinite-length map is refused', () => {
    expect(() => read(fromHex('bf0183ff'))).toThrow(CtapResponseError);
    expect(() => read(new Uint8Array([0xbf, ...securityKeyPreview.bytes.subarray(1), 0xff]))).toThrow(
      CtapResponseError,
    );
  });

  it('a member sent as undefined counts as absent', () => {
    const bytes = Uint8Array.from(securityKeyPreview.bytes);
    const info = read(new Uint8Array([0xa7, ...bytes.subarray(1), 0x14, 0xf7]));
    expect(info.remainingDiscoverableCredentials).toBeNull();
    expect(kinds(info)).toEqual(['non-canonical']);
  });
});
