import { applyCorrections } from '../../src-shared/catalogue/apply-corrections.ts';
import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';

/** The catalogue as everything in the program must see it: with the corrections of the inventory that is open. */
export interface CorrectedCatalogue {
  /** As it is shipped. */
  readonly shipped: readonly CatalogueService[];
  services(): readonly CatalogueService[];
  /** Applies the corrections of a snapshot (null: no inventory is open); returns whether the services changed. */
  update(snapshot: InventorySnapshot | null): boolean;
}

export function createCorrectedCatalogue(shipped: readonly CatalogueService[]): CorrectedCatalogue {
  let applied = '[]';
  let services = shipped;
  return {
    shipped,
    services: () => services,
    update: (snapshot) => {
      const corrections = snapshot?.corrections ?? [];
      const written = JSON.stringify(corrections);
      if (written === applied) return false;
      applied = written;
      services = applyCorrections(shipped, corrections);
      return true;
    },
  };
}
