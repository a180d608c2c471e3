import type { CatalogueService } from '../src-shared/domain/catalogue.ts';
import data from './services.json' with { type: 'json' };

let loaded: readonly CatalogueService[] | undefined;

/** Gives the services of the catalogue in the form in which the program uses them, without sources and notes. */
export function loadServices(): readonly CatalogueService[] {
  loaded ??= data.map((entry) => ({
    id: entry.id,
    name: entry.name,
    ...(entry.nameJa !== undefined && { nameJa: entry.nameJa }),
    rpIds: entry.rpIds,
    rpIdConfidence: entry.rpIdConfidence,
    domains: entry.domains,
    acceptsSecurityKeys: knownOr(entry.acceptsSecurityKeys),
    multipleKeys: knownOr(entry.multipleKeys),
    maxKeys: typeof entry.maxKeys === 'number' ? entry.maxKeys : 'unknown',
    ...(entry.singleSlot !== undefined && { singleSlot: entry.singleSlot }),
    deviceBoundOnly: knownOr(entry.deviceBoundOnly),
    minKeysRecommended: entry.minKeysRecommended,
    addKeyUrl: entry.addKeyUrl,
    ...(entry.sharesCredentialWith !== undefined && { sharesCredentialWith: entry.sharesCredentialWith }),
    category: entry.category,
    firstKeyNeeds: [],
    nextKeyNeeds: [],
    recoveryWays: [],
    manageUrl: null,
    corrected: false,
  }));
  return loaded;
}

/** JSON imports widen "unknown" to string; the test validates that no other text occurs. */
function knownOr(value: boolean | string): boolean | 'unknown' {
  return typeof value === 'boolean' ? value : 'unknown';
}
