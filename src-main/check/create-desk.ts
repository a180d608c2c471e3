import type { KeyCheck } from '../../src-shared/domain/check.ts';
import type { DeskCheck, RecordState } from '../../src-shared/domain/desk.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { checkPluggedKey, type CheckSource, type DeskSettings, type KeyAtHand } from './check-plugged-key.ts';

export interface DeskParts {
  /** Null where there is none, or it cannot be opened: nothing is known of the keys then, and nothing is recorded. */
  readonly inventory: Pick<Inventory, 'snapshot' | 'recognise' | 'recordCheck'> | null;
  readonly run: (handle: KeyHandle, input: Parameters<CheckSource['run']>[0]) => ReturnType<CheckSource['run']>;
}

interface KeyAtDesk extends KeyAtHand {
  readonly key: PluggedKey;
  /** Whether the check is to be kept. */
  readonly record: boolean;
}

/** One desk: checks keys, and keeps its checks. */
export interface Desk {
  check(at: KeyAtDesk, settings: DeskSettings): Promise<DeskCheck>;
  /** Lists the checks that are not in the inventory, oldest first. */
  unrecorded(): readonly KeyCheck[];
}

/** Checks of this desk that are remembered while it is open, to notice a key that comes twice. */
const mostUnrecorded = 1_000;

/** Opens a desk. */
export function createDesk({ inventory, run }: DeskParts): Desk {
  const unrecorded: KeyCheck[] = [];
  return {
    unrecorded: () => unrecorded,
    check: async ({ key, record, ...atHand }, settings) => {
      const startedAt = performance.now();
      const snapshot = await inventory?.snapshot();
      const recognised = key.facts === null ? undefined : await inventory?.recognise(key);
      const found = recognised?.ok === true ? recognised.value : null;
      const source: CheckSource = {
        run: (input) => run(key.handle, input),
        snapshot: snapshot?.ok === true ? snapshot.value : null,
        candidates: found?.state === 'known' ? [found.keyId] : found?.state === 'undecided' ? found.candidates : [],
        isSure: found?.state === 'known',
        earlier: unrecorded,
        now: () => new Date(),
        startedAt,
      };
      const check = await checkPluggedKey(key, settings, source, atHand);
      const recorded = record ? await recordIn(inventory, check) : 'not-wanted';
      if (recorded !== 'recorded') unrecorded.push(check);
      if (unrecorded.length > mostUnrecorded) unrecorded.shift();
      return { check, recorded };
    },
  };
}

async function recordIn(inventory: DeskParts['inventory'], check: KeyCheck): Promise<RecordState> {
  if (inventory === null) return { failure: 'inventory-not-open' };
  const outcome = await inventory.recordCheck(check);
  return outcome.ok ? 'recorded' : { failure: outcome.failure.kind };
}
