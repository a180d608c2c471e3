import type { ImportReading } from './imports.ts';

/** A person's policy as text, with the name of the file it came from. */
export interface AdoptedPolicy {
  readonly name: string;
  readonly text: string;
  readonly adoptedAt: string;
}

/** A reminder or security event that a person has dealt with; `until` null: for good. */
export interface Dismissal {
  readonly id: string;
  readonly at: string;
  readonly until: string | null;
}

/** Choices of a person for this inventory. */
export interface Preferences {
  /** Days after which a reading, a sighting or a record by hand no longer counts as sure. */
  readonly staleAfterDays: number;
  /** Asking services for /.well-known/passkey-endpoints over the network is allowed. */
  readonly allowPasskeyEndpoints: boolean;
  /** Columns by heading and service ids by name, as the person kept them for imports of their tables. */
  readonly importMapping?: Pick<ImportReading, 'columns' | 'services'> | undefined;
  /** The person said in the first steps that there is no spare yet: the steps no longer ask for a second key. */
  readonly noSpareYet?: true | undefined;
}
export const defaultPreferences: Preferences = { staleAfterDays: 365, allowPasskeyEndpoints: false };

/** Least and greatest `staleAfterDays`. */
export const staleAfterDaysRange = { least: 1, greatest: 3_650 } as const;
