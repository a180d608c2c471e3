import type { InventoryKey } from '../domain/inventory-key.ts';
import type { KeyFacts } from '../domain/plugged-key.ts';

/** Remembered keys whose kept read access a plugged-in key may answer to. */
export interface ReadAccessCandidates {
  readonly keyIds: readonly string[];
  /** Whether it surely is the one key that is named: where it does not answer, what is kept has ended. */
  readonly isCertain: boolean;
}

/** Checks whether a key gives read access that can be kept. */
export function offersReadAccess({ options }: KeyFacts): boolean {
  return options['perCredMgmtRO'] === true;
}

/**
 * Returns the remembered keys whose kept read access is to be tried on a key: the one that it is by other evidence (`certain`, its id), else those
 * of its model. Null where there is nothing to try.
 */
export function readAccessCandidates(
  facts: KeyFacts,
  remembered: readonly Pick<InventoryKey, 'id' | 'aaguid'>[],
  certain: string | null,
): ReadAccessCandidates | null {
  if (!offersReadAccess(facts)) return null;
  const possible = remembered.filter(({ id, aaguid }) => (certain === null ? aaguid === facts.aaguid : id === certain));
  if (possible.length === 0) return null;
  return { keyIds: possible.map(({ id }) => id), isCertain: certain !== null };
}
