import { getDomain } from 'tldts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { toHex } from '../lib/hex.ts';
import { sha256 } from '../lib/sha256.ts';
import { isOwnService } from './corrections/apply-corrections.ts';

/** What is known of the place where an enrolment or another way in belongs. */
export interface ServiceFacts {
  readonly serviceId: string | null;
  readonly rpId: string | null;
  readonly rpIdHash: string | null;
}

/** The service that an enrolment belongs to. */
export interface GroupedService {
  readonly serviceId: string;
  readonly name: string;
  readonly catalogue: CatalogueService | null;
  /** The RP ID in full where it is known, else null. */
  readonly rpId: string | null;
  /**
   * Two user handles are the same account only within one scope: the service where the catalogue lists the RP ID itself,
   * else the RP ID. Two sites of one company may both call their first user "1".
   */
  readonly handleScope: string;
}

/** Serves to find the service of each enrolment; made once per analysis. */
export type FindService = (facts: ServiceFacts) => GroupedService | null;

/** All SSH keys that OpenSSH stores on a security key: its application names begin so. */
export const sshServiceId = 'rp:ssh:';

const confidenceOrder = ['verified', 'likely', 'tenant', 'assumed'];
const asBytes = new TextEncoder();

/**
 * Prepares grouping: by exact RP ID of the catalogue, then by registrable domain (public suffix list, private section
 * included), else one service per registrable domain, RP ID or RP ID hash. `known` are all facts of the input: a full
 * RP ID read from one key names the same hash on another key that gave only a shortened text or none (CTAP 2.1 §6.8.7).
 * Services that are in `kept` already come as the same objects.
 */
export function createServiceFinder(
  services: readonly CatalogueService[],
  known: readonly Pick<ServiceFacts, 'rpId' | 'rpIdHash'>[],
  kept: Map<string, GroupedService> = new Map(),
): FindService {
  const { byId, byRpId, byDomain, hashOf } = indexOf(services);
  const rpIdByHash = new Map<string, string>();
  const proven = new Map<string, string>();
  for (const { rpId, rpIdHash } of known) {
    // Most of a large inventory repeats an RP ID that was proven already.
    if (rpId === null || rpIdHash === null || proven.get(rpId) === rpIdHash || hashOf(rpId) !== rpIdHash) continue;
    proven.set(rpId, rpIdHash);
    rpIdByHash.set(rpIdHash, rpId);
  }
  for (const rpId of byRpId.keys()) setIfNew(rpIdByHash, hashOf(rpId), rpId);

  /** By service id and RP ID; most RP IDs come with one hash only. */
  const cache = new Map<string | null, Map<string | null, Found>>();
  return ({ serviceId, rpId, rpIdHash }) => {
    let found = cache.get(serviceId)?.get(rpId);
    if (found?.rpIdHash !== rpIdHash) {
      const fullRpId = rpIdHash === null ? rpId : (rpIdByHash.get(rpIdHash) ?? null);
      found = { rpIdHash, service: shared(make(serviceId, fullRpId, rpIdHash, rpId)) };
      const ofService = cache.get(serviceId);
      if (ofService === undefined) cache.set(serviceId, new Map([[rpId, found]]));
      else ofService.set(rpId, found);
    }
    return found.service;
  };

  function make(
    serviceId: string | null,
    fullRpId: string | null,
    rpIdHash: string | null,
    shown: string | null,
  ): GroupedService | null {
    if (serviceId !== null) return byServiceId(serviceId, fullRpId);
    return fullRpId !== null ? byFullRpId(fullRpId) : byHash(rpIdHash, shown);
  }

  function shared(service: GroupedService | null): GroupedService | null {
    if (service === null) return null;
    const name = JSON.stringify([service.serviceId, service.name, service.rpId, service.handleScope]);
    const before = kept.get(name);
    if (before?.catalogue === service.catalogue) return before;
    kept.set(name, service);
    return service;
  }

  function byServiceId(serviceId: string, rpId: string | null): GroupedService {
    const catalogue = byId.get(serviceId) ?? null;
    const name = catalogue?.name ?? serviceId.replace(/^(?:domain|rp|hash):/, '');
    return { serviceId, name, catalogue, rpId, handleScope: serviceId };
  }

  function byFullRpId(rpId: string): GroupedService {
    if (rpId.startsWith('ssh:')) {
      return { serviceId: sshServiceId, name: 'SSH', catalogue: null, rpId, handleScope: rpId };
    }
    const exact = byRpId.get(rpId);
    if (exact !== undefined) {
      return { serviceId: exact.id, name: exact.name, catalogue: exact, rpId, handleScope: exact.id };
    }
    const domain = registrableDomain(rpId);
    const related = domain === null ? undefined : byDomain.get(domain);
    if (related !== undefined) {
      return { serviceId: related.id, name: related.name, catalogue: related, rpId, handleScope: rpId };
    }
    return domain === null
      ? { serviceId: `rp:${rpId}`, name: rpId, catalogue: null, rpId, handleScope: rpId }
      : { serviceId: `domain:${domain}`, name: domain, catalogue: null, rpId, handleScope: rpId };
  }

  /** A text that does not hash to the RP ID hash names nothing: only a form that the key itself shortened is shown. */
  function byHash(rpIdHash: string | null, shown: string | null): GroupedService | null {
    if (rpIdHash === null) return null;
    const name = shown?.includes('…') === true ? shown : rpIdHash.slice(0, 12);
    return { serviceId: `hash:${rpIdHash}`, name, catalogue: null, rpId: null, handleScope: rpIdHash };
  }
}

interface Found {
  readonly rpIdHash: string | null;
  readonly service: GroupedService | null;
}

interface CatalogueIndex {
  readonly byId: ReadonlyMap<string, CatalogueService>;
  readonly byRpId: ReadonlyMap<string, CatalogueService>;
  readonly byDomain: ReadonlyMap<string, CatalogueService>;
  hashOf(rpId: string): string;
}

/** The catalogue stays the same from one analysis to the next. */
const indices = new WeakMap<readonly CatalogueService[], CatalogueIndex>();

function indexOf(services: readonly CatalogueService[]): CatalogueIndex {
  let index = indices.get(services);
  if (index === undefined) indices.set(services, (index = makeIndex(services)));
  return index;
}

function makeIndex(services: readonly CatalogueService[]): CatalogueIndex {
  const byId = new Map(services.map((service) => [service.id, service]));
  // Of several services with one RP ID the one that owns the credential wins, then the better proven one.
  const byPreference = [...byId.values()].toSorted(
    (left, right) => preference(left) - preference(right) || (left.id < right.id ? -1 : 1),
  );
  const byRpId = new Map<string, CatalogueService>();
  const byDomain = new Map<string, CatalogueService>();
  // What a person added has the RP IDs that they gave it, whoever else lists them; of a shared domain it gets no more.
  for (const service of [...byPreference.filter(({ id }) => isOwnService(id)), ...byPreference]) {
    for (const rpId of service.rpIds) setIfNew(byRpId, rpId, service);
  }
  for (const service of byPreference) {
    for (const host of [...service.rpIds, ...service.domains]) {
      const domain = registrableDomain(host);
      if (domain !== null) setIfNew(byDomain, domain, service);
    }
  }
  const hashes = new Map<string, string>();
  const hashOf = (rpId: string): string => {
    let hash = hashes.get(rpId);
    if (hash === undefined) hashes.set(rpId, (hash = toHex(sha256(asBytes.encode(rpId)))));
    return hash;
  };
  return { byId, byRpId, byDomain, hashOf };
}

function preference(service: CatalogueService): number {
  const confidence = confidenceOrder.indexOf(service.rpIdConfidence);
  const shared = service.sharesCredentialWith === undefined ? 0 : 10;
  return (isOwnService(service.id) ? 20 : shared) + (confidence === -1 ? 9 : confidence);
}

/** The part of a host name under the public suffix (private section included); null for IP addresses and single labels. */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true, detectIp: true });
}

/** The page where a key is added; null where the catalogue knows none, or only words. */
export function addKeyPage(catalogue: CatalogueService | null): string | null {
  return catalogue?.addKeyUrl.startsWith('https://') === true ? catalogue.addKeyUrl : null;
}

function setIfNew<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}
