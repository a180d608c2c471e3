import { answerCbor, refuseUnsupported } from './authenticator/authenticator.ts';
import type { CredentialProtection, StoredCredential } from './authenticator/credential-store.ts';
import type { SignatureAlgorithm } from './authenticator/key-pairs.ts';
import { KeyState } from './authenticator/key-state.ts';
import { TouchSensor, type TouchPolicy } from './authenticator/touch-sensor.ts';
import { answerApdu } from './authenticator/u2f.ts';
import { fromHex, toHex, utf8 } from './codec/bytes.ts';
import { createFaultScript, type ActiveFaults, type FaultScript } from './fault-script.ts';
import { HidErrorAnswer } from './hid/activity.ts';
import { createHidDevice } from './hid/hid-device.ts';
import { HidCommand, HidErrorCode, largestPayload } from './hid/report-frames.ts';
import { personalities } from './personalities.ts';
import type { Personality, PersonalityName, UsbIdentity } from './personality.ts';
import type { Quirks } from './quirks.ts';
import { sealBlob, withEntry } from './sealed-blob.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createTransactionLog, type TransactionLog } from './transaction-log.ts';
import { type VirtualClock, realClock } from './virtual-clock.ts';
import { answerYubicoConfiguration, yubicoReadConfiguration } from './yubico-configuration.ts';

/** A discoverable credential that a key starts with. */
export interface VirtualCredential {
  readonly rpId: string;
  readonly rpName?: string;
  /** 1–64 bytes, or the same as hexadecimal text. */
  readonly userId: Uint8Array | string;
  readonly userName?: string;
  readonly userDisplayName?: string;
  /** COSE number: −7 ES256 (default) or −8 EdDSA. */
  readonly algorithm?: SignatureAlgorithm;
  readonly credProtect?: CredentialProtection;
  readonly largeBlobKey?: boolean;
  /** Content of a large blob that its service stored: bytes or text. It has a large blob key then. */
  readonly blob?: Uint8Array | string;
  /** 16 bytes from the seed unless given, as bytes or hexadecimal text. */
  readonly credentialId?: Uint8Array | string;
}

export interface VirtualKeyOptions {
  readonly personality: PersonalityName | Personality;
  /** All randomness follows from it: key pairs, credential IDs, channels, tokens. */
  readonly seed: number;
  /** Default: real time. */
  readonly clock?: VirtualClock;
  /** Asked at each touch prompt. Default: waits until `touch()` is called. */
  readonly touch?: TouchPolicy;
  /** Number of discoverable credentials that fit. */
  readonly capacity?: number;
  readonly pin?: string;
  readonly credentials?: readonly VirtualCredential[];
  readonly usb?: Partial<UsbIdentity>;
  /** Yubico personalities only; null: none, as on Security Keys. */
  readonly yubicoSerial?: number | null;
  /** Added to the personality's own. */
  readonly quirks?: Quirks;
  /** Bytes per report, 8 to 64. */
  readonly reportSize?: number;
  /** Fingerprints enrolled at the start, by name; personality `bio` only. */
  readonly fingerprints?: readonly string[];
  /** Statuses of the first samples of fingers (CTAP 2.1 §6.7.2); all others are good. */
  readonly samples?: readonly number[];
  /** Large blobs that no credential on the key opens, as text. */
  readonly strayBlobs?: readonly string[];
  readonly minPinLength?: number;
  readonly forcePinChange?: boolean;
  readonly alwaysUv?: boolean;
  readonly longTouchForReset?: boolean;
}

/** A look inside, for tests. */
interface VirtualKeyState {
  readonly pinSet: boolean;
  readonly pinRetries: number;
  readonly uvRetries: number;
  /** Three wrong PINs in a row: needs a power cycle. */
  readonly pinAuthBlocked: boolean;
  readonly forcePinChange: boolean;
  readonly minPinLength: number;
  readonly alwaysUv: boolean;
  readonly enterpriseAttestation: boolean;
  readonly longTouchForReset: boolean;
  readonly pinComplexity: boolean;
  readonly minPinRpIds: readonly string[];
  readonly tokenInUse: boolean;
  readonly credentials: readonly StoredCredential[];
  readonly remaining: number;
  readonly fingerprints: readonly { readonly id: string; readonly name: string | null }[];
  /** The serialized array. */
  readonly largeBlobs: Uint8Array;
  readonly waitingForTouch: boolean;
  readonly resets: number;
  readonly winks: number;
  /** Faults of the virtual key itself; a test may demand that there are none. */
  readonly internalErrors: readonly unknown[];
}

/** The key's plug: what a transport connects to. */
export interface VirtualKeyPort {
  readonly reportSize: number;
  readonly usb: UsbIdentity;
  /** Processes one output report of the host without report number. */
  receive(report: Uint8Array): void;
  /** Observes every input report. Returns how to stop. */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Observes that the fault script pulls the key out. Returns how to stop. */
  onUnplug(listener: () => void): () => void;
  readonly faults: Pick<ActiveFaults, 'reportPasses'>;
}

/** A complete software authenticator. Whether it is plugged in is the transport's affair. */
export interface VirtualKey {
  readonly personality: Personality;
  readonly port: VirtualKeyPort;
  readonly state: VirtualKeyState;
  readonly log: TransactionLog;
  readonly script: FaultScript;
  /** Touches the key, or refuses; tells whether a request was waiting for it. */
  touch(answer?: 'approve' | 'hold' | 'refuse'): boolean;
  /** Refuses the next wait: on a key with a sensor, a finger that is not enrolled. */
  refuseNextTouch(): void;
  setTouchPolicy(policy: TouchPolicy): void;
  /** Plans the statuses of the samples of fingers to come. */
  planSamples(statuses: readonly number[]): void;
  /** Turns power off and on: tokens, enumerations, the three-try counter and channels are gone. */
  powerCycle(): void;
  /** Stores another credential, as a service would by another host. */
  addCredential(credential: VirtualCredential): StoredCredential;
  removeCredential(id: Uint8Array): boolean;
  /** Replaces the serialized array, whatever it is, as another host or a fault would. */
  putLargeBlobs(array: Uint8Array): void;
}

/** Creates a simulated key. Throws RangeError for impossible options. */
export function createVirtualKey(options: VirtualKeyOptions): VirtualKey {
  const personality = withQuirks(options);
  const clock = options.clock ?? realClock;
  const random = createSeededRandom(options.seed);
  const reportSize = options.reportSize ?? 64;
  if (!Number.isInteger(reportSize) || reportSize < 8 || reportSize > 64) throw new RangeError('report size');
  const touch = new TouchSensor(clock, personality.touchTimeoutMs, options.touch ?? (() => 'ignore'));
  const state = new KeyState(personality, options.capacity ?? personality.capacity, random, clock, touch);
  const { log, open } = createTransactionLog();
  const script = createFaultScript();
  const unplugListeners = new Set<() => void>();
  const internalErrors: unknown[] = [];
  let winks = 0;

  prepare(state, options);

  const device = createHidDevice({
    reportSize,
    clock,
    random,
    faults: script,
    deviceVersion: personality.deviceVersion,
    capabilities: personality.quirks.capabilityFlags ?? personality.capabilities,
    statusAsHidError: personality.quirks.statusAsHidError ?? false,
    largestMessage: largestPayload(reportSize),
    openTransaction: open,
    handle: async (command, payload, activity) => {
      try {
        if (command === yubicoReadConfiguration && personality.yubico !== null) {
          activity.transaction.carriedOut = true;
          return answerYubicoConfiguration(personality.yubico, options.yubicoSerial ?? null, payload);
        }
        refuseUnsupported(state, command);
        if (command === HidCommand.cbor) return await answerCbor(state, payload, activity);
        if (command === HidCommand.msg) return answerApdu(state, payload, activity.transaction);
        throw new HidErrorAnswer(HidErrorCode.invalidCommand);
      } catch (error) {
        if (error instanceof HidErrorAnswer) throw error;
        internalErrors.push(error);
        throw new HidErrorAnswer(HidErrorCode.other);
      }
    },
    onWink: () => void winks++,
    onUnplug: () => {
      for (const listener of [...unplugListeners]) listener();
    },
  });

  const addCredential = (credential: VirtualCredential): StoredCredential => store(state, credential);

  return {
    personality,
    log,
    script,
    port: {
      reportSize,
      usb: { ...personality.usb, ...options.usb },
      receive: device.receive,
      onReport: device.onReport,
      onUnplug: (listener) => {
        unplugListeners.add(listener);
        return () => void unplugListeners.delete(listener);
      },
      faults: script,
    },
    state: {
      get pinSet() {
        return state.pin !== null;
      },
      get pinRetries() {
        return state.pinRetries;
      },
      get uvRetries() {
        return state.uvRetries;
      },
      get pinAuthBlocked() {
        return state.blockedUntilPowerCycle;
      },
      get forcePinChange() {
        return state.forcePinChange;
      },
      get minPinLength() {
        return state.minPinLength;
      },
      get alwaysUv() {
        return state.alwaysUv;
      },
      get enterpriseAttestation() {
        return state.enterpriseAttestation;
      },
      get longTouchForReset() {
        return state.longTouchForReset;
      },
      get pinComplexity() {
        return state.pinComplexity;
      },
      get minPinRpIds() {
        return state.minPinRpIds;
      },
      get tokenInUse() {
        return state.token !== null;
      },
      get credentials() {
        return state.credentials.all;
      },
      get remaining() {
        return state.credentials.remaining;
      },
      get fingerprints() {
        return state.fingerprints.map(({ id, name }) => ({ id: toHex(id), name }));
      },
      get largeBlobs() {
        return state.largeBlobs;
      },
      get waitingForTouch() {
        return touch.waiting;
      },
      get resets() {
        return state.resets;
      },
      get winks() {
        return winks;
      },
      internalErrors,
    },
    touch: (answer = 'approve') => touch.touch(answer),
    refuseNextTouch: () => {
      touch.refusesNext = true;
    },
    setTouchPolicy: (policy) => {
      touch.policy = policy;
    },
    planSamples: (statuses) => {
      state.plannedSamples = [...statuses];
    },
    powerCycle: () => {
      device.powerCycle();
      state.powerCycle();
    },
    addCredential,
    removeCredential: (id) => {
      const removed = state.credentials.delete(id);
      if (removed) state.credentialsChanged();
      return removed;
    },
    putLargeBlobs: (array) => {
      state.largeBlobs = array;
    },
  };
}

function withQuirks(options: VirtualKeyOptions): Personality {
  const base = typeof options.personality === 'string' ? personalities[options.personality] : options.personality;
  return { ...base, quirks: { ...base.quirks, ...options.quirks } };
}

function prepare(state: KeyState, options: VirtualKeyOptions): void {
  if (options.minPinLength !== undefined) state.minPinLength = options.minPinLength;
  if (options.pin !== undefined) {
    const text = options.pin.normalize('NFC');
    const bytes = utf8(text);
    if (bytes.length < 1 || bytes.length > 63) throw new RangeError('PIN length');
    state.setPin(bytes, [...text].length);
  }
  state.forcePinChange = options.forcePinChange ?? false;
  state.alwaysUv = options.alwaysUv ?? false;
  state.longTouchForReset = options.longTouchForReset ?? false;
  state.fingerprints = (options.fingerprints ?? []).map((name) => ({ id: state.random.bytes(2), name }));
  state.plannedSamples = [...(options.samples ?? [])];
  for (const credential of options.credentials ?? []) store(state, credential);
  for (const blob of options.strayBlobs ?? [])
    addBlob(state, state.random.derive('stray blob', utf8(blob)), utf8(blob));
}

function addBlob(state: KeyState, key: Uint8Array, data: Uint8Array): void {
  const nonce = state.random.derive('nonce', key).slice(0, 12);
  state.largeBlobs = withEntry(state.largeBlobs, sealBlob(key, nonce, data));
}

function store(state: KeyState, credential: VirtualCredential): StoredCredential {
  if (state.credentials.remaining === 0) throw new RangeError('the virtual key is full');
  const { credentialId } = credential;
  const stored = state.credentials.add({
    rpId: credential.rpId,
    rpName: credential.rpName ?? null,
    userId: asBytes(credential.userId),
    userName: credential.userName ?? null,
    userDisplayName: credential.userDisplayName ?? null,
    algorithm: credential.algorithm ?? -7,
    protection: credential.credProtect ?? 1,
    largeBlobKey: credential.largeBlobKey ?? credential.blob !== undefined,
    ...(credentialId === undefined ? {} : { id: asBytes(credentialId) }),
  });
  const { blob } = credential;
  if (blob !== undefined && stored.largeBlobKey !== null) {
    addBlob(state, stored.largeBlobKey, typeof blob === 'string' ? utf8(blob) : blob);
  }
  state.credentialsChanged();
  return stored;
}

function asBytes(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? fromHex(value) : value;
}
