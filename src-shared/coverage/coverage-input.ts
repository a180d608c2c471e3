import type { Advisory, CatalogueService } from '../domain/catalogue.ts';
import type { InventorySnapshot } from '../domain/inventory.ts';
import type { CoverageInput } from './coverage-types.ts';

/** Puts together what the analysis looks at. `services` are the catalogue with the corrections of this inventory applied; `now` is ISO 8601. */
export function coverageInputOf(
  snapshot: InventorySnapshot,
  catalogue: { readonly services: readonly CatalogueService[]; readonly advisories: readonly Advisory[] },
  now: string,
): CoverageInput {
  const { keys, enrolments, otherWaysIn, accountMarks, preferences } = snapshot;
  return { keys, enrolments, otherWaysIn, accountMarks, ...catalogue, now, staleAfterDays: preferences.staleAfterDays };
}
