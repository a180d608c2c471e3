import type { ChosenColour } from '../lib/key-colour.ts';

/** Evidence by which a key is recognised (docs/architecture.md, "Key identity"); strongest first. */
export const identityStrengths = ['vendor-serial', 'enc-identifier', 'credential-id', 'told'] as const;
export type IdentityStrength = (typeof identityStrengths)[number];

export const keyRoles = ['daily', 'spare', 'off-site', 'retired'] as const;
export type KeyRole = (typeof keyRoles)[number];

/** A key that the inventory remembers. */
export interface InventoryKey {
  readonly id: string;
  readonly label: string;
  readonly role: KeyRole | null;
  /** Null where the person chose none: it is drawn in the colour of its turn. */
  readonly colour: ChosenColour | null;
  readonly owner: string | null;
  readonly place: string | null;
  /** Key ring or bag that it is carried on: what shares one is lost together. */
  readonly carriedOn: string | null;
  /** Number of the organisation's own, as it stands on a sticker. */
  readonly assetTag: string | null;
  readonly note: string | null;
  readonly identifiedBy: IdentityStrength;
  readonly vendorSerial: string | null;
  /** Hex. */
  readonly aaguid: string | null;
  readonly model: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly firmware: string | null;
  readonly formFactor: string | null;
  readonly transports: readonly string[];
  readonly pinSet: boolean | null;
  /** Only a reset helps; null where it was never asked. */
  readonly pinBlocked: boolean | null;
  /** Shortest PIN that the key takes, in code points; null where it does not say. */
  readonly pinMinLength: number | null;
  /** The key asks for user verification whatever the service wants (CTAP 2.1 §6.4 alwaysUv). */
  readonly alwaysUv: boolean | null;
  readonly existing: number | null;
  readonly remaining: number | null;
  /** Dates are ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Time of the last listing of its passkeys; null if never. */
  readonly lastRead: string | null;
  /** The last listing was complete: absence from it means "read, and not there". */
  readonly lastReadComplete: boolean;
  /** A destructive operation was sent and its outcome is not known: the key must be read again. */
  readonly needsReread: boolean;
  /** Time at which the person recorded that it is lost; null while they have it. A lost key is no way in. */
  readonly lostAt: string | null;
}
