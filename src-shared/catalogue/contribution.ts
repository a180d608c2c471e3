import type { CatalogueCorrection, CorrectedFields } from '../domain/catalogue-correction.ts';
import { isOwnService, withoutUnchanged, correctedFieldNames } from './apply-corrections.ts';

/** A person's corrections as a document that can be given to the project (docs/catalogue.md). */
export interface Contribution {
  readonly format: 'sparekey-catalogue-contribution';
  readonly version: 1;
  readonly entries: readonly {
    readonly serviceId: string;
    readonly kind: 'correction' | 'new-service';
    readonly fields: CorrectedFields;
    /** The catalogue's values of the same fields; empty for a new service. */
    readonly catalogueSaid: CorrectedFields;
    readonly source: string | null;
    /** The day, YYYY-MM-DD. */
    readonly asOf: string;
  }[];
}

/** Composes corrections for others: the corrected fields, where they were seen and the day. Nothing else of the inventory. */
export function contributionOf(corrections: readonly CatalogueCorrection[]): Contribution {
  const entries = corrections.map(({ serviceId, fields, base, source, asOf }) => ({
    serviceId,
    kind: isOwnService(serviceId) ? ('new-service' as const) : ('correction' as const),
    fields: withoutUnchanged(fields, {}),
    catalogueSaid: base === null ? {} : only(base, fields),
    source,
    asOf: asOf.slice(0, 10),
  }));
  return {
    format: 'sparekey-catalogue-contribution',
    version: 1,
    entries: entries.toSorted((left, right) => (left.serviceId < right.serviceId ? -1 : 1)),
  };
}

function only(base: CorrectedFields, fields: CorrectedFields): CorrectedFields {
  return Object.fromEntries(
    correctedFieldNames
      .filter((field) => fields[field] !== undefined && base[field] !== undefined)
      .map((field) => [field, base[field]]),
  );
}
