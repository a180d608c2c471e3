import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Pin } from '../../../../src-main/ctap2/pin-uv-auth/pin.ts';
import { paddedPin, pinHash } from '../../../../src-main/ctap2/pin-uv-auth/pin-blocks.ts';
import { newPinFailure } from '../../../../src-main/ctap2/pin-uv-auth/pin-rules.ts';
import { pinTextVectors } from '../../../vectors/pin-uv-auth.ts';
import { pinOf } from '../vector-keys.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const limits = { minPinLength: 4, maxPinLength: 63 };

describe('D-11 PIN lengths', () => {
  it.each(pinTextVectors.filter(({ hash }) => hash !== null))('$text: its hash', ({ text, hash }) => {
    expect(pinHash(pinOf(text))).toEqual(hash);
  });

  it.each(pinTextVectors)('$text: $verdict', ({ text, byteLength, codePoints, verdict }) => {
    const pin = pinOf(text);
    expect(pin.byteLength).toBe(byteLength);
    expect(pin.codePoints).toBe(codePoints);
    expect(newPinFailure(pin, limits)?.kind ?? 'ok').toBe(verdict === 'ok' ? 'ok' : `pin-${verdict}`);
  });

  it('are judged in code points by the key and in bytes by the protocol', () => {
    expect(newPinFailure(pinOf('é'.repeat(32)), limits)).toEqual({
      kind: 'pin-too-long',
      maximum: 63,
      maximumBytes: 63,
      pin: 'new',
    });
    expect(newPinFailure(pinOf('é'.repeat(31)), limits)).toBeNull();
    expect(newPinFailure(pinOf('123456789'), { minPinLength: 4, maxPinLength: 8 })?.kind).toBe('pin-too-long');
    expect(newPinFailure(pinOf('12345'), { minPinLength: 6, maxPinLength: 63 })).toEqual({
      kind: 'pin-too-short',
      minimum: 6,
      pin: 'new',
    });
  });

  it('beyond what any key takes are refused before anything is built', () => {
    for (const pin of [pinOf('a'.repeat(64)), pinOf('')]) {
      expect(() => paddedPin(pin)).toThrow(RangeError);
      expect(() => pinHash(pin)).toThrow(RangeError);
    }
    expect(paddedPin(pinOf('a'.repeat(63)))).toHaveLength(64);
  });
});

describe('D-12 normalisation', () => {
  it('composed and decomposed é are the same PIN', () => {
    expect(pinOf('\u00e9clair').exposePinBytes()).toEqual(utf8('\u00e9clair'));
    expect(pinOf('e\u0301clair').exposePinBytes()).toEqual(utf8('\u00e9clair'));
    expect(pinOf('e\u0301clair').equals(pinOf('\u00e9clair'))).toBe(true);
  });
});

describe('D-13 characters', () => {
  it('keeps spaces at either end', () => {
    expect(pinOf(' 12 34 ').exposePinBytes()).toEqual(utf8(' 12 34 '));
    expect(pinOf(' é ').exposePinBytes()).toEqual(utf8(' é '));
  });

  it.each([
    '12\x0034',
    '1234\x00',
    '1234\n',
    '12\r\n34',
    '12\x0b34',
    '12\x0c34',
    'é\n',
    'é\x00',
    '12\u008534',
    '12\u202834',
    '12\u202934',
  ])('refuses %j', (text) => {
    expect(Pin.fromUtf8(utf8(text))).toBeNull();
  });

  it('refuses lone surrogates and other bytes that are no UTF-8', () => {
    const loneSurrogate = Uint8Array.of(0x31, 0xed, 0xa0, 0xbd, 0x32, 0x33);
    expect(Pin.fromUtf8(loneSurrogate)).toBeNull();
    expect(Pin.fromUtf8(Uint8Array.of(0x31, 0x32, 0xc3))).toBeNull();
    expect(Pin.fromUtf8(Uint8Array.of(0xff, 0x31, 0x32, 0x33))).toBeNull();
  });

  it('keeps a byte order mark, which is a character of the PIN like any other', () => {
    expect(pinOf('\ufeff123').codePoints).toBe(4);
  });
});

describe('secrecy of a PIN', () => {
  it('never prints', () => {
    const pin = pinOf('sesame-4711');
    const printed = [
      String(pin),
      pin.toString(),
      JSON.stringify({ pin }),
      inspect(pin),
      inspect({ deep: [pin] }),
    ].join();
    expect(printed).not.toContain('4711');
    expect(printed).toContain('[PIN]');
    expect(Object.keys(pin)).not.toContain('bytes');
    expect(inspect(pin, { showHidden: true, customInspect: false })).not.toMatch(/115, 101|4711/);
  });

  it('is its own copy, and zero once wiped', () => {
    const given = utf8('sesame');
    const pin = Pin.fromUtf8(given);
    given.fill(0);
    const bytes = pin?.exposePinBytes();
    expect(bytes).toEqual(utf8('sesame'));
    pin?.wipe();
    pin?.wipe();
    expect(bytes).toEqual(new Uint8Array(6));
    expect(() => pin?.exposePinBytes()).toThrow('wiped');
  });
});

describe('D-25 comparison of two PINs', () => {
  it('tells same from different', () => {
    expect(pinOf('1234').equals(pinOf('1234'))).toBe(true);
    expect(pinOf('1234').equals(pinOf('1235'))).toBe(false);
    expect(pinOf('1234').equals(pinOf('12345'))).toBe(false);
    expect(pinOf('a'.repeat(300)).equals(pinOf('a'.repeat(300)))).toBe(false);
  });
});
