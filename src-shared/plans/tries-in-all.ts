import type { Activity } from '../domain/activity.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { KeyFacts } from '../domain/plugged-key.ts';
import { tellingAaguid } from '../lib/key-exclusion.ts';
import { triesDetail } from '../lib/pin-tries.ts';

interface History {
  readonly keys: readonly Pick<InventoryKey, 'id' | 'aaguid' | 'firmware'>[];
  readonly activity: readonly Pick<Activity, 'kind' | 'keyId' | 'details'>[];
}

/**
 * Adds to what a key reports how many tries it has in all, as readings of it or of keys of its model and firmware found right after the
 * right PIN: the most that any of them found. What the key itself reported in this plug-in wins.
 */
export function withTriesInAll(facts: KeyFacts, { keys, activity }: History, keyId: string | null): KeyFacts {
  if (facts.pin.retriesInAll !== null) return facts;
  const alike = new Set(keys.flatMap((key) => (key.id === keyId || isSameModel(key, facts) ? [key.id] : [])));
  const found = activity.flatMap(({ kind, keyId: read, details }) => {
    const tries = Number(details[triesDetail]);
    return kind === 'key-read' && read !== null && alike.has(read) && Number.isInteger(tries) ? [tries] : [];
  });
  return found.length === 0 ? facts : { ...facts, pin: { ...facts.pin, retriesInAll: Math.max(...found) } };
}

function isSameModel(key: Pick<InventoryKey, 'aaguid' | 'firmware'>, facts: KeyFacts): boolean {
  const model = tellingAaguid(key.aaguid);
  return model !== null && model === tellingAaguid(facts.aaguid) && key.firmware === facts.firmware;
}
