/** A FIDO HID interface that is plugged in now. Strings are as the operating system gives them: untrusted, uncapped. */
export interface HidDeviceInfo {
  /** Identifies the device only while it stays plugged in; Linux reuses it at once for the next device. */
  readonly path: string;
  /** Unsigned 16 bit. */
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serialNumber: string | null;
  /**
   * Report sizes in bytes, without report number, where the platform tells; null means assume 64. 8 to 64 are usable.
   */
  readonly inputReportSize: number | null;
  readonly outputReportSize: number | null;
  /**
   * Changes whenever another physical plug-in stands behind the same path (on Linux: device numbers and inode time of
   * the node), so that a fast replug is noticed. Equal text means the same plug-in.
   */
  readonly plugId: string;
  /** Counts up with every device that comes, so that the last one is the highest; null where the platform does not tell. */
  readonly plugOrder: number | null;
  /** Simulated by this program. */
  readonly simulated: boolean;
}

/** An open HID device. Reports are pulled, not pushed (docs/decisions: pull, do not listen). */
export interface HidConnection {
  readonly inputReportSize: number;
  readonly outputReportSize: number;
  /** Sends one output report of exactly `outputReportSize` bytes (no report number). Throws HidError. */
  write(report: Uint8Array): Promise<void>;
  /** Waits at most `timeoutMs` for one input report; null when none came. Throws HidError. */
  read(timeoutMs: number): Promise<Uint8Array | null>;
  /** Closes; idempotent. A pending read ends with HidError 'closed'. Later calls throw HidError 'closed'. */
  close(): Promise<void>;
}

/** An access to keys: node-hid, simulated keys, or a fault-injecting wrapper. All are interchangeable. */
export interface HidTransport {
  /** Lists FIDO interfaces (usage page F1D0, usage 01), in a stable order. Throws HidError 'unusable'. */
  list(): Promise<readonly HidDeviceInfo[]>;
  /** Opens one listed path. Throws HidError: 'permission', 'busy', 'gone', 'unsupported', 'timeout', 'io'. */
  open(path: string): Promise<HidConnection>;
  /**
   * Calls `onChange` soon after devices came or went (a hint only: list() is the truth). Returns how to stop.
   * Absent where the platform has no such event: then the caller polls.
   */
  watch?(onChange: () => void): () => void;
}
