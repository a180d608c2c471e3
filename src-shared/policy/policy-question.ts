import type { Advisory } from '../domain/advisory.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { Policy } from '../domain/policy.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';

/** Everything a policy is held against. */
export interface PolicyQuestion {
  readonly policy: Policy;
  readonly report: CoverageReport;
  readonly keys: readonly InventoryKey[];
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  /** ISO 8601. */
  readonly now: string;
}
