import { randomBytes } from 'node:crypto';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { FingerprintListing } from '../../src-shared/domain/fingerprint.ts';
import type { KeyFinding, KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { HidDeviceInfo } from '../../src-shared/hid/hid-transport.ts';
import type { VendorInfo } from '../vendor/vendor-info.ts';
import { KeyQueue } from './key-queue.ts';
import type { KeyConnection } from './open-key.ts';
import type { ReadBlobs } from './blobs-as-read.ts';
import type { PinLockState } from './pin-state.ts';
import { PinWays } from './pin-ways.ts';
import { SentLog } from './sent-log.ts';
import { RetryLedger } from './retry-ledger.ts';

/** Everything the manager holds about one plug-in of one key. It ends when the key leaves, and is never reused. */
export class KeyRecord {
  readonly handle: KeyHandle = `key-${toHex(randomBytes(8))}`;
  readonly device: HidDeviceInfo;
  readonly queue = new KeyQueue();
  readonly retries = new RetryLedger();
  readonly sent = new SentLog();
  readonly #gone = new AbortController();
  /** The key as the window sees it. */
  view: PluggedKey;
  /** The last getInfo; null before it was read and for U2F-only keys. */
  info: AuthenticatorInfo | null = null;
  /** Answer of the vendor's own command when the key was read; null where it was not asked. */
  vendor: VendorInfo | null = null;
  /** While the key is open. */
  connection: KeyConnection | null = null;
  /** The passkeys as last listed through this plug-in. */
  listing: PasskeyListing | null = null;
  /** The fingerprints as last listed through this plug-in. */
  fingerprints: FingerprintListing | null = null;
  /** The large blobs as last listed through this plug-in, with their contents; they go with the token. */
  blobs: ReadBlobs | null = null;
  /** The key said so to a PIN; it stays true until the key is unplugged or takes a PIN (replug), or is reset (blocked). */
  needsReplug = false;
  blocked = false;
  /** The tries as last read through the present connection (monotonic ms), while no PIN has been sent since. */
  freshLock: { readonly lock: PinLockState; readonly readAt: number } | null = null;
  /** A reset is being prepared, which may be of this key: until that has ended, reading it sends INIT and getInfo only. */
  isSpared = false;
  readonly pinWays = new PinWays();
  #findings: readonly KeyFinding[] = [];
  #token: PinUvAuthToken | null = null;
  #tokenUsedAt = 0;

  constructor(device: HidDeviceInfo, view: Omit<PluggedKey, 'handle'>) {
    this.device = device;
    this.view = { ...view, handle: this.handle };
  }

  /** Aborted when the key left or was replaced. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  get token(): PinUvAuthToken | null {
    return this.#token;
  }

  /** Monotonic time in ms at which the token was last used. */
  get tokenUsedAt(): number {
    return this.#tokenUsedAt;
  }

  /** Deviations that showed in the use of the key, besides those of getInfo. */
  get findings(): readonly KeyFinding[] {
    return this.#findings;
  }

  /** Keeps a deviation that showed, once, and shows it. */
  noteFinding(finding: KeyFinding): void {
    if (this.#findings.some(({ kind }) => kind === finding.kind)) return;
    this.#findings = [...this.#findings, finding];
    const { facts } = this.view;
    if (facts !== null) this.view = { ...this.view, facts: { ...facts, findings: [...facts.findings, finding] } };
  }

  /** Keeps a token, wiping the one before. */
  keepToken(token: PinUvAuthToken, now: number): void {
    this.#token?.wipe();
    this.#token = token;
    this.#tokenUsedAt = now;
  }

  noteTokenUse(now: number): void {
    this.#tokenUsedAt = now;
  }

  dropToken(): void {
    this.#token?.wipe();
    this.#token = null;
    this.blobs = null;
  }

  /** Closes the connection. Idempotent. */
  async close(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    this.freshLock = null;
    this.retries.left();
    await connection?.close();
  }

  /** Ends the record: whatever runs or waits on it fails with `reason`. */
  end(reason: Error): void {
    this.dropToken();
    this.#gone.abort(reason);
  }
}
