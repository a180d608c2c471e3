import { describe, expect, it } from 'vitest';
import { CtapHidError } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { firmwareText } from '../../../src-main/vendor/firmware-text.ts';
import { trussedProducts, trussedVersion } from '../../../src-main/vendor/trussed.ts';
import { readVendorInfo } from '../../../src-main/vendor/read-vendor-info.ts';
import type { VendorInfo } from '../../../src-main/vendor/vendor-info.ts';
import { VendorReplyError } from '../../../src-main/vendor/vendor-reply-error.ts';
import { readYubicoConfig, readYubicoPage, type YubicoConfig } from '../../../src-main/vendor/yubico-config.ts';
import { describeYubiKey } from '../../../src-main/vendor/yubico.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import { trussedVersionVectors, yubicoConfigVectors } from '../../vectors/vendor.ts';
import { options, ScriptedChannel } from '../ctap2/scripted-channel.ts';

const yubico = { vendorId: 0x1050, productId: 0x0407 };
const invalidCommand = new CtapHidError('device-error', 'ERROR 01', { code: 1, sent: true });

const configOf = (name: keyof typeof yubicoConfigVectors): YubicoConfig =>
  readYubicoConfig(readYubicoPage(yubicoConfigVectors[name]));
const describeVector = (name: keyof typeof yubicoConfigVectors): VendorInfo =>
  describeYubiKey(configOf(name), [5, 0, 0]);

describe('Yubico configuration', () => {
  it.each<readonly [keyof typeof yubicoConfigVectors, Partial<VendorInfo>]>([
    ['YubiKey 5C 5.1.2', { serial: '3405648436', firmware: '5.1.2', formFactor: 'USB-C keychain', fido2Off: false }],
    ['YubiKey 5C Nano 5.2.4', { serial: '3405648436', firmware: '5.2.4', formFactor: 'USB-C nano', fido2Off: false }],
    ['Security Key C NFC 5.4.3', { serial: null, firmware: '5.4.3', formFactor: 'USB-C keychain', fips: false }],
    [
      'YubiKey 5C NFC - Enhanced PIN 5.7.4',
      { firmware: '5.7.4', pinComplexity: true, resetBlocked: false, partNumber: '78CLUFX5000P', fips: false },
    ],
    ['YubiKey 5C NFC FIPS 5.7.4', { firmware: '5.7.4', formFactor: 'USB-C keychain', fips: true }],
    ['YubiKey 5 Nano 5.7.1', { firmware: '5.7.1', formFactor: 'USB-A nano', pinComplexity: false, fips: false }],
    ['YubiKey Bio FIDO 5.7.2', { firmware: '5.7.2', formFactor: 'USB-A with fingerprint reader', resetBlocked: false }],
    [
      'YubiKey C Bio Multi-protocol 5.7.2',
      { firmware: '5.7.2', formFactor: 'USB-C with fingerprint reader', resetBlocked: true },
    ],
    ['Security Key C NFC Enterprise 5.4.3', { serial: '24850540', firmware: '5.4.3', fido2Off: false }],
    ['YubiKey 5Ci 5.2.3', { firmware: '5.2.3', formFactor: 'USB-C and Lightning', fips: false, pinComplexity: null }],
    ['YubiKey C Bio beta 5.8.0', { firmware: '5.8.0 beta 3', formFactor: 'USB-C with fingerprint reader' }],
  ])('%s', (name, expected) => {
    expect(describeVector(name)).toMatchObject({ vendor: 'yubico', ...expected });
  });

  it('knows every part of a Security Key', () => {
    expect(configOf('Security Key C NFC 5.4.3')).toMatchObject({
      usbSupported: 0x202,
      usbEnabled: 0x200,
      nfcSupported: 0x206,
      nfcEnabled: 0x200,
      securityKeySeries: true,
      fipsSeries: false,
      configLocked: false,
      formFactor: 3,
    });
    expect(configOf('YubiKey 5C NFC FIPS 5.7.4')).toMatchObject({
      fipsSeries: true,
      fipsCapable: 0x1f,
      fipsApproved: 0x1f,
      pinComplexity: true,
      nfcRestricted: false,
    });
  });

  /** Reads tags, given in hex. */
  const described = (tags: string, deviceVersion: readonly [number, number, number] = [5, 0, 0]): VendorInfo => {
    const bytes = fromHex(tags);
    const page = readYubicoPage(concatBytes(Uint8Array.of(bytes.length), bytes));
    return describeYubiKey(readYubicoConfig(page), deviceVersion);
  };

  it('takes the version of the INIT reply where the configuration has none', () => {
    expect(described('', [4, 3, 7]).firmware).toBe('4.3.7');
    expect(described('', [0, 0, 1]).firmware).toBe('0.0.1');
    expect(described('', [3, 4, 0]).firmware).toBeNull();
    expect(described('').serial).toBeNull();
  });

  it('says when FIDO2 is switched off, and does not believe firmware 4 about it', () => {
    expect(described('0102023f03020001', [4, 3, 7]).fido2Off).toBeNull();
    expect(described('0102023f03020001', [5, 0, 1]).fido2Off).toBe(true);
    expect(described('0102003f03020001', [5, 0, 1]).fido2Off).toBe(false);
    expect(described('0102023f', [5, 0, 1]).fido2Off).toBeNull();
  });

  it('names versions that are not final', () => {
    const qualified = (type: string): string => `190e0103050800 0201${type} 030400000002`.replaceAll(' ', '');
    expect(described(qualified('00')).firmware).toBe('5.8.0 alpha 2');
    expect(described(qualified('01')).firmware).toBe('5.8.0 beta 2');
    expect(described(qualified('02')).firmware).toBe('5.0.0');
    expect(described(qualified('07')).firmware).toBe('5.8.0 type 7 2');
    expect(described('1903020101').firmware).toBe('5.0.0');
  });

  it('ignores fields of unusable length and part numbers that are no text', () => {
    expect(described('020701020304050607').serial).toBeNull();
    expect(described('0200').serial).toBeNull();
    expect(described('05020501').firmware).toBe('5.0.0');
    expect(described('0400').formFactor).toBeNull();
    expect(described('1303410a42').partNumber).toBeNull();
    expect(described('1300').partNumber).toBeNull();
  });

  it.each(['', '05', '0102', '020102', '0301000000', '020a', '03050305', '051903010305'])(
    '%j is refused as malformed',
    (hex) => {
      expect(() => readYubicoConfig(readYubicoPage(fromHex(hex)))).toThrow(VendorReplyError);
    },
  );
});

describe('asking a key', () => {
  it('reads further pages while the key announces them', async () => {
    const channel = new ScriptedChannel([
      yubicoConfigVectors['YubiKey 5C NFC - Enhanced PIN 5.7.4'],
      fromHex('0418020200'),
    ]);
    const info = await readVendorInfo(channel, yubico, options);
    expect(channel.sent.map(({ command, payload }) => [command, ...payload])).toEqual([
      [0x42, 0],
      [0x42, 1],
    ]);
    expect(info).toMatchObject({ firmware: '5.7.4', resetBlocked: true });
  });

  it('stops where a key announces pages for ever', async () => {
    const channel = new ScriptedChannel(Array.from({ length: 20 }, () => fromHex('03100101')));
    await readVendorInfo(channel, yubico, options);
    expect(channel.sent).toHaveLength(8);
  });

  it('gives nothing where the key does not know the question or answers nonsense', async () => {
    expect(await readVendorInfo(new ScriptedChannel([invalidCommand]), yubico, options)).toBeNull();
    expect(await readVendorInfo(new ScriptedChannel([fromHex('ff00')]), yubico, options)).toBeNull();
  });

  it('passes on that a key is gone or silent', async () => {
    const silent = new CtapHidError('timeout', 'silent', { sent: true });
    await expect(readVendorInfo(new ScriptedChannel([silent]), yubico, options)).rejects.toBe(silent);
  });

  it('sends nothing to a key of another vendor', async () => {
    for (const usb of [
      { vendorId: 0x18d1, productId: 0x9470 },
      { vendorId: 0x20a0, productId: 0x4287 },
      { vendorId: 0x20a0, productId: 0x42dd },
      { vendorId: 0x1209, productId: 0xb000 },
    ]) {
      const channel = new ScriptedChannel([]);
      expect(await readVendorInfo(channel, usb, options)).toBeNull();
      expect(channel.sent).toHaveLength(0);
    }
  });
});

describe('Trussed keys', () => {
  it.each(Object.entries(trussedVersionVectors))('version %s', (version, reply) => {
    expect(trussedVersion(reply)).toBe(version);
  });

  it('give version and UUID', async () => {
    for (const product of trussedProducts) {
      const channel = new ScriptedChannel([
        trussedVersionVectors['1.9.0'],
        fromHex('00112233445566778899aabbccddeeff'),
      ]);
      expect(await readVendorInfo(channel, product, options)).toMatchObject({
        vendor: product.vendor,
        firmware: '1.9.0',
        serial: '00112233445566778899aabbccddeeff',
        formFactor: product.name,
      });
      expect(channel.sent.map(({ command }) => command)).toEqual([0x61, 0x62]);
    }
  });

  it('may have no UUID', async () => {
    const nitrokey = { vendorId: 0x20a0, productId: 0x42b2 };
    for (const answer of [invalidCommand, new Uint8Array(0)]) {
      const channel = new ScriptedChannel([trussedVersionVectors['1.8.3'], answer]);
      expect(await readVendorInfo(channel, nitrokey, options)).toMatchObject({ firmware: '1.8.3', serial: null });
    }
    const gone = new CtapHidError('protocol', 'broken', { sent: true });
    const channel = new ScriptedChannel([trussedVersionVectors['1.8.3'], gone]);
    await expect(readVendorInfo(channel, nitrokey, options)).rejects.toBe(gone);
    expect(await readVendorInfo(new ScriptedChannel([fromHex('0102')]), nitrokey, options)).toBeNull();
  });
});

describe('firmware number of getInfo', () => {
  it('is a version on YubiKeys and pico-fido, and nothing elsewhere', () => {
    const pico = { vendorId: 0x2e8a, aaguid: '89fb94b706c936739b7e30526d968145' };
    expect([0x0508, 0x0800, 0x0001, 0x10000].map((version) => firmwareText(pico, version))).toEqual([
      '5.8',
      '8.0',
      null,
      null,
    ]);
    expect(firmwareText({ vendorId: 0x1050, aaguid: '' }, 328_707)).toBe('5.4.3');
    expect(firmwareText({ vendorId: 0x1050, aaguid: '' }, 0x050704)).toBe('5.7.4');
    expect(firmwareText({ vendorId: 0x20a0, aaguid: '' }, 2)).toBeNull();
    for (const odd of [null, 1, 0x030000, 0x1000000])
      expect(firmwareText({ vendorId: 0x1050, aaguid: '' }, odd)).toBeNull();
  });
});
