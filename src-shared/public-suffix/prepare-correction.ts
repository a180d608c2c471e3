import type { CatalogueCorrection, CorrectedFields } from '../domain/catalogue-correction.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { applyCorrections, correctableFields, isOwnService, withoutUnchanged } from '../catalogue/apply-corrections.ts';
import { checkCorrection, type CheckedCorrection } from './check-correction.ts';

export interface WantedCorrection {
  readonly serviceId: string;
  readonly fields: CorrectedFields;
  readonly source: string | null;
}

export interface PreparedCorrection extends CheckedCorrection {
  /** Null where there are problems. */
  readonly correction: Omit<CatalogueCorrection, 'asOf'> | null;
}

/**
 * Derives the correction to store from what a person wants to say about a service: what the catalogue says anyway is left out, and what it
 * says today is noted. `shipped` is the catalogue itself, `corrections` are those kept already.
 */
export function prepareCorrection(
  shipped: readonly CatalogueService[],
  corrections: readonly CatalogueCorrection[],
  { serviceId, fields, source }: WantedCorrection,
): PreparedCorrection {
  const listed = shipped.find(({ id }) => id === serviceId);
  const before = corrections.find((correction) => correction.serviceId === serviceId);
  // An entry that an update took away is known from the day on which it was corrected.
  const base = isOwnService(serviceId)
    ? null
    : listed === undefined
      ? (before?.base ?? null)
      : correctableFields(listed);
  const own = withoutUnchanged(saidOnce(fields), base ?? {});
  const checked = checkCorrection(serviceId, own, applyCorrections(shipped, corrections));
  const known = isOwnService(serviceId) || base !== null;
  const correction = checked.problems.length === 0 && known ? { serviceId, fields: own, base, source } : null;
  return { ...checked, correction };
}

// A number says whether it is one or several; kept twice, one of the two would stay behind when the other is taken back.
function saidOnce(fields: CorrectedFields): CorrectedFields {
  const { multipleKeys, ...rest } = fields;
  return multipleKeys === undefined || typeof fields.maxKeys === 'number' ? rest : fields;
}
