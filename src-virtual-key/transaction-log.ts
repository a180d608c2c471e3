/** One request of the host and what came of it. Keepalives, CANCEL and broken messages that never became a request are not counted. */
export interface Transaction {
  /** Running number from 1, over power cycles. */
  readonly number: number;
  /** Milliseconds of the key's clock at which the request was complete. */
  readonly at: number;
  /** CTAPHID command without bit 7, e.g. 0x10 for CBOR. */
  readonly command: number;
  /** CTAP command byte of a CBOR message, INS of a U2F message, else null. */
  readonly ctapCommand: number | null;
  readonly subCommand: number | null;
  /** e.g. `init`, `getInfo`, `clientPin.getPinRetries`, `credentialManagement.deleteCredential`, `u2f.register`. */
  readonly name: string;
  /** CTAP status or, for U2F, the status word; null where none was answered (yet). */
  readonly status: number | null;
  /** CTAPHID_ERROR code instead of an answer. */
  readonly hidError: number | null;
  /** The request carried a PIN (its hash or a new one). */
  readonly pinBearing: boolean;
  /** The request asks to destroy or change something stored: deletion, renaming, PIN, configuration, reset, blobs. */
  readonly destructive: boolean;
  /** Whether the command took effect, whatever was answered. */
  readonly carriedOut: boolean;
  readonly requestLength: number;
  readonly responseLength: number | null;
}

/** A transaction while it is under way. */
export type OpenTransaction = { -readonly [Member in keyof Transaction]: Transaction[Member] };

export interface TransactionLog {
  readonly entries: readonly Transaction[];
  /** Lists the entries whose name equals `name` or starts with `name` and a dot. */
  named(name: string): readonly Transaction[];
  readonly pinBearing: readonly Transaction[];
  readonly destructive: readonly Transaction[];
  clear(): void;
}

/** Creates an empty log and the function that opens an entry in it. */
export function createTransactionLog(): {
  readonly log: TransactionLog;
  readonly open: (start: Pick<Transaction, 'at' | 'command' | 'name' | 'requestLength'>) => OpenTransaction;
} {
  const entries: OpenTransaction[] = [];
  let count = 0;
  const log: TransactionLog = {
    get entries() {
      return entries;
    },
    named: (name) => entries.filter((entry) => entry.name === name || entry.name.startsWith(`${name}.`)),
    get pinBearing() {
      return entries.filter((entry) => entry.pinBearing);
    },
    get destructive() {
      return entries.filter((entry) => entry.destructive);
    },
    clear: () => void entries.splice(0),
  };
  const open = (start: Pick<Transaction, 'at' | 'command' | 'name' | 'requestLength'>): OpenTransaction => {
    const entry: OpenTransaction = {
      number: ++count,
      ctapCommand: null,
      subCommand: null,
      status: null,
      hidError: null,
      pinBearing: false,
      destructive: false,
      carriedOut: false,
      responseLength: null,
      ...start,
    };
    entries.push(entry);
    return entry;
  };
  return { log, open };
}
