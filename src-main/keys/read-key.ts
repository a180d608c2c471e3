import type { KeyFacts, KeyFinding } from '../../src-shared/domain/plugged-key.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import { getPinRetries } from '../ctap2/commands/client-pin.ts';
import { type AuthenticatorInfo, getInfo } from '../ctap2/commands/get-info.ts';
import { credentialManagementSupport } from '../ctap2/credential-management-support.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import type { HidDeviceInfo } from '../hid/hid-transport.ts';
import { firmwareText } from '../vendor/firmware-text.ts';
import { readVendorInfo, type VendorInfo } from '../vendor/vendor-info.ts';
import { VendorReplyError } from '../vendor/vendor-reply-error.ts';
import { deadlines } from './deadlines.ts';
import { capabilitiesWithoutFido2, keyCapabilities } from './key-capabilities.ts';
import { noPinState, type PinLockState, pinState, unlockedTries } from './pin-state.ts';
import type { RetryLedger } from './retry-ledger.ts';

export interface KeyReading {
  /** Null for a key that speaks U2F only. */
  readonly info: AuthenticatorInfo | null;
  readonly facts: KeyFacts;
}

/** What is known of the key's tries beside what it answers now: a lock stays until the key is unplugged or reset. */
export interface LockMemory {
  readonly ledger: RetryLedger;
  readonly needsReplug: boolean;
  readonly blocked: boolean;
}

/** Vendor:product of U2F keys that hang on any CBOR request, as hosts have had to learn. */
const hangsOnCbor = new Set(['10c4:8acf', '20a0:4287']);

/**
 * Reads what a key says about itself without PIN and touch: getInfo, the PIN tries where a PIN is set, and the vendor's
 * own information where the vendor is known. A key that does not answer getInfo as a FIDO2 key is a U2F key.
 * Throws CtapHidError for a key that is gone, busy or silent; CtapResponseError for an unlawful getInfo.
 */
export async function readKey(
  session: CtapSession,
  device: HidDeviceInfo,
  memory: LockMemory,
  modelOf: (aaguid: string) => string | null,
  signal?: AbortSignal,
): Promise<KeyReading> {
  const info = speaksCbor(session, device) ? await readInfo(session, signal) : null;
  const lock = info === null ? null : await readLock(session, info, memory, signal);
  const vendor = await readVendor(session, device, signal);
  const facts =
    info === null
      ? u2fFacts(session, vendor)
      : fido2Facts(session, device, info, lock ?? unlockedTries, vendor, modelOf);
  return { info, facts: { ...facts, findings: [...facts.findings, ...contradictions(memory.ledger)] } };
}

function speaksCbor({ channel }: CtapSession, device: HidDeviceInfo): boolean {
  const id = [device.vendorId, device.productId].map((part) => part.toString(16).padStart(4, '0')).join(':');
  return channel.info.capabilities.cbor && !hangsOnCbor.has(id);
}

async function readInfo(session: CtapSession, signal?: AbortSignal): Promise<AuthenticatorInfo | null> {
  try {
    const info = await session.send(getInfo, null, { ...deadlines.probe, signal });
    session.limitMessagesTo(info.maxMsgSize);
    return info.versions.every((version) => version === 'U2F_V2') ? null : info;
  } catch (error) {
    // Flags lie in both directions: keys of the 4.4.5 class claim CBOR and answer ERROR 01; some U2F keys fall silent.
    const refused = error instanceof CtapHidError && (error.reason === 'device-error' || error.reason === 'timeout');
    const unknownCommand = error instanceof CtapError && error.status === 'INVALID_COMMAND';
    if ((refused && session.channel.info.capabilities.msg) || unknownCommand) return null;
    throw error;
  }
}

/** Asks for the tries left; free of charge, and possible while blocked. */
export async function readLock(
  session: CtapSession,
  info: AuthenticatorInfo,
  memory: LockMemory,
  signal?: AbortSignal,
): Promise<PinLockState> {
  const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
  if (info.options.get('clientPin') !== true || protocol === null) return unlockedTries;
  try {
    const answer = await session.send(getPinRetries, { protocol: protocol.version }, { ...deadlines.quick, signal });
    const retriesLeft = memory.ledger.report(answer.retries);
    return {
      retriesLeft,
      needsReplug: memory.needsReplug || answer.powerCycleState === true,
      blocked: memory.blocked || retriesLeft === 0,
    };
  } catch (error) {
    // Keys that cannot tell their tries can still be used; the number is then not known.
    if (!(error instanceof CtapError || error instanceof CtapResponseError)) throw error;
    return { retriesLeft: memory.ledger.report(null), needsReplug: memory.needsReplug, blocked: memory.blocked };
  }
}

async function readVendor(
  session: CtapSession,
  device: HidDeviceInfo,
  signal?: AbortSignal,
): Promise<VendorInfo | null> {
  try {
    return await readVendorInfo(session.channel, device, { ...deadlines.probe, signal });
  } catch (error) {
    // What a vendor adds is never worth losing the key for; only a key that left or was given up is.
    const malformed = error instanceof VendorReplyError;
    const odd = error instanceof CtapHidError && (error.reason === 'timeout' || error.reason === 'protocol');
    if (malformed || odd) return null;
    throw error;
  }
}

function fido2Facts(
  session: CtapSession,
  device: HidDeviceInfo,
  info: AuthenticatorInfo,
  lock: PinLockState,
  vendor: VendorInfo | null,
  modelOf: (aaguid: string) => string | null,
): KeyFacts {
  const pin = pinState(info, lock);
  const aaguid = toHex(info.aaguid);
  const canBeFound = { wink: session.channel.info.capabilities.wink, touch: true };
  return {
    ...commonFacts(session, vendor),
    aaguid,
    model: modelOf(aaguid),
    versions: [...info.versions],
    extensions: [...info.extensions],
    options: Object.fromEntries(info.options),
    transports: [...info.transports],
    algorithms: info.algorithms.map(({ alg }) => alg),
    firmware: vendor?.firmware ?? firmwareText(device.vendorId, info.firmwareVersion),
    encIdentifier: info.encIdentifier === null ? null : toHex(info.encIdentifier),
    pin,
    passkeys: { existing: null, remaining: info.remainingDiscoverableCredentials },
    capabilities: keyCapabilities(credentialManagementSupport(info), pin, canBeFound),
    findings: [...info.findings],
    rawGetInfo: toHex(info.raw),
  };
}

function u2fFacts(session: CtapSession, vendor: VendorInfo | null): KeyFacts {
  const reason = vendor?.fido2Off === true ? 'fido2-off' : 'u2f-only';
  return {
    ...commonFacts(session, vendor),
    aaguid: null,
    model: null,
    versions: ['U2F_V2'],
    extensions: [],
    options: {},
    transports: [],
    algorithms: [],
    firmware: vendor?.firmware ?? null,
    encIdentifier: null,
    pin: noPinState,
    passkeys: { existing: null, remaining: null },
    capabilities: capabilitiesWithoutFido2(reason, session.channel.info.capabilities.wink),
    findings: [],
    rawGetInfo: null,
  };
}

function commonFacts(
  { channel }: CtapSession,
  vendor: VendorInfo | null,
): Pick<KeyFacts, 'vendorSerial' | 'formFactor' | 'ctaphid'> {
  return {
    vendorSerial: vendor?.serial ?? null,
    formFactor: vendor?.formFactor ?? null,
    ctaphid: { version: channel.info.deviceVersion.join('.'), ...channel.info.capabilities },
  };
}

function contradictions(ledger: RetryLedger): readonly KeyFinding[] {
  return ledger.contradicted ? [{ kind: 'pin-retries-contradict', detail: '' }] : [];
}
