import type { CatalogueService } from '../domain/catalogue.ts';
import type { SiteOf } from '../domain/site.ts';
import { imitatedName, isCanonicalHost, readingsOf, type RpIdState, rpIdState } from './rp-id.ts';
import { sha256Hex } from '../lib/sha256.ts';
import { isOwnService } from '../catalogue/apply-corrections.ts';

/** The facts that name the service of an enrolment or another way in. */
export interface ServiceFacts {
  readonly serviceId: string | null;
  readonly rpId: string | null;
  readonly rpIdHash: string | null;
}

/** The purpose of a credential: it decides which texts are true of it. */
export type ServiceKind = 'web' | 'ssh' | 'disk' | 'pam' | 'os';

/** The service that an enrolment belongs to. */
export interface GroupedService {
  readonly serviceId: string;
  readonly name: string;
  readonly kind: ServiceKind;
  readonly catalogue: CatalogueService | null;
  /** The RP ID in full where it is known, else null. */
  readonly rpId: string | null;
  /** The registrable domain of its RP ID (of the catalogue's first one, where it knows the service); null for SSH and hashes. */
  readonly domain: string | null;
  /** RP ID as the key gave it, where that is not the RP ID itself: cut, or not matching its hash. */
  readonly rpIdState: RpIdState;
  /** Name of a known service or RP ID that this RP ID imitates, else null. */
  readonly imitates: string | null;
  /** Day (YYYY-MM-DD) since which the service takes this RP ID no more, else null. */
  readonly retiredSince: string | null;
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

/**
 * Prepares grouping: by exact RP ID of the catalogue, else one service per RP ID or RP ID hash. A shared registrable domain (public suffix
 * list, private section included) names the service only where the catalogue does not know the RP ID for sure. `known` are all facts
 * of the input: a full RP ID read from one key names the same hash on another key that gave only a shortened text or none (CTAP 2.1 §6.8.7).
 * Services that are in `kept` already come as the same objects.
 */
export function createServiceFinder(
  services: readonly CatalogueService[],
  siteOf: SiteOf,
  known: readonly Pick<ServiceFacts, 'rpId' | 'rpIdHash'>[],
  kept: Map<string, GroupedService> = new Map(),
): FindService {
  const { byId, byRpId, byDomain, retired, readings, hashOf } = indexOf(services, siteOf);
  const rpIdByHash = new Map<string, string>();
  const proven = new Map<string, string>();
  for (const { rpId, rpIdHash } of known) {
    // Most of a large inventory repeats an RP ID that was proven already.
    if (rpId === null || rpIdHash === null || proven.get(rpId) === rpIdHash || hashOf(rpId) !== rpIdHash) continue;
    proven.set(rpId, rpIdHash);
    rpIdByHash.set(rpIdHash, rpId);
  }
  for (const rpId of [...byRpId.keys(), ...retired.keys()]) setIfNew(rpIdByHash, hashOf(rpId), rpId);

  /** By service id and RP ID; most RP IDs come with one hash only. */
  const cache = new Map<string | null, Map<string | null, ServiceMatch>>();
  return ({ serviceId, rpId, rpIdHash }) => {
    let found = cache.get(serviceId)?.get(rpId);
    if (found?.rpIdHash !== rpIdHash) {
      found = { rpIdHash, service: shared(make(serviceId, rpId, rpIdHash)) };
      const ofService = cache.get(serviceId);
      if (ofService === undefined) cache.set(serviceId, new Map([[rpId, found]]));
      else ofService.set(rpId, found);
    }
    return found.service;
  };

  function make(serviceId: string | null, shown: string | null, rpIdHash: string | null): GroupedService | null {
    if (rpIdHash === null)
      return serviceId !== null ? byServiceId(serviceId, shown) : shown === null ? null : byFullRpId(shown);
    const full = rpIdByHash.get(rpIdHash) ?? null;
    const state = rpIdState(shown, full, shown !== null && hashOf(shown) === rpIdHash);
    if (state === 'mismatch' || full === null) return byHash(rpIdHash, shown, state);
    const service = serviceId !== null ? byServiceId(serviceId, full) : byFullRpId(full);
    return state === 'full' ? service : { ...service, rpIdState: state };
  }

  function shared(service: GroupedService | null): GroupedService | null {
    if (service === null) return null;
    const { catalogue, ...rest } = service;
    const name = JSON.stringify(Object.values(rest));
    const before = kept.get(name);
    if (before?.catalogue === catalogue) return before;
    kept.set(name, service);
    return service;
  }

  function byServiceId(serviceId: string, rpId: string | null): GroupedService {
    const entry = byId.get(serviceId) ?? null;
    // The accounts of some entries are those of another: Google Workspace and Google are one account system.
    const catalogue = entry?.accountsAt === undefined ? entry : (byId.get(entry.accountsAt) ?? entry);
    const id = catalogue?.id ?? serviceId;
    const name = catalogue?.name ?? serviceId.replace(/^(?:domain|rp|hash):/, '');
    const scope = catalogue === null && rpId !== null ? rpId : id;
    const host = catalogue?.rpIds[0] ?? rpId;
    return {
      ...plainService,
      serviceId: id,
      name,
      kind: kindOf(catalogue, rpId ?? name),
      catalogue,
      rpId,
      domain: host === null || host.startsWith('ssh:') ? null : siteOf(host).domain,
      handleScope: scope,
    };
  }

  function byFullRpId(rpId: string): GroupedService {
    if (rpId.startsWith('ssh:')) {
      return {
        ...plainService,
        serviceId: sshServiceId,
        name: 'SSH',
        kind: 'ssh',
        catalogue: null,
        rpId,
        domain: null,
        handleScope: rpId,
      };
    }
    const exact = byRpId.get(rpId);
    if (exact !== undefined) return { ...byServiceId(exact.id, rpId), rpId };
    const former = retired.get(rpId);
    if (former !== undefined) return { ...byServiceId(former.service.id, rpId), retiredSince: former.since };
    const { domain } = siteOf(rpId);
    const local = {
      ...plainService,
      serviceId: `rp:${rpId}`,
      name: rpId,
      kind: kindOf(null, rpId),
      catalogue: null,
      rpId,
      domain,
      handleScope: rpId,
    };
    if (!isCanonicalHost(rpId) || /(?:^|\.)xn--/.test(rpId))
      return { ...local, imitates: imitatedName(rpId, readings) };
    const related = domain === null ? undefined : byDomain.get(domain);
    if (related !== undefined) return { ...byServiceId(related.id, rpId), handleScope: rpId };
    const plain = domain === rpId ? { ...local, serviceId: `domain:${domain}` } : local;
    return { ...plain, imitates: imitatedName(rpId, readings) };
  }

  // A text that does not hash to the RP ID hash names nothing: it is shown as given, and marked.
  function byHash(rpIdHash: string, shown: string | null, state: RpIdState): GroupedService {
    const name = shown === null || shown === '' ? rpIdHash.slice(0, 12) : shown;
    const service = { ...plainService, serviceId: `hash:${rpIdHash}`, name, kind: 'web', catalogue: null } as const;
    return { ...service, rpId: null, domain: null, rpIdState: state, handleScope: rpIdHash };
  }
}

const plainService = { rpIdState: 'full', imitates: null, retiredSince: null } as const;

function kindOf(catalogue: CatalogueService | null, name: string): ServiceKind {
  if (catalogue?.category === 'os-signin') return 'os';
  if (name.startsWith('io.systemd.') || name === 'cryptsetup' || name === 'luks') return 'disk';
  return /^pam(?::|$)/.test(name) ? 'pam' : 'web';
}

interface ServiceMatch {
  readonly rpIdHash: string | null;
  readonly service: GroupedService | null;
}

interface CatalogueIndex {
  readonly byId: ReadonlyMap<string, CatalogueService>;
  readonly byRpId: ReadonlyMap<string, CatalogueService>;
  /** Services of which the catalogue does not know the RP ID for sure, or that has one for each customer. */
  readonly byDomain: ReadonlyMap<string, CatalogueService>;
  readonly retired: ReadonlyMap<string, { readonly service: CatalogueService; readonly since: string }>;
  /** RP IDs and domains of the catalogue by how a person reads them. */
  readonly readings: ReadonlyMap<string, string>;
  hashOf(rpId: string): string;
}

/** The catalogue stays the same from one analysis to the next. */
const indices = new WeakMap<readonly CatalogueService[], CatalogueIndex>();

function indexOf(services: readonly CatalogueService[], siteOf: SiteOf): CatalogueIndex {
  let index = indices.get(services);
  if (index === undefined) indices.set(services, (index = makeIndex(services, siteOf)));
  return index;
}

function makeIndex(services: readonly CatalogueService[], siteOf: SiteOf): CatalogueIndex {
  const byId = new Map(services.map((service) => [service.id, service]));
  const byPreference = inOrderOfPreference([...byId.values()]);
  const byRpId = new Map<string, CatalogueService>();
  const byDomain = new Map<string, CatalogueService>();
  // What a person added has the RP IDs that they gave it, whoever else lists them; of a shared domain it gets no more.
  for (const service of [...byPreference.filter(({ id }) => isOwnService(id)), ...byPreference]) {
    for (const rpId of service.rpIds) setIfNew(byRpId, rpId, service);
  }
  const retired = new Map<string, { service: CatalogueService; since: string }>();
  for (const service of byPreference) {
    for (const { rpId, since } of service.retiredRpIds ?? []) setIfNew(retired, rpId, { service, since });
    if (!hasGuessedRpId(service)) continue;
    for (const host of [...service.rpIds, ...service.domains]) {
      const { domain } = siteOf(host);
      if (domain !== null) setIfNew(byDomain, domain, service);
    }
  }
  const names = [...byId.values()].flatMap(({ rpIds, domains }) => [...rpIds, ...domains]);
  const hashes = new Map<string, string>();
  const hashOf = (rpId: string): string => {
    let hash = hashes.get(rpId);
    if (hash === undefined) hashes.set(rpId, (hash = sha256Hex(rpId)));
    return hash;
  };
  return { byId, byRpId, byDomain, retired, readings: readingsOf(names), hashOf };
}

/** Checks whether an RP ID of the same registrable domain may belong to a service: its own is a guess, or differs by customer. */
function hasGuessedRpId({ rpIdConfidence }: Pick<CatalogueService, 'rpIdConfidence'>): boolean {
  return rpIdConfidence === 'assumed' || rpIdConfidence === 'tenant';
}

/** Sorts services by who is meant where several have one RP ID: the one that owns the credential, then the better proven one. */
export function inOrderOfPreference(services: readonly CatalogueService[]): readonly CatalogueService[] {
  return services.toSorted((left, right) => preference(left) - preference(right) || (left.id < right.id ? -1 : 1));
}

function preference(service: CatalogueService): number {
  const confidence = confidenceOrder.indexOf(service.rpIdConfidence);
  const shared = service.sharesCredentialWith === undefined ? 0 : 20;
  // The addresses of a mail service are told from others by their domain (account-claims.ts).
  const mail = service.mailDomains === undefined ? 0 : 10;
  return (isOwnService(service.id) ? 40 : shared) + mail + (confidence === -1 ? 9 : confidence);
}

/** Returns the page where a key is added; null where the catalogue knows none, or only words. */
export function addKeyPage(catalogue: CatalogueService | null): string | null {
  return catalogue?.addKeyUrl.startsWith('https://') === true ? catalogue.addKeyUrl : null;
}

function setIfNew<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}
