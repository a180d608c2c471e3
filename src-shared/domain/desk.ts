import type { KeyCheck } from './check.ts';
import type { ModelList } from './model-list.ts';
import type { KeyHandle } from './plugged-key.ts';

/** Whether a check was kept: `not-wanted` by the person, a kind is that of the failure that hindered it. */
export type RecordState = 'recorded' | 'not-wanted' | { readonly failure: string };

/** A check that a desk made, and whether it was kept. */
export interface DeskCheck {
  readonly check: KeyCheck;
  readonly recorded: RecordState;
}

/** The last check of a desk, and the plug-in of which it is. */
interface LastCheck extends DeskCheck {
  readonly handle: KeyHandle;
}

/** The desk of the issue check as a window shows it. */
export interface DeskState {
  /** Name of the profile; of a built-in one its id. */
  readonly profile: string;
  readonly models: { readonly name: string; readonly kind: ModelList['kind']; readonly count: number } | null;
  /** List of delivered keys: its name, and how many stand in it. */
  readonly goodsIn: { readonly name: string; readonly count: number } | null;
  readonly by: string | null;
  /** Whether checks are kept in the inventory. */
  readonly record: boolean;
  /** The key that is being checked. */
  readonly checking: KeyHandle | null;
  readonly last: LastCheck | null;
  /** Whether its choices outlive the program; where nothing may be written they hold until it ends. */
  readonly kept: boolean;
  /** File with what was chosen earlier, which could not be read; null once somebody has seen that, or where nothing was wrong. */
  readonly notRead: string | null;
}
