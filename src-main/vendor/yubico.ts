import type { CtapHidChannel, ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import type { VendorInfo } from './vendor-info.ts';
import {
  announcesMore,
  readYubicoConfig,
  readYubicoPage,
  YubicoCapability,
  type YubicoConfig,
  type YubicoTags,
} from './yubico-config.ts';

export const yubicoVendorId = 0x1050;

/** CTAPHID vendor command "read configuration". 40, 43 and others write: never sent. */
const readConfig = 0x42;
/** Today's keys have two pages. */
const maxPages = 8;

const shapes: ReadonlyMap<number, string> = new Map([
  [1, 'USB-A keychain'],
  [2, 'USB-A nano'],
  [3, 'USB-C keychain'],
  [4, 'USB-C nano'],
  [5, 'USB-C and Lightning'],
  [6, 'USB-A with fingerprint reader'],
  [7, 'USB-C with fingerprint reader'],
]);

/**
 * Reads a YubiKey's device configuration (firmware 4.1 and later): no PIN, no touch, one exchange per page. Throws
 * VendorReplyError and CtapHidError ('device-error' from keys that do not know the command).
 */
export async function readYubicoInfo(channel: CtapHidChannel, options: ExchangeOptions): Promise<VendorInfo> {
  const tags = new Map<number, Uint8Array>();
  for (let page = 0; page < maxPages; page++) {
    const more: YubicoTags = readYubicoPage(await channel.exchange(readConfig, Uint8Array.of(page), options));
    for (const [tag, value] of more) tags.set(tag, value);
    if (!announcesMore(more)) break;
  }
  return describeYubiKey(readYubicoConfig(tags), channel.info.deviceVersion);
}

/** Describes a configuration; `deviceVersion` is that of the INIT reply. */
export function describeYubiKey(config: YubicoConfig, deviceVersion: readonly [number, number, number]): VendorInfo {
  const version = config.firmware ?? firmwareFromInit(deviceVersion);
  return {
    vendor: 'yubico',
    serial: config.serial === null || config.serial === 0 ? null : String(config.serial),
    firmware: firmwareText(config, version),
    formFactor: shapes.get(config.formFactor ?? 0) ?? null,
    fido2Off: isFido2Off(config, version),
    fips: config.fipsSeries || (config.fipsCapable ?? 0) !== 0,
    fipsApproved: config.fipsApproved === null ? null : fipsNames(config.fipsApproved),
    pinComplexity: config.pinComplexity,
    resetBlocked: config.resetBlocked === null ? null : (config.resetBlocked & YubicoCapability.fido2) !== 0,
    partNumber: config.partNumber,
    nfcRestricted: config.nfcRestricted,
    configLocked: config.configLocked,
    switchedOff: switchedOff(config, version),
  };
}

// Only from 4 on the INIT reply carries the firmware version; 0.0.1 is a development key, older numbers mean nothing.
function firmwareFromInit(version: readonly [number, number, number]): readonly [number, number, number] | null {
  return version[0] >= 4 || version.join('.') === '0.0.1' ? version : null;
}

function firmwareText(config: YubicoConfig, version: readonly [number, number, number] | null): string | null {
  const qualifier = config.versionQualifier;
  if (qualifier !== null && qualifier.type !== 2) {
    const type = ['alpha', 'beta'][qualifier.type] ?? `type ${qualifier.type}`;
    return `${qualifier.version.join('.')} ${type} ${qualifier.iteration}`;
  }
  return version === null ? null : version.join('.');
}

/** Names of applications as their maker writes them. */
const applications = {
  otp: 'OTP',
  u2f: 'FIDO U2F',
  openPgp: 'OpenPGP',
  piv: 'PIV',
  oath: 'OATH',
  yubiHsmAuth: 'YubiHSM Auth',
  fido2: 'FIDO2',
} as const satisfies Record<keyof typeof YubicoCapability, string>;

function switchedOff(
  config: YubicoConfig,
  version: readonly [number, number, number] | null,
): VendorInfo['switchedOff'] {
  if (config.usbSupported === null || config.usbEnabled === null || reportsEnabledWrongly(version)) return null;
  return {
    usb: namesIn(config.usbSupported & ~config.usbEnabled),
    nfc: namesIn((config.nfcSupported ?? 0) & ~(config.nfcEnabled ?? config.nfcSupported ?? 0)),
  };
}

function namesIn(bits: number): readonly string[] {
  return (Object.keys(applications) as (keyof typeof applications)[])
    .filter((name) => (bits & YubicoCapability[name]) !== 0)
    .map((name) => applications[name]);
}

/** Applications by their bit in the FIPS fields (tags 14 and 15), which are other bits than those of the capabilities. */
const fipsBits = ['fido2', 'piv', 'openPgp', 'oath', 'yubiHsmAuth'] as const;

function fipsNames(bits: number): readonly string[] {
  return fipsBits.filter((_, bit) => (bits & (1 << bit)) !== 0).map((name) => applications[name]);
}

// Firmware 4 reports what is enabled wrongly, and had no FIDO2.
function reportsEnabledWrongly(version: readonly [number, number, number] | null): boolean {
  return version?.[0] === 4;
}

function isFido2Off(config: YubicoConfig, version: readonly [number, number, number] | null): boolean | null {
  if (config.usbSupported === null || config.usbEnabled === null || reportsEnabledWrongly(version)) return null;
  const fido2 = YubicoCapability.fido2;
  return (config.usbSupported & fido2) !== 0 && (config.usbEnabled & fido2) === 0;
}
