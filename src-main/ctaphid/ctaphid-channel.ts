/** CTAPHID command numbers without bit 7 (CTAP 2.1 §11.2.9). */
export const CtapHidCommand = {
  ping: 0x01,
  msg: 0x03,
  lock: 0x04,
  init: 0x06,
  wink: 0x08,
  cbor: 0x10,
  cancel: 0x11,
  keepalive: 0x3b,
  error: 0x3f,
  /** First of the vendor range 40–7F. */
  vendorFirst: 0x40,
} as const;

/** The contents of the device's INIT reply. */
export interface CtapHidDeviceInfo {
  readonly protocolVersion: number;
  /** major.minor.build as three numbers; the firmware version only for Yubico. */
  readonly deviceVersion: readonly [number, number, number];
  readonly capabilities: { readonly wink: boolean; readonly cbor: boolean; readonly msg: boolean };
}

export interface ExchangeOptions {
  /** Ends the exchange: CANCEL is sent (CBOR only), the pending reply is drained, the channel re-synchronised. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence in ms before the exchange is given up. Keepalives count as sound. */
  readonly silenceMs: number;
  /** Cap on the whole exchange in ms; keepalives do not extend it, but see `ownerMs`. */
  readonly capMs: number;
  /**
   * Cap on the whole exchange in ms from the moment on at which the key says that it waits for its owner (UPNEEDED); a key that
   * waits may be silent. Absent: such a wait is like any other.
   */
  readonly ownerMs?: number | undefined;
  /** Called once for consecutive equal states; 'touch' for UPNEEDED, 'working' for everything else. */
  readonly onKeepalive?: ((state: 'working' | 'touch') => void) | undefined;
}

/** One logical channel to one key. One exchange at a time; a second call waits for the first. */
export interface CtapHidChannel {
  readonly info: CtapHidDeviceInfo;
  /** Returns the largest payload that the framing can carry with this report size (7609 for 64). */
  readonly maxPayload: number;
  /**
   * Sends a command and returns the reply's payload. Throws CtapHidError, also for failures of the HID layer
   * (reason 'transport', with `hidReason` and `sent`). Never sends a request twice, except after CHANNEL_BUSY.
   * After a failure that leaves a reply pending, the next exchange starts with a re-synchronising INIT.
   */
  exchange(command: number, payload: Uint8Array, options: ExchangeOptions): Promise<Uint8Array>;
  /** Number of request/response transactions so far by command, INIT included (keepalives, CANCEL not counted). */
  readonly transactions: number;
  /** Waits for pending writes and closes the HID connection. Idempotent. */
  close(): Promise<void>;
}
