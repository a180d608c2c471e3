import { useMemo } from 'react';
import { useInventory } from '../stores/inventory-store.ts';
import { createKeyColours, type KeyColour } from '../../src-shared/lib/key-colour.ts';

/** Returns what finds the colour of a remembered key; `none` for any other key. */
export function useKeyColours(): (keyId: string | null) => KeyColour {
  const records = useInventory((state) => state.snapshot?.keys);
  return useMemo(() => createKeyColours(records ?? []), [records]);
}
