import { bigEndian, concat, utf8 } from './codec/bytes.ts';
import { HidErrorAnswer } from './hid/activity.ts';
import { HidErrorCode } from './hid/report-frames.ts';
import type { YubicoConfiguration } from './personality.ts';

/** CTAPHID vendor command of Yubico's device configuration, without bit 7. */
export const yubicoReadConfiguration = 0x42;

/**
 * Answers one page of the device configuration: a length byte and tag-length-value entries. A serial of null is left
 * out, as on Security Keys. A key with a part number has a second page.
 */
export function answerYubicoConfiguration(
  configuration: YubicoConfiguration,
  serial: number | null,
  payload: Uint8Array,
): Uint8Array {
  const page = payload[0] ?? 0;
  if (page > 0 && (page > 1 || configuration.partNumber === null)) {
    throw new HidErrorAnswer(HidErrorCode.invalidParameter);
  }
  const body = page === 0 ? firstPage(configuration, serial) : secondPage(configuration);
  return concat(Uint8Array.of(body.length), body);
}

function firstPage(configuration: YubicoConfiguration, serial: number | null): Uint8Array {
  const entries = [
    entry(0x01, bigEndian(configuration.capabilities, 2)),
    entry(0x03, bigEndian(configuration.capabilities, 2)),
  ];
  if (serial !== null) entries.push(entry(0x02, bigEndian(serial, 4)));
  entries.push(
    entry(0x04, Uint8Array.of(configuration.formFactor)),
    entry(0x05, Uint8Array.from(configuration.firmware)),
    entry(0x06, bigEndian(0, 2)),
    entry(0x07, Uint8Array.of(15)),
    entry(0x08, Uint8Array.of(0)),
    entry(0x0a, Uint8Array.of(0)),
  );
  if (configuration.resetBlocked !== undefined) entries.push(entry(0x18, bigEndian(configuration.resetBlocked, 2)));
  if (configuration.nfcRestricted !== undefined)
    entries.push(entry(0x17, Uint8Array.of(Number(configuration.nfcRestricted))));
  if (configuration.partNumber !== null) entries.push(entry(0x10, Uint8Array.of(1)));
  return concat(...entries);
}

function secondPage(configuration: YubicoConfiguration): Uint8Array {
  return entry(0x13, utf8(configuration.partNumber ?? ''));
}

function entry(tag: number, value: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(tag, value.length), value);
}
