import type { firstKeyNeedCodes, nextKeyNeedCodes, recoveryWayCodes } from './service-codes.ts';

/** A fact that the catalogue may not know. */
export type TriState = boolean | 'unknown';

/** RP IDs that a service no longer accepts: a passkey for one of them opens nothing since that day (YYYY-MM-DD). */
interface RetiredRpId {
  readonly rpId: string;
  readonly since: string;
}

/** One service of the catalogue, as the program uses it (catalogue/services.json holds more, with sources). */
export interface CatalogueService {
  readonly id: string;
  readonly name: string;
  readonly nameJa?: string | undefined;
  readonly rpIds: readonly string[];
  readonly rpIdConfidence: string;
  readonly domains: readonly string[];
  readonly acceptsSecurityKeys: TriState;
  readonly multipleKeys: TriState;
  /** Number of keys the service takes, where known. */
  readonly maxKeys: number | 'unknown';
  readonly singleSlot?: boolean | undefined;
  /** Synced passkeys are refused. */
  readonly deviceBoundOnly: TriState;
  readonly minKeysRecommended: number;
  /** A page (https), or `unknown`. */
  readonly addKeyUrl: string;
  /** The way from there on, or through an app, in the service's own words; absent where the page is the place. */
  readonly addKeyPath?: string | undefined;
  readonly sharesCredentialWith?: string | undefined;
  readonly retiredRpIds?: readonly RetiredRpId[] | undefined;
  /** Its accounts are those of another service: records by hand of both are about the same accounts (Google Workspace and Google). */
  readonly accountsAt?: string | undefined;
  /** One user name may stand for several accounts (IAM users of two AWS accounts); absent: it names one. */
  readonly userNamesUnique?: false | undefined;
  /** Domains of mail addresses whose mailbox opens with the account of this service; `hotmail.*` stands for every ending. */
  readonly mailDomains?: readonly string[] | undefined;
  /** Names of the account in "sign in with …", beside the service's names. */
  readonly aliases?: readonly string[] | undefined;
  /** Whether it takes a passkey of Microsoft Authenticator; absent: it does not. */
  readonly takesAuthenticatorPasskey?: TriState | undefined;
  /** Least number of keys that the service demands, where it demands any. */
  readonly minKeys?: number | undefined;
  readonly category: string;
  /** Requirements of the service before it accepts the first key, and before each further one; empty where nothing is known. */
  readonly firstKeyNeeds: readonly (typeof firstKeyNeedCodes)[number][];
  readonly nextKeyNeeds: readonly (typeof nextKeyNeedCodes)[number][];
  /** The ways back in that the service offers, as codes of `recovery.*` messages; empty where nothing is known. */
  readonly recoveryWays: readonly (typeof recoveryWayCodes)[number][];
  /** Page to remove a lost key from the account; null where it is the page to add one. */
  readonly manageUrl: string | null;
  /** The person's own correction changed or made this entry. */
  readonly corrected: boolean;
}

/** A kind of other way in by provider (catalogue/other-ways.json). */
export interface OtherWayProvider {
  readonly id: string;
  readonly name: string;
  readonly nameJa: string;
  /** The kind under which it is recorded; null for what is told in another way (a security key is an enrolment). */
  readonly recordedAs: string | null;
  /** Service whose account opens it: a vault's, or that of the cloud which syncs; null where there is none. */
  readonly serviceId: string | null;
  /** Names in use, beside its own. */
  readonly aliases: readonly string[];
  readonly deviceBound: boolean;
  readonly synced: boolean;
  readonly roaming: boolean;
  readonly aaguids: readonly string[];
}

/** One authenticator model by AAGUID. */
export interface CatalogueModel {
  readonly model: string;
  readonly vendor: string;
  readonly kind: string;
  readonly formFactors: readonly string[];
  /** Level of FIDO certification, 1 to 3; 0: not certified; null: not known. */
  readonly certified: number | null;
  /** FIDO's metadata revoke the model. */
  readonly revoked: boolean;
  /** Firmware that carries this AAGUID; "5.7.x" is any patch of 5.7. Null where it is not known, or has no end. */
  readonly firmware: { readonly min: string; readonly max: string | null } | null;
  /** Whether it has a fingerprint sensor; null where that is not known. */
  readonly fingerprint: boolean | null;
  /** Versions of CTAP and U2F that FIDO's metadata name; null where they are not known. */
  readonly ctapVersions: readonly string[] | null;
}
