import type { CatalogueService } from '../domain/catalogue.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { BackupWarning } from './backup-warnings.ts';
import type { AccountEntry } from '../coverage/account-entry.ts';
import type { Severity } from '../coverage/gap.ts';
import type { DoubtKind } from '../coverage/verdict.ts';
import type { Evidence } from '../coverage/coverage-cell.ts';

/**
 * The steps that add the spare to an account.
 * - `add`: the person adds it at the service.
 * - `follows`: nothing of its own; it opens with the credential of another account (Windows sign-in with that of Entra ID).
 * - `one-key-service`: the service takes one key only, and the primary has that place.
 * - `full`: the service takes a limited number of keys, and as many are known already.
 */
export type BackupWay = 'add' | 'follows' | 'one-key-service' | 'full';

/** `to-do`, or what became of it. `vanished`: it was seen on the spare, and a later reading no longer found it. */
export type BackupState = 'to-do' | 'opened' | 'vanished' | 'skipped' | 'ticked' | 'told';

/** The reason why an account is still open on the list. */
export type BackupLeft =
  'not-done' | 'not-seen' | 'vanished' | 'does-not-fit' | 'follows' | 'skipped' | 'one-key-service' | 'full';

export interface BackupItem extends AccountEntry {
  readonly way: BackupWay;
  /** The account whose credential opens this one, for `follows`. */
  readonly followsAccountId: string | null;
  /** `reading`: a reading of the spare shows it. `by-hand`: no reading can, the person says so. */
  readonly confirm: 'reading' | 'by-hand';
  /** Whether it can be recorded by hand: such a record finds its account by the user name. */
  readonly canTell: boolean;
  /** The state of the spare at this account now. */
  readonly spare: Evidence;
  readonly severity: Severity | null;
  /** Codes of `need.first.*` and `need.next.*` messages. */
  readonly firstKeyNeeds: CatalogueService['firstKeyNeeds'];
  readonly nextKeyNeeds: CatalogueService['nextKeyNeeds'];
  /** Host of the page to add a key; null where the catalogue knows none. */
  readonly pageHost: string | null;
  /** The way on that page, or through an app, in the service's own words; null where there is none. */
  readonly pagePath: string | null;
  /** RP ID whose website may be asked for its own page; null where none is known. */
  readonly rpIdToAsk: string | null;
  /** Most keys that the service takes, where known. */
  readonly maxKeys: number | null;
  /** The other ways that open the account; they show what is left where the spare cannot be added. */
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly ssh: boolean;
  readonly doubts: readonly DoubtKind[];
  readonly state: BackupState;
  /** ISO 8601 of the state; null for `to-do`. */
  readonly at: string | null;
  readonly reason: string | null;
  /** Whether there is room on the spare once everything above it was added; null where the key does not say. */
  readonly fits: boolean | null;
  /** Null: done. */
  readonly left: BackupLeft | null;
}

export interface BackupPlan {
  readonly primary: InventoryKey;
  readonly spare: InventoryKey;
  /** First what is to do, by importance, then gravity, then service; then what cannot be done; then what was skipped; then what is done. */
  readonly items: readonly BackupItem[];
  readonly warnings: readonly BackupWarning[];
  /** Accounts that both keys opened before. */
  readonly alreadyBoth: number;
  readonly counts: {
    readonly toDo: number;
    readonly done: number;
    readonly skipped: number;
    readonly cannot: number;
    /** Those of `toDo` that need a place on the spare which it does not have. */
    readonly doNotFit: number;
  };
}
