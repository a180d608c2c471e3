import type { Question } from './question-types.ts';
import type { CoverageService } from './coverage-account.ts';
import type { CoverageDevice, CoveragePlace } from './coverage-device.ts';
import type { CoverageKey, BlastRadius } from './coverage-key.ts';
import type { UnreadKey } from './coverage-input.ts';

export interface CoverageReport {
  readonly keys: readonly CoverageKey[];
  /** By name of place; only places that hold keys or other ways in. */
  readonly places: readonly CoveragePlace[];
  /** The same for key rings and bags. */
  readonly rings: readonly CoveragePlace[];
  readonly devices: readonly (CoverageDevice & { readonly blast: BlastRadius })[];
  readonly unreadKeys: readonly UnreadKey[];
  /** The questions whose answers would make the report surer. */
  readonly questions: readonly Question[];
  /** Sorted by risk: most severe first, then by importance, then by name. */
  readonly services: readonly CoverageService[];
  readonly totals: {
    readonly accounts: number;
    /** Accounts that would be lost with one key, or with one key ring. */
    readonly lostWithOneKey: number;
    readonly notKnown: number;
    /** No key in use and no other way in is known to open them. */
    readonly noWayIn: number;
    /** Accounts that survive, but all their keys are kept in one place. */
    readonly onePlace: number;
    /** Only a help desk would lead back in. */
    readonly helpdeskOnly: number;
  };
}
