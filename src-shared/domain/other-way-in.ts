/**
 * One thing that must be in hand for a sign-in method to work.
 * - `key`, `device`: that thing · `place`: what is kept there · `memory`: something remembered, a password say · `people`: somebody must help
 * - `account`: another account of the inventory must be open: the one with `accountId`, else the only one of that service and user name
 * - `nobody`: nobody has it, as a password that the organisation changes; the method opens nothing
 */
export type Requirement =
  | { readonly type: 'key'; readonly keyId: string }
  | {
      readonly type: 'account';
      readonly serviceId: string;
      readonly userName: string | null;
      readonly accountId: string | null;
    }
  | { readonly type: 'device'; readonly deviceId: string }
  | { readonly type: 'place'; readonly place: string }
  | { readonly type: 'memory' }
  | { readonly type: 'people' }
  | { readonly type: 'nobody' };

/**
 * Kinds of sign-in methods beside keys. `password` opens the account by itself; `password-beside` is the password that a key without
 * passkeys or a code needs beside it, and opens nothing by itself.
 */
export const otherWayInKinds = [
  'windows-hello',
  'microsoft-authenticator',
  'phone-sign-in',
  'synced-passkey',
  'recovery-codes',
  'temporary-access-pass',
  'helpdesk',
  'recovery-email',
  'sign-in-with',
  'totp-app',
  'sms',
  'push',
  'password',
  'password-beside',
  'other',
] as const;
export type OtherWayInKind = (typeof otherWayInKinds)[number];

/** Anything else that opens an account. Never holds a code: only where it is kept. */
export interface OtherWayIn {
  readonly id: string;
  readonly serviceId: string | null;
  readonly rpId: string | null;
  /** Hex. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly kind: OtherWayInKind;
  /** Id in the catalogue of other ways in (catalogue/other-ways.json), where it is one of those. */
  readonly providerId: string | null;
  /** A name the person gave: of the provider, of the computer that Windows Hello is on, of the sheet of codes; the address of a recovery mailbox. */
  readonly name: string;
  /** Person to whom it belongs, where it is known: distinguishes the ways in that belong to the whole of a service. */
  readonly owner: string | null;
  /** Account that the person attached it to (an account id of coverage); null: found by service, user handle and user name. */
  readonly accountId: string | null;
  /** All that must be in hand at once, besides the way itself; null where nobody said: then what kind and name imply is assumed. */
  readonly requires: readonly Requirement[] | null;
  readonly place: string | null;
  /** Bag that it is carried in with keys: lost together with them. */
  readonly carriedOn: string | null;
  /** Page (https) where it is kept or managed (a vault's entry, say); never the code itself. */
  readonly link: string | null;
  /** From and until when it opens anything; null where it has no such limit. A Temporary Access Pass has an end. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** A help desk's hours and number, in the person's words. */
  readonly hours: string | null;
  readonly contact: string | null;
  readonly asOf: string;
  readonly note: string | null;
}

/** Of another way in everything that a person need not say. */
export const unsaidOfOtherWay = {
  providerId: null,
  owner: null,
  accountId: null,
  requires: null,
  place: null,
  carriedOn: null,
  link: null,
  validFrom: null,
  validUntil: null,
  hours: null,
  contact: null,
  note: null,
} as const satisfies Partial<OtherWayIn>;
