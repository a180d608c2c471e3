import type { Advisory } from '../domain/advisory.ts';
import type { CatalogueModel } from '../domain/catalogue.ts';
import type { CheckRules } from '../domain/check-profile.ts';
import type { CheckReading, KnownPasskey } from '../domain/check-reading.ts';
import type { CheckFinding, KeyCheck } from '../domain/check.ts';
import type { SignInJudgement } from '../domain/genuineness.ts';
import type { GoodsInList } from '../domain/goods-in.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { OperationFailure } from '../domain/operation-failure.ts';
import type { KeyFacts, PluggedKey } from '../domain/plugged-key.ts';
import type { Result } from '../lib/outcome.ts';

/** A passkey that is remembered of the key, with what its silence would mean. */
export interface RememberedPasskey extends KnownPasskey {
  /** credProtect 3: the key does not show it without verification. */
  readonly hidden: boolean;
  /** Whether it answered a silent request in an earlier check. */
  readonly answeredBefore: boolean;
}

/** A reset that Sparekey made. */
interface RecordedReset {
  /** ISO 8601. */
  readonly at: string;
  /** Whether the key was read back, and showed that it was erased. */
  readonly confirmed: boolean;
}

/** A sign-in test of exactly the plug-in that is checked: what the answers of the key show, or why there are none. */
export interface KeyTest {
  /** ISO 8601. */
  readonly at: string;
  readonly outcome: Result<SignInJudgement, OperationFailure>;
}

/** Everything that the check of one key depends on. */
export interface CheckQuestion {
  readonly rules: CheckRules;
  readonly key: PluggedKey;
  /** Null where the key could not be read. */
  readonly reading: CheckReading | null;
  readonly failure: OperationFailure | null;
  readonly model: CatalogueModel | null;
  readonly advisories: readonly Advisory[];
  /** The key as the inventory knows it. */
  readonly remembered: InventoryKey | null;
  /** The last reset of exactly this key that Sparekey made; null where there was none, or it is not sure which key this is. */
  readonly lastReset: RecordedReset | null;
  /** All other keys of the inventory. */
  readonly others: readonly InventoryKey[];
  /** Earlier checks, of any key. */
  readonly earlier: readonly KeyCheck[];
  /** Typed or scanned now, or recorded. */
  readonly assetTag: string | null;
  readonly goodsIn: GoodsInList | null;
  /** In the order in which the key was asked. */
  readonly known: readonly RememberedPasskey[];
  /** Null where nobody tested it. */
  readonly test: KeyTest | null;
  /** ISO 8601. */
  readonly now: string;
}

/** A question about a key that answered. */
export interface ReadQuestion extends CheckQuestion {
  readonly facts: KeyFacts;
  readonly reading: CheckReading;
}

/** A finding before it is known whether its point counts. */
export interface DraftFinding
  extends
    Pick<CheckFinding, 'point' | 'variant' | 'state'>,
    Partial<Pick<CheckFinding, 'strength' | 'values' | 'url'>> {
  /** Whether it counts whatever the profile asks for. */
  readonly always?: true;
}
