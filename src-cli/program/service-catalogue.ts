import { applyCorrections } from '../../src-shared/catalogue/apply-corrections.ts';
import type { CoverageCatalogue } from '../../src-shared/coverage/coverage-input.ts';
import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import { loadAdvisories } from '../../catalogue/advisories.ts';
import { loadOtherWays } from '../../catalogue/other-ways.ts';
import { loadServices } from '../../catalogue/services.ts';

/** Returns the services with the corrections of this inventory applied. */
export function servicesOf(snapshot: InventorySnapshot): readonly CatalogueService[] {
  return applyCorrections(loadServices(), snapshot.corrections);
}

/** Returns the part of the catalogue that an analysis needs (coverageInputOf). */
export function catalogueOf(snapshot: InventorySnapshot): CoverageCatalogue {
  return { services: servicesOf(snapshot), advisories: loadAdvisories(), otherWayProviders: loadOtherWays(), siteOf };
}
