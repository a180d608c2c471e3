import { isList } from '../lib/is-list.ts';
import type { CatalogueCorrection, CorrectedFields } from '../domain/catalogue-correction.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { correctedList } from './corrected-list.ts';

/** A field of a service that a person may correct. */
export type CorrectedField = keyof CorrectedFields;

export const correctedFieldNames = [
  'name',
  'nameJa',
  'rpIds',
  'domains',
  'acceptsSecurityKeys',
  'multipleKeys',
  'maxKeys',
  'deviceBoundOnly',
  'minKeysRecommended',
  'addKeyUrl',
] as const satisfies readonly CorrectedField[];

/** Returns the fields that stand and fall with one: how many keys a service takes is said by a number, or by one or several. */
export function fieldsTogether(field: CorrectedField): readonly CorrectedField[] {
  return field === 'maxKeys' || field === 'multipleKeys' ? ['maxKeys', 'multipleKeys'] : [field];
}

/** The state of the catalogue under a correction. */
export interface CorrectionNews {
  /**
   * - `changed`: the catalogue no longer says what it said when the person corrected it.
   * - `agrees`: it now says what the person says.
   * - `entry-gone`: it has no such service any more.
   * - `now-listed`: it now has an entry of its own for a service that the person added.
   */
  readonly kind: 'changed' | 'agrees' | 'entry-gone' | 'now-listed';
  readonly field: CorrectedField | null;
  readonly otherServiceId: string | null;
}

/** Checks whether a service is one that the person added. */
export function isOwnService(serviceId: string): boolean {
  return /^own:[a-z0-9]+(?:-[a-z0-9]+)*$/.test(serviceId);
}

/** Returns the fields of a service that can be corrected. A page that is not known is left out. */
export function correctableFields(service: CatalogueService): CorrectedFields {
  return {
    name: service.name,
    ...(service.nameJa !== undefined && { nameJa: service.nameJa }),
    rpIds: service.rpIds,
    domains: service.domains,
    acceptsSecurityKeys: service.acceptsSecurityKeys,
    multipleKeys: service.multipleKeys,
    maxKeys: service.maxKeys,
    deviceBoundOnly: service.deviceBoundOnly,
    minKeysRecommended: service.minKeysRecommended,
    ...(service.addKeyUrl.startsWith('https://') && { addKeyUrl: service.addKeyUrl }),
  };
}

/**
 * Applies the person's corrections to the catalogue, field by field, and adds the services that it lacks: their own, and those that an
 * update took out of it. `services` is the catalogue as it is shipped.
 */
export function applyCorrections(
  services: readonly CatalogueService[],
  corrections: readonly CatalogueCorrection[],
): readonly CatalogueService[] {
  if (corrections.length === 0) return services;
  const byService = new Map(corrections.map((correction) => [correction.serviceId, correction]));
  const listed = services.map((service) => {
    const correction = byService.get(service.id);
    byService.delete(service.id);
    return correction === undefined ? service : corrected(service, correction);
  });
  const added = [...byService.values()].map(({ serviceId, base, fields }) =>
    corrected(corrected(blank(serviceId), { fields: base ?? {}, base: null }), { fields, base }),
  );
  return [...listed, ...added];
}

/** Describes where the catalogue has moved since the correction was made; empty where it has not. */
export function correctionNews(
  services: readonly CatalogueService[],
  correction: CatalogueCorrection,
): readonly CorrectionNews[] {
  const { serviceId, fields, base } = correction;
  if (isOwnService(serviceId)) {
    const rpIds = new Set(fields.rpIds);
    const listed = services.find((service) => service.rpIds.some((rpId) => rpIds.has(rpId)));
    return listed === undefined ? [] : [{ kind: 'now-listed', field: null, otherServiceId: listed.id }];
  }
  const service = services.find(({ id }) => id === serviceId);
  if (service === undefined) return [{ kind: 'entry-gone', field: null, otherServiceId: null }];
  const now = correctableFields(service);
  return correctedFieldNames.flatMap((field): CorrectionNews[] => {
    if (fields[field] === undefined) return [];
    if (field === 'rpIds' || field === 'domains') {
      // What the catalogue adds or takes away beside the correction holds too: there is nothing to decide.
      const kept = correctedList(now[field] ?? [], fields[field], base?.[field]);
      return sameValue(kept, now[field]) ? [{ kind: 'agrees', field, otherServiceId: null }] : [];
    }
    if (sameValue(now[field], fields[field])) return [{ kind: 'agrees', field, otherServiceId: null }];
    return sameValue(now[field], base?.[field]) ? [] : [{ kind: 'changed', field, otherServiceId: null }];
  });
}

/** Removes from `fields` what the catalogue says anyway. */
export function withoutUnchanged(fields: CorrectedFields, catalogue: CorrectedFields): CorrectedFields {
  const changed = correctedFieldNames.filter(
    (field) => fields[field] !== undefined && !sameValue(fields[field], catalogue[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, fields[field]]));
}

type CorrectionContent = Pick<CatalogueCorrection, 'fields' | 'base'>;

function corrected(service: CatalogueService, { fields, base }: CorrectionContent): CatalogueService {
  const { addKeyPath, singleSlot, retiredRpIds, minKeys, ...rest } = service;
  const nameJa = fields.nameJa ?? service.nameJa;
  const merged: CatalogueService = {
    ...rest,
    name: fields.name ?? service.name,
    ...(nameJa !== undefined && { nameJa }),
    rpIds: correctedList(service.rpIds, fields.rpIds, base?.rpIds),
    rpIdConfidence: fields.rpIds === undefined ? service.rpIdConfidence : 'verified',
    domains: correctedList(service.domains, fields.domains, base?.domains),
    acceptsSecurityKeys: fields.acceptsSecurityKeys ?? service.acceptsSecurityKeys,
    ...numberOfKeys(service, fields),
    deviceBoundOnly: fields.deviceBoundOnly ?? service.deviceBoundOnly,
    minKeysRecommended: fields.minKeysRecommended ?? service.minKeysRecommended,
    addKeyUrl: fields.addKeyUrl ?? service.addKeyUrl,
    // The way from a page on belongs to that page.
    ...(addKeyPath !== undefined && fields.addKeyUrl === undefined && { addKeyPath }),
    corrected: true,
  };
  const single = merged.maxKeys === 1 || (singleSlot === true && merged.multipleKeys === false);
  const retired = retiredRpIds?.filter(({ rpId }) => !merged.rpIds.includes(rpId)) ?? [];
  return {
    ...merged,
    ...(single && { singleSlot: true }),
    ...(retired.length > 0 && { retiredRpIds: retired }),
    ...(minKeys !== undefined && !single && { minKeys }),
    ...needsAfter(merged, single),
  };
}

// What is asked for must not contradict what the person says about the service.
function needsAfter(
  service: CatalogueService,
  single: boolean,
): Pick<CatalogueService, 'firstKeyNeeds' | 'nextKeyNeeds'> {
  const documented = service.acceptsSecurityKeys !== 'unknown';
  const next = service.nextKeyNeeds.filter((need) => need !== 'one-key-only');
  return {
    firstKeyNeeds: service.firstKeyNeeds.filter((need) => !documented || need !== 'keys-not-documented'),
    nextKeyNeeds: single ? ['one-key-only'] : next.filter((need) => !documented || need !== 'keys-not-documented'),
  };
}

// One number and one yes or no say the same thing: a correction of either brings the other along.
function numberOfKeys(
  service: CatalogueService,
  { maxKeys, multipleKeys }: CorrectedFields,
): Pick<CatalogueService, 'maxKeys' | 'multipleKeys'> {
  if (maxKeys !== undefined && maxKeys !== 'unknown') return { maxKeys, multipleKeys: maxKeys > 1 };
  if (multipleKeys === false) return { maxKeys: 1, multipleKeys };
  const known = maxKeys ?? service.maxKeys;
  const several = multipleKeys ?? service.multipleKeys;
  if (multipleKeys !== undefined) return { maxKeys: known === 1 ? 'unknown' : known, multipleKeys };
  // The number was taken back: that the service takes one key only rested on it.
  return { maxKeys: known, multipleKeys: maxKeys === 'unknown' && several === false ? 'unknown' : several };
}

/** Creates a service of which nothing is known but its id. */
function blank(serviceId: string): CatalogueService {
  return {
    id: serviceId,
    name: serviceId.replace(/^own:/, ''),
    rpIds: [],
    rpIdConfidence: 'assumed',
    domains: [],
    acceptsSecurityKeys: 'unknown',
    multipleKeys: 'unknown',
    maxKeys: 'unknown',
    deviceBoundOnly: 'unknown',
    minKeysRecommended: 2,
    addKeyUrl: 'unknown',
    category: 'own',
    firstKeyNeeds: [],
    nextKeyNeeds: [],
    recoveryWays: [],
    manageUrl: null,
    corrected: true,
  };
}

/** Lists are sets here: their order says nothing. */
function sameValue(left: CorrectedFields[CorrectedField], right: CorrectedFields[CorrectedField]): boolean {
  if (!isList(left) || !isList(right)) return left === right;
  return left.length === right.length && left.toSorted().join('\n') === right.toSorted().join('\n');
}
