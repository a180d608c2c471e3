import type { InventoryKey } from '../domain/inventory-key.ts';
import type { PluggedKey } from '../domain/plugged-key.ts';
import { isExcluded } from '../lib/key-exclusion.ts';
import { tellingSerial } from '../lib/vendor-serial.ts';

/**
 * Lists the remembered keys that could be plugged in instead of this one without anybody noticing: of the same model and firmware, where this
 * one has no serial number to tell it by. What changes by use tells nothing. Lost keys are not at hand.
 */
export function alikeKeys(
  { facts, product }: PluggedKey,
  keyId: string | null,
  remembered: readonly InventoryKey[],
): readonly InventoryKey[] {
  if (facts === null || tellingSerial(facts.vendorSerial) !== null) return [];
  return remembered.filter(
    (other) =>
      other.id !== keyId &&
      other.lostAt === null &&
      other.identifiedBy !== 'vendor-serial' &&
      !isExcluded(other, facts) &&
      mayEqual(other.firmware, facts.firmware) &&
      mayEqual(other.product, product),
  );
}

function mayEqual(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}
