import type { CatalogueCorrection, RpIdOwner } from '../domain/catalogue-correction.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { foldText } from '../lib/fold-text.ts';
import { applyCorrections, isOwnService } from '../catalogue/apply-corrections.ts';
import { ownServiceId } from '../catalogue/own-service-id.ts';
import { prepareCorrection, type PreparedCorrection } from './prepare-correction.ts';

/**
 * Creates the correction that says which service an RP ID belongs to, on top of what the person corrected of that service before.
 * `shipped` is the catalogue itself. Refused, like every correction, where the RP ID is no host or a public suffix.
 */
export function assignRpId(
  shipped: readonly CatalogueService[],
  corrections: readonly CatalogueCorrection[],
  rpId: string,
  owner: RpIdOwner,
  source: string | null,
): PreparedCorrection {
  const serviceId = 'serviceId' in owner ? owner.serviceId : idOfOwnService(corrections, owner.newServiceName, rpId);
  const service = applyCorrections(shipped, corrections).find(({ id }) => id === serviceId);
  const before = corrections.find((correction) => correction.serviceId === serviceId);
  const prepared = prepareCorrection(shipped, corrections, {
    serviceId,
    fields: {
      ...('newServiceName' in owner && { name: owner.newServiceName.trim() }),
      ...before?.fields,
      rpIds: [...new Set([...(service?.rpIds ?? []), rpId])],
    },
    source: source ?? before?.source ?? null,
  });
  const { correction } = prepared;
  if (correction === null || before?.base == null) return prepared;
  // Of the other fields the person said nothing today: what the catalogue changed there since is still news to them.
  return { ...prepared, correction: { ...correction, base: { ...before.base, rpIds: correction.base?.rpIds } } };
}

// A second RP ID of a service that the person named before goes to that service.
function idOfOwnService(corrections: readonly CatalogueCorrection[], name: string, rpId: string): string {
  const known = corrections.find(
    ({ serviceId, fields }) => isOwnService(serviceId) && foldText(fields.name ?? null) === foldText(name),
  );
  return known?.serviceId ?? ownServiceId(name, rpId, new Set(corrections.map(({ serviceId }) => serviceId)));
}
