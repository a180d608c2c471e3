import type { KeyFacts, KeyFinding } from '../../src-shared/domain/plugged-key.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { firmwareText } from '../vendor/firmware-text.ts';
import type { VendorInfo } from '../vendor/vendor-info.ts';
import { capabilitiesWithoutFido2 } from './key-capabilities.ts';
import { detailsWithoutFido2, keyDetails } from './key-details.ts';
import { keySettings } from './key-settings.ts';
import type { OpenedKey } from './opened-key.ts';
import { noPinState, type PinLockState, pinState } from './pin-state.ts';

/** Returns what is shown of a key: from getInfo, else as of a key that speaks U2F only. */
export function keyFacts(
  opened: OpenedKey,
  info: AuthenticatorInfo | null,
  lock: PinLockState,
  vendor: VendorInfo | null,
  uvRetries: number | null,
): KeyFacts {
  const facts = info === null ? u2fFacts(opened, vendor) : fido2Facts(opened, info, lock, vendor, uvRetries);
  return { ...facts, findings: [...facts.findings, ...contradictions(opened)] };
}

function fido2Facts(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  lock: PinLockState,
  vendor: VendorInfo | null,
  uvRetries: number | null,
): KeyFacts {
  const { record, knowledge } = opened;
  const pin = pinState(info, lock);
  const aaguid = toHex(info.aaguid);
  const catalogueModel = knowledge.modelOf(aaguid);
  return {
    ...commonFacts(opened, vendor),
    aaguid,
    model: catalogueModel?.model ?? null,
    catalogueModel,
    versions: [...info.versions],
    extensions: [...info.extensions],
    options: Object.fromEntries(info.options),
    transports: [...info.transports],
    algorithms: info.algorithms.map(({ alg }) => alg),
    firmware: vendor?.firmware ?? firmwareText({ vendorId: record.device.vendorId, aaguid }, info.firmwareVersion),
    encIdentifier: info.encIdentifier === null ? null : toHex(info.encIdentifier),
    pin,
    passkeys: { existing: null, remaining: info.remainingDiscoverableCredentials },
    capabilities: knowledge.capabilitiesOf({ info, pin, vendor, uvRetries }),
    settings: keySettings({ info, pin }),
    findings: [...info.findings],
    details: keyDetails(info, vendor, uvRetries),
    rawGetInfo: toHex(info.raw),
  };
}

function u2fFacts(opened: OpenedKey, vendor: VendorInfo | null): KeyFacts {
  const reason = vendor?.fido2Off === true ? 'fido2-off' : 'u2f-only';
  return {
    ...commonFacts(opened, vendor),
    aaguid: null,
    model: null,
    catalogueModel: null,
    versions: ['U2F_V2'],
    extensions: [],
    options: {},
    transports: [],
    algorithms: [],
    firmware: vendor?.firmware ?? null,
    encIdentifier: null,
    pin: noPinState,
    passkeys: { existing: null, remaining: null },
    capabilities: capabilitiesWithoutFido2(reason, opened.session.channel.info.capabilities.wink),
    settings: [],
    findings: [],
    details: detailsWithoutFido2(vendor),
    rawGetInfo: null,
  };
}

function commonFacts(
  { session: { channel } }: OpenedKey,
  vendor: VendorInfo | null,
): Pick<KeyFacts, 'vendorSerial' | 'formFactor' | 'ctaphid'> {
  return {
    vendorSerial: vendor?.serial ?? null,
    formFactor: vendor?.formFactor ?? null,
    ctaphid: { version: channel.info.deviceVersion.join('.'), ...channel.info.capabilities },
  };
}

function contradictions({ record }: OpenedKey): readonly KeyFinding[] {
  const { contradicted, told } = record.retries;
  const ofTries = contradicted ? [{ kind: 'pin-retries-contradict', detail: String(told ?? '') }] : [];
  return [...ofTries, ...record.findings];
}
