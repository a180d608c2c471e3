import { createECDH, type ECDH } from 'node:crypto';
import { fromHex } from '../codec/bytes.ts';
import type { CborMap } from '../codec/cbor-types.ts';
import type { Personality } from '../personality.ts';
import { sha256, type SeededRandom } from '../seeded-random.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { AssertionCredential } from './assertion-credential.ts';
import { type StoredCredential, CredentialStore } from './credential-store.ts';
import { scalarFromSeed } from './key-pairs.ts';
import type { PinProtocolNumber } from './pin-protocol.ts';
import type { PinToken } from './pin-token.ts';
import type { TouchSensor } from './touch-sensor.ts';

const maximumPinRetries = 8;
export const maximumUvRetries = 5;
const mismatchesPerPowerCycle = 3;

/** An enrolled finger; the sensor itself is played by the touch policy. */
export interface FingerprintTemplate {
  readonly id: Uint8Array;
  name: string | null;
}

/** An enumeration under way (CTAP 2.1 §6.8, stateful commands). */
export interface Enumeration {
  readonly kind: 'rps' | 'credentials';
  readonly entries: readonly StoredCredential[];
  readonly channel: number;
  readonly tokenNumber: number;
  readonly persistent: boolean;
  next: number;
  lastAt: number;
}

/** Assertions left for getNextAssertion (CTAP 2.1 §6.3). */
export interface PendingAssertions {
  readonly credentials: readonly AssertionCredential[];
  readonly sign: (credential: AssertionCredential) => CborMap;
  readonly channel: number;
  next: number;
  lastAt: number;
}

/** The array of large blobs as a fresh key has it: an empty CBOR array and its hash (CTAP 2.1 §6.10.2). */
const initialLargeBlobs = fromHex('8076be8b528d0075f7aae98d6fa57a6d3c');

/** Everything a key remembers: until reset, and until it loses power. */
export class KeyState {
  readonly personality: Personality;
  readonly random: SeededRandom;
  readonly clock: VirtualClock;
  readonly touch: TouchSensor;
  readonly credentials: CredentialStore;

  // Until reset.
  pin: { readonly hash: Uint8Array; readonly codePoints: number } | null = null;
  pinRetries: number;
  uvRetries = maximumUvRetries;
  minPinLength = 4;
  minPinRpIds: readonly string[] = [];
  forcePinChange = false;
  /** Three wrong PINs in a row came, and no right one since. */
  wasLocked = false;
  alwaysUv = false;
  enterpriseAttestation = false;
  longTouchForReset = false;
  pinComplexity = false;
  signCount = 0;
  fingerprints: readonly FingerprintTemplate[] = [];
  /** Statuses of the samples to come (CTAP 2.1 §6.7.2): how the hand that touches the sensor does it. Then all are good. */
  plannedSamples: number[] = [];
  largeBlobs: Uint8Array = initialLargeBlobs;
  persistentToken: Uint8Array | null = null;
  /** Wraps credentials that are not discoverable, and U2F handles; a new one makes them all worthless. */
  wrappingKey: Uint8Array;
  identifier: Uint8Array;
  storeState: Uint8Array;
  resets = 0;

  // Until power is lost.
  poweredAt: number;
  mismatches = 0;
  token: PinToken | null = null;
  enumeration: Enumeration | null = null;
  assertions: PendingAssertions | null = null;
  blobWrite: { readonly total: number; readonly received: Uint8Array[]; length: number } | null = null;
  enrolment: { readonly id: Uint8Array; remaining: number } | null = null;
  /** Protocol of the last getKeyAgreement. */
  agreedOn: PinProtocolNumber | null = null;
  readonly #agreements = new Map<PinProtocolNumber, ECDH>();
  #tokenNumber = 0;

  constructor(
    personality: Personality,
    capacity: number,
    random: SeededRandom,
    clock: VirtualClock,
    touch: TouchSensor,
  ) {
    this.personality = personality;
    this.pinRetries = this.fullPinRetries;
    this.random = random;
    this.clock = clock;
    this.touch = touch;
    this.credentials = new CredentialStore(capacity, random);
    this.poweredAt = clock.now();
    this.wrappingKey = random.bytes(32);
    this.identifier = random.bytes(16);
    this.storeState = random.bytes(16);
  }

  /** PIN tries after a right PIN. */
  get fullPinRetries(): number {
    return this.personality.quirks.pinTries ?? maximumPinRetries;
  }

  setPin(bytes: Uint8Array, codePoints: number): void {
    this.pin = { hash: sha256(bytes).slice(0, 16), codePoints };
  }

  /** Returns the key agreement key pair of a protocol; a fresh one after `renewAgreement` and after power-up. */
  agreement(protocol: PinProtocolNumber): ECDH {
    const known = this.#agreements.get(protocol);
    if (known !== undefined) return known;
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(scalarFromSeed(this.random.bytes(32)));
    this.#agreements.set(protocol, ecdh);
    return ecdh;
  }

  renewAgreement(protocol: PinProtocolNumber): void {
    this.#agreements.delete(protocol);
  }

  get blockedUntilPowerCycle(): boolean {
    return this.mismatches >= mismatchesPerPowerCycle;
  }

  /** Issues a new token; all older ones are void (CTAP 2.1 §6.5.5.7). */
  issueToken(protocol: PinProtocolNumber, fields: Pick<PinToken, 'permissions' | 'rpId' | 'userPresent'>): PinToken {
    const length = protocol === 1 ? (this.personality.quirks.tokenLength ?? 32) : 32;
    this.token = {
      bytes: this.random.bytes(length),
      protocol,
      issuedAt: this.clock.now(),
      userVerified: true,
      used: false,
      number: ++this.#tokenNumber,
      ...fields,
    };
    return this.token;
  }

  /** The secure element protects against use without the person: a PIN is set or a finger enrolled. */
  get protectedByUser(): boolean {
    return this.pin !== null || this.fingerprints.length > 0;
  }

  credentialsChanged(): void {
    this.storeState = this.random.bytes(16);
  }

  powerCycle(): void {
    this.poweredAt = this.clock.now();
    this.mismatches = 0;
    this.token = null;
    this.enumeration = null;
    this.assertions = null;
    this.blobWrite = null;
    this.enrolment = null;
    this.agreedOn = null;
    this.#agreements.clear();
  }

  // CTAP 2.1 §6.6: everything but the model and its firmware goes.
  reset(): void {
    this.pin = null;
    this.pinRetries = this.fullPinRetries;
    this.uvRetries = maximumUvRetries;
    this.minPinLength = 4;
    this.minPinRpIds = [];
    this.forcePinChange = false;
    this.alwaysUv = false;
    this.enterpriseAttestation = false;
    this.longTouchForReset = false;
    this.pinComplexity = false;
    this.signCount = 0;
    this.fingerprints = [];
    this.largeBlobs = initialLargeBlobs;
    this.persistentToken = null;
    this.wrappingKey = this.random.bytes(32);
    this.identifier = this.random.bytes(16);
    this.storeState = this.random.bytes(16);
    this.credentials.clear();
    this.token = null;
    this.enumeration = null;
    this.assertions = null;
    this.blobWrite = null;
    this.enrolment = null;
    this.mismatches = 0;
    this.#agreements.clear();
    this.resets++;
  }
}
