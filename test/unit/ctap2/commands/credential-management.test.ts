import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../../../src-main/cbor/encode-cbor.ts';
import {
  type CredentialListHead,
  credentialManagementCommands,
  meansNoCredentials,
  type RpListHead,
} from '../../../../src-main/ctap2/commands/credential-management.ts';
import { CtapError, CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { readReply } from '../../../../src-main/ctap2/ctap-session.ts';
import type { StoredCredential, StoredRp } from '../../../../src-main/ctap2/stored-credential.ts';
import { concatBytes } from '../../../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import {
  credentialsBegin2LargeBlobKey,
  fuzzCredential1Of5,
  fuzzCredential2Of5,
  fuzzCredential3Of5,
  fuzzMetadata,
  fuzzRp1Of3,
  fuzzRp2Of3,
  fuzzRp3Of3,
  metadata3Of25,
  noRpsExplicitZero,
  noRpsNoBody,
  noRpsStatusOnly,
  oddCutDisplayName,
  oddEmptyNames,
  oddRpIdHashEmpty,
  oddRpsWithoutTotal,
  oddRpTruncatedId,
  oddRpWithoutId,
  oddThirdPartyPayment,
  oddUserIdOnly,
  rpsBegin2IdOnly,
  rpsBegin3NameIcon,
  rpsNextLongId,
  type ResponseVector,
} from '../../../vectors/credential-management.ts';
import { ok, repeated } from '../scripted-channel.ts';

const commands = credentialManagementCommands(0x0a);
const preview = credentialManagementCommands(0x41);

const rpHead = (bytes: Uint8Array): RpListHead => readReply(commands.enumerateRpsBegin, ok(bytes));
const rpNext = (bytes: Uint8Array): StoredRp => readReply(commands.enumerateRpsNext, ok(bytes));
const credentialHead = (bytes: Uint8Array): CredentialListHead =>
  readReply(commands.enumerateCredentialsBegin, ok(bytes));
const credentialNext = (bytes: Uint8Array): StoredCredential => readReply(commands.enumerateCredentialsNext, ok(bytes));

function mapOf(vector: ResponseVector): Map<number | bigint | string, CborValue> {
  const { value } = decodeCbor(vector.bytes);
  if (!(value instanceof Map)) throw new Error('no map');
  return new Map<number | bigint | string, CborValue>(value);
}

function changed(vector: ResponseVector, changes: Readonly<Record<number, CborValue>>): Uint8Array {
  const map = mapOf(vector);
  for (const [key, member] of Object.entries(changes)) {
    if (member === undefined) map.delete(Number(key));
    else map.set(Number(key), member);
  }
  return encodeCbor(map);
}

const entity = (members: Readonly<Record<string, CborValue>>): CborMap => new Map(Object.entries(members));
const credentialWith = (changes: Readonly<Record<number, CborValue>>): StoredCredential =>
  credentialNext(changed(fuzzCredential2Of5, changes));

describe('metadata', () => {
  it.each([
    [metadata3Of25, { existing: 3, remaining: 22 }],
    [fuzzMetadata, { existing: 0, remaining: 25 }],
  ])('$name', (vector, expected) => {
    expect(readReply(commands.getCredsMetadata, ok(vector.bytes))).toEqual(expected);
    expect(readReply(preview.getCredsMetadata, ok(vector.bytes))).toEqual(expected);
  });

  it.each(['a0', 'a10103', 'a20103026131', 'a2010302f4', 'a201200216', 'a2011bffffffffffffffff0216'])(
    '%s is no lawful answer',
    (body) => {
      expect(() => readReply(commands.getCredsMetadata, ok(fromHex(body)))).toThrow(CtapResponseError);
    },
  );
});

describe('RP list', () => {
  it.each([
    [rpsBegin2IdOnly, 2, 'webauthn.firstyear.id.au'],
    [rpsBegin3NameIcon, 3, 'webauthntest.azurewebsites.net'],
    [fuzzRp1Of3, 3, 'yubico.com'],
  ])('begins: $0.name', (vector, total, rpId) => {
    const head = rpHead(vector.bytes);
    expect(head).toMatchObject({ total, rp: { rpId, notes: [], problems: [] } });
    expect(head.rp?.rpIdHash).toHaveLength(32);
    expect(head.rp?.unread.size).toBe(0);
  });

  it.each([
    [rpsNextLongId, 'webauthntest.identitystandards.io'],
    [fuzzRp2Of3, 'yubikey.org'],
    [fuzzRp3Of3, 'webauthn.dev'],
  ])('goes on: $0.name', (vector, rpId) => {
    expect(rpNext(vector.bytes)).toMatchObject({ rpId, notes: [], problems: [] });
  });

  it('reads the name and ignores an icon', () => {
    expect(rpHead(rpsBegin3NameIcon.bytes).rp?.rpName).toBe('WebAuthn Test Server');
  });
});

describe('E-12 the five answers of a key without passkeys', () => {
  it.each([
    ['explicit zero', noRpsExplicitZero.bytes],
    ['status 00 alone', noRpsNoBody.bytes],
    ['an empty map', fromHex('a0')],
    ['a map of other members', fromHex('a10601')],
  ])('%s is an empty list', (_name, bytes) => {
    expect(rpHead(bytes)).toEqual({ total: 0, rp: null });
    expect(credentialHead(bytes.length > 0 && bytes[1] === 5 ? fromHex('a10900') : fromHex('a0'))).toEqual({
      total: 0,
      credential: null,
    });
  });

  it('status 2E is told from other errors', () => {
    const errorOf = (reply: Uint8Array): unknown => {
      try {
        return readReply(commands.enumerateRpsBegin, reply);
      } catch (error) {
        return error;
      }
    };
    expect(meansNoCredentials(errorOf(noRpsStatusOnly.bytes))).toBe(true);
    expect(meansNoCredentials(errorOf(Uint8Array.of(0x30)))).toBe(false);
    expect(meansNoCredentials(new Error('x'))).toBe(false);
    expect(errorOf(noRpsStatusOnly.bytes)).toBeInstanceOf(CtapError);
  });

  it('an RP without a total is one RP at least', () => {
    expect(rpHead(oddRpsWithoutTotal.bytes)).toMatchObject({ total: null, rp: { rpId: 'example.com' } });
  });

  it('E-01 a total that is no number a list can have is passed on or dropped, never invented', () => {
    expect(rpHead(changed(fuzzRp1Of3, { 5: 2 ** 32 })).total).toBe(2 ** 32);
    expect(rpHead(changed(fuzzRp1Of3, { 5: -1 })).total).toBeNull();
    expect(rpHead(changed(fuzzRp1Of3, { 5: 2n ** 64n - 1n })).total).toBeNull();
    expect(rpHead(fromHex('a10505'))).toEqual({ total: 5, rp: null });
    expect(credentialHead(changed(fuzzCredential1Of5, { 9: '5' })).total).toBeNull();
    expect(credentialHead(fromHex('a10903'))).toEqual({ total: 3, credential: null });
  });
});

describe('E-05 RP IDs and hashes', () => {
  it('a missing RP ID is noted; the hash is there', () => {
    const { rp } = rpHead(oddRpWithoutId.bytes);
    expect(rp).toMatchObject({ rpId: null, notes: ['rp-id-missing'], problems: [] });
    expect(rp?.rpIdHash).toHaveLength(32);
    const withoutEntity = rpNext(changed(fuzzRp2Of3, { 3: undefined }));
    expect(withoutEntity).toMatchObject({ rpId: null, notes: ['rp-id-missing'] });
    const emptyText = rpNext(changed(fuzzRp2Of3, { 3: entity({ id: '' }) }));
    expect(emptyText).toMatchObject({ rpId: null, notes: ['rp-id-missing'] });
  });

  it('a shortened RP ID is noted as such', () => {
    expect(rpHead(oddRpTruncatedId.bytes).rp).toMatchObject({
      rpId: '…ngwebsite.hostingprovider.net',
      notes: ['rp-id-shortened'],
    });
  });

  it('a hash of something else is noted', () => {
    const rp = rpNext(changed(fuzzRp2Of3, { 4: repeated(7, 32) }));
    expect(rp.notes).toEqual(['rp-id-hash-mismatch']);
    expect(rp.rpIdHash).toEqual(repeated(7, 32));
  });

  it('an unusable hash is a problem of this entry only: shown, never asked for', () => {
    const { rp, total } = rpHead(oddRpIdHashEmpty.bytes);
    expect(total).toBe(2);
    expect(rp).toMatchObject({ rpId: 'example.com', rpIdHash: null, problems: ['rpIDHash is malformed'] });
    expect(rp?.unread.get(4)).toEqual(new Uint8Array(0));
    for (const hash of [repeated(1, 31), repeated(1, 33), 'text', 5]) {
      expect(rpNext(changed(fuzzRp2Of3, { 4: hash })).rpIdHash).toBeNull();
    }
    expect(rpNext(changed(fuzzRp2Of3, { 4: undefined })).problems).toEqual(['rpIDHash is missing']);
  });

  it('entities of another type are problems, and kept', () => {
    const rp = rpNext(changed(fuzzRp2Of3, { 3: 'yubikey.org' }));
    expect(rp).toMatchObject({ rpId: null, problems: ['rp is malformed'] });
    expect(rp.unread.get(3)).toBe('yubikey.org');
    expect(rpNext(changed(fuzzRp2Of3, { 3: entity({ id: 5, name: true }) })).problems).toEqual([
      'rp.id is not text',
      'rp.name is not text',
    ]);
  });

  it('an RP ID cut inside a character keeps its bytes for the comparison', () => {
    // 32 bytes: "…", then "é" without its first byte, then 28 letters.
    const cut = concatBytes(fromHex('e280a6a9'), repeated(0x61, 28));
    const map = concatBytes(fromHex('a203a16269647820'), cut, fromHex('045820'), repeated(7, 32));
    const rp = rpNext(map);
    expect(rp.rpId).toBe(`…\ufffd${'a'.repeat(28)}`);
    expect(rp.rpIdBytes).toEqual(cut);
    expect([...rp.notes].sort()).toEqual(['rp-id-shortened', 'text-cut-by-key']);
  });
});

describe('credential list', () => {
  it('of a real YubiKey with a large blob key', () => {
    const { total, credential } = credentialHead(credentialsBegin2LargeBlobKey.bytes);
    expect(total).toBe(2);
    expect(credential).toMatchObject({
      userName: 'allison@example.com',
      userDisplayName: 'Allison Doe',
      credProtect: 1,
      hasLargeBlobKey: true,
      thirdPartyPayment: null,
      notes: [],
      problems: [],
    });
    expect(toHex(credential?.credentialId ?? new Uint8Array(0))).toBe('3924dbf7ba5de8829c69ee10158976f1');
    expect(credential?.publicKey).toMatchObject({ keyType: 2, algorithm: -7 });
    expect(credential?.unread.size).toBe(0);
  });

  it('never holds the large blob key, not even a malformed one', () => {
    for (const member of [repeated(0x5a, 32), 'text key']) {
      const credential = credentialWith({ 0x0b: member });
      expect(credential.unread.has(0x0b)).toBe(false);
      expect(JSON.stringify(Object.values(credential))).not.toContain('90,90');
    }
  });

  it.each([
    [fuzzCredential2Of5, -8, 1],
    [fuzzCredential3Of5, -8, 1],
  ])('$0.name', (vector, algorithm, keyType) => {
    const credential = credentialNext(vector.bytes);
    expect(credential).toMatchObject({ publicKey: { algorithm, keyType }, userName: 'bob banana', notes: [] });
    expect(credential.userId).toHaveLength(32);
  });

  it('first of five', () => {
    const { total, credential } = credentialHead(fuzzCredential1Of5.bytes);
    expect(total).toBe(5);
    expect(credential).toMatchObject({ credProtect: 1, publicKey: { algorithm: -7, keyType: 2 } });
    expect(credential?.credentialId).toHaveLength(16);
  });
});

describe('E-06 users', () => {
  it('with an id only, or with empty names', () => {
    expect(credentialHead(oddUserIdOnly.bytes).credential).toMatchObject({
      userId: Uint8Array.of(1, 2),
      userName: null,
      userDisplayName: null,
      notes: [],
      problems: [],
    });
    expect(credentialHead(oddEmptyNames.bytes).credential).toMatchObject({
      userName: '',
      userDisplayName: '',
      notes: [],
    });
  });

  it('missing, without id, or of another type', () => {
    expect(credentialWith({ 6: undefined })).toMatchObject({ userId: null, notes: ['user-missing'], problems: [] });
    expect(credentialWith({ 6: 'bob' })).toMatchObject({ notes: ['user-missing'], problems: ['user is malformed'] });
    expect(credentialWith({ 6: entity({ name: 'bob' }) })).toMatchObject({
      userName: 'bob',
      notes: ['user-missing'],
      problems: ['user.id is missing'],
    });
    expect(credentialWith({ 6: entity({ id: Uint8Array.of(1), name: 5, displayName: null }) })).toMatchObject({
      userId: Uint8Array.of(1),
      userName: null,
      userDisplayName: null,
      problems: ['user.name is not text'],
    });
  });

  it('B-14 a name cut inside a character is shown with a mark', () => {
    const { credential } = credentialHead(oddCutDisplayName.bytes);
    expect(credential).toMatchObject({ userDisplayName: 'Zo\ufffd', notes: ['text-cut-by-key'], problems: [] });
  });

  it('a name that holds U+FFFD by itself is not called cut', () => {
    expect(credentialWith({ 6: entity({ id: Uint8Array.of(1), name: 'a\ufffd' }) }).notes).toEqual([]);
  });
});

describe('E-07 user handles', () => {
  it.each([
    [0, false],
    [1, true],
    [64, true],
    [65, false],
    [7000, false],
  ])('of %i bytes: usable %s', (length, usable) => {
    const credential = credentialWith({ 6: entity({ id: repeated(1, length) }), 8: undefined });
    expect(credential.userId).toEqual(usable ? repeated(1, length) : null);
    expect(credential.problems).toEqual(usable ? [] : [`user.id has ${length} bytes`]);
    expect(credential.credentialId).not.toBeNull();
  });

  it('as text are not bytes', () => {
    expect(credentialWith({ 6: entity({ id: 'bob' }) })).toMatchObject({
      userId: null,
      problems: ['user.id is not bytes'],
    });
  });
});

describe('E-08 credential IDs', () => {
  it.each([1, 64, 1023, 7000])('of %i bytes are kept', (length) => {
    const id = repeated(9, length);
    const credential = credentialWith({ 7: entity({ id, type: 'public-key' }), 8: undefined });
    expect(credential.credentialId).toEqual(id);
  });

  it.each<readonly [string, CborValue]>([
    ['empty', entity({ id: new Uint8Array(0), type: 'public-key' })],
    ['as text', entity({ id: 'x' })],
    ['absent in its descriptor', entity({ type: 'public-key' })],
    ['without a descriptor', undefined],
    ['of another type', 7],
  ])('%s: the entry can be shown, not deleted', (_name, descriptor) => {
    const credential = credentialWith({ 7: descriptor });
    expect(credential.credentialId).toBeNull();
    expect(credential.problems).toContain('credentialID is unusable');
    expect(credential.userName).toBe('bob banana');
    expect(credential.unread.has(7)).toBe(descriptor !== undefined);
  });
});

describe('E-09 public keys', () => {
  it('of an unknown algorithm keep its number', () => {
    const key = new Map([
      [1, 77],
      [3, -65_000],
    ]);
    expect(credentialWith({ 8: key })).toMatchObject({ publicKey: { keyType: 77, algorithm: -65_000 }, notes: [] });
  });

  it('of RSA in full size are read', () => {
    const key = new Map<number, CborValue>([
      [1, 3],
      [3, -257],
      [-1, repeated(0xaa, 5000)],
      [-2, Uint8Array.of(1, 0, 1)],
    ]);
    expect(credentialWith({ 8: key })).toMatchObject({ publicKey: { keyType: 3, algorithm: -257 }, notes: [] });
  });

  it.each<readonly [string, CborValue]>([
    ['garbage bytes', repeated(0xff, 77)],
    ['a map of nothing', new Map()],
    ['texts as numbers', new Map([[1, '2']])],
    ['a 64-bit algorithm', new Map([[3, -(2n ** 63n)]])],
    ['absent', undefined],
  ])('%s: noted, the rest stands', (_name, key) => {
    const credential = credentialWith({ 8: key });
    expect(credential.publicKey).toBeNull();
    expect(credential.notes).toEqual(['public-key-unreadable']);
    expect(credential.userName).toBe('bob banana');
  });
});

describe('E-10 credProtect and thirdPartyPayment', () => {
  it.each([0, 4, 255, -1, 'two', true])('credProtect %j is noted and not used', (value) => {
    expect(credentialWith({ 0x0a: value })).toMatchObject({ credProtect: null, notes: ['cred-protect-invalid'] });
  });

  it.each([1, 2, 3])('credProtect %i is used', (value) => {
    expect(credentialWith({ 0x0a: value })).toMatchObject({ credProtect: value, notes: [] });
  });

  it('thirdPartyPayment is a boolean or nothing', () => {
    expect(credentialHead(oddThirdPartyPayment.bytes).credential).toMatchObject({
      credProtect: 3,
      thirdPartyPayment: true,
    });
    expect(credentialWith({ 0x0c: 1 })).toMatchObject({
      thirdPartyPayment: null,
      problems: ['thirdPartyPayment is malformed'],
    });
  });

  it('members of later versions are kept raw', () => {
    expect(credentialWith({ 0x20: 'new' }).unread.get(0x20)).toBe('new');
  });
});
