import type { CheckRules } from './check-profile.ts';
import type { GoodsInList } from './goods-in.ts';
import type { ModelList } from './model-list.ts';

/** Choices of the people of a desk, which outlive the program. */
export interface DeskChoice {
  /** Name of the profile; of a built-in one its id. */
  readonly profile: string;
  /** Rules of the profile; of a built-in one those of this version count. */
  readonly rules: CheckRules;
  readonly models: ModelList | null;
  readonly goodsIn: GoodsInList | null;
  readonly by: string | null;
  /** Whether checks are kept in the inventory. */
  readonly record: boolean;
}
