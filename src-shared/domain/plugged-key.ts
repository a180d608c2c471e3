import type { Capability, KeyCapabilities } from './capability.ts';
import type { CatalogueModel } from './catalogue.ts';
import type { KeyDetails } from './key-details.ts';
import type { OperationFailure } from './operation-failure.ts';
import type { SettingName, SettingValue } from './setting-change.ts';

/**
 * Opaque name of one plug-in of one key: created when the key appears, invalid for ever once it leaves or is replaced. Dialogs and
 * operations refer to a key by its handle only, so none can reach another key.
 */
export type KeyHandle = string;

/** Deviation of a key from the specification: shown as "unusual", never a refusal. */
export interface KeyFinding {
  readonly kind: string;
  readonly detail: string;
}

/** The finding of a key whose vendor serial another key that is plugged in has, too: it names neither. */
export const sharedSerialFinding = 'vendor-serial-shared';

/** Built-in user verification (fingerprint …). */
export const builtInUvStates = ['none', 'not-configured', 'configured'] as const;

export interface PinState {
  /** clientPin is present in the options. */
  readonly supported: boolean;
  /** Null where it is not known (no answer yet, or unsupported). */
  readonly set: boolean | null;
  /** The smaller of the number that the key reports and our own count: a key may report too many. */
  readonly retriesLeft: number | null;
  /** Number of tries after a right PIN, as this key or one of its model and firmware reported; null where nobody saw it. */
  readonly retriesInAll: number | null;
  readonly needsReplug: boolean;
  readonly blocked: boolean;
  readonly forceChange: boolean;
  /** Unicode code points after NFC. */
  readonly minLength: number;
  /** Unicode code points after NFC; the UTF-8 form may never exceed 63 bytes. */
  readonly maxLength: number;
  readonly complexityEnforced: boolean;
  readonly builtInUv: (typeof builtInUvStates)[number];
}

/** One setting of a key. */
export interface KeySetting {
  readonly name: SettingName;
  readonly value: SettingValue;
  /** Whether it can be changed now. */
  readonly change: Capability;
}

/** Facts that a key reports about itself without a PIN. */
export interface KeyFacts {
  /** 16 bytes, hex; null for a U2F-only key. */
  readonly aaguid: string | null;
  /** Name of the model: from the catalogue by AAGUID, else null. */
  readonly model: string | null;
  /** The catalogue's entry of that model. */
  readonly catalogueModel: CatalogueModel | null;
  readonly versions: readonly string[];
  readonly extensions: readonly string[];
  readonly options: Readonly<Record<string, boolean>>;
  readonly transports: readonly string[];
  readonly algorithms: readonly number[];
  /** Words, e.g. "5.7.4"; null where the key does not tell or the number has no known meaning. */
  readonly firmware: string | null;
  /** Serial number from a vendor command (Yubico), decimal; null where there is none. */
  readonly vendorSerial: string | null;
  readonly formFactor: string | null;
  /** CTAP 2.2 member 19, hex: 16-byte IV and 16-byte ciphertext, fresh at every read. */
  readonly encIdentifier: string | null;
  readonly pin: PinState;
  readonly passkeys: { readonly existing: number | null; readonly remaining: number | null };
  readonly capabilities: KeyCapabilities;
  /** All settings of a FIDO2 key, whether or not it has them; none of one that speaks U2F only. */
  readonly settings: readonly KeySetting[];
  readonly findings: readonly KeyFinding[];
  readonly details: KeyDetails;
  /** The getInfo response (CBOR, no status byte), hex; null for a U2F-only key. */
  readonly rawGetInfo: string | null;
  /** CTAPHID capability flags and device version of the INIT reply. */
  readonly ctaphid: {
    readonly version: string;
    readonly wink: boolean;
    readonly cbor: boolean;
    readonly msg: boolean;
  };
}

export const pluggedKeyStates = ['reading', 'ready', 'u2f-only', 'unreachable', 'unsupported'] as const;

/** One FIDO device that is plugged in now. */
export interface PluggedKey {
  readonly handle: KeyHandle;
  /** HID path: for display, `--key` and doctor; never accepted from the window. */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly usbSerial: string | null;
  /** Counts up with every device that is plugged in; null where the platform does not tell. */
  readonly plugOrder: number | null;
  /** A key simulated by Sparekey itself (--demo). */
  readonly simulated: boolean;
  readonly state: (typeof pluggedKeyStates)[number];
  /** Reason why it is unreachable or unsupported; else null. */
  readonly problem: OperationFailure | null;
  readonly facts: KeyFacts | null;
  /** A token is held: listing, deleting and renaming need no PIN now. */
  readonly unlocked: boolean;
  /** Id of the remembered key whose kept read access this key answers to: it was recognised by that, and is listed without its PIN. Null where none does, or nobody looked. */
  readonly readAccess: string | null;
}
