import { describe, expect, it } from 'vitest';
import { protocolOne } from '../../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { protocolTwo } from '../../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import {
  decodeEntry,
  encodeEntry,
  type ReadAccessEntry,
} from '../../../../src-main/keys/read-access/read-access-entry.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';

const entry = (more: Partial<ReadAccessEntry> = {}): ReadAccessEntry => ({
  token: new PinUvAuthToken(protocolTwo, new Uint8Array(32).fill(0x77), 0x40),
  aaguid: new Uint8Array(16).fill(0xa1),
  identifier: new Uint8Array(16).fill(0xd0),
  listed: { state: new Uint8Array(16).fill(0xe0), readAt: '2026-11-30T12:00:00.123Z' },
  ...more,
});

/** An entry as it stands in a keychain: format 1, protocol 2. */
const stored = `0102${'a1'.repeat(16)}${'d0'.repeat(16)}01${'e0'.repeat(16)}` + `4279ad44c3c7b000${'77'.repeat(32)}`;

describe('an entry of read access', () => {
  it('is written as it always was', () => {
    const bytes = encodeEntry(entry());
    expect(toHex(bytes).slice(0, 102)).toBe(stored.slice(0, 102));
    expect(toHex(bytes).slice(118)).toBe('77'.repeat(32));
    expect(new DataView(bytes.buffer).getFloat64(51)).toBe(Date.parse('2026-11-30T12:00:00.123Z'));
  });

  it('comes back whole, and the bytes that it was in are wiped', () => {
    for (const token of [
      new PinUvAuthToken(protocolTwo, new Uint8Array(32).fill(7), 0x40),
      new PinUvAuthToken(protocolOne, new Uint8Array(16).fill(7), 0x40),
    ]) {
      for (const listed of [entry().listed, null]) {
        const bytes = encodeEntry(entry({ token, listed }));
        const back = decodeEntry(bytes);
        expect(back).toMatchObject({ aaguid: entry().aaguid, identifier: entry().identifier, listed });
        expect([back?.token.protocol, back?.token.permissions]).toEqual([token.protocol, 0x40]);
        expect(back?.token.exposeTokenBytes()).toEqual(token.exposeTokenBytes());
        expect(bytes.every((byte) => byte === 0)).toBe(true);
      }
    }
  });

  it.each([
    ['nothing', ''],
    ['another format', `02${stored.slice(2)}`],
    ['a protocol that nobody knows', `0109${stored.slice(4)}`],
    ['a token of a length that the protocol does not have', `${stored}77`],
    ['no token', stored.slice(0, 118)],
  ])('%s is no entry', (_, hex) => {
    expect(decodeEntry(fromHex(hex))).toBeNull();
  });

  it('without a date that is one, no listing is known', () => {
    const bytes = encodeEntry(entry());
    new DataView(bytes.buffer).setFloat64(51, Number.NaN);
    expect(decodeEntry(bytes)?.listed).toBeNull();
  });
});
