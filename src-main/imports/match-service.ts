import { createServiceFinder, inOrderOfPreference, sshServiceId } from '../../src-shared/coverage/group-services.ts';
import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { ImportRow } from '../../src-shared/domain/imports.ts';
import type { Enrolment } from '../../src-shared/domain/enrolment.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';

/** A service that a row names. At least one of `serviceId` and `rpId` is set; both only where the table gave both. */
export interface MatchedService {
  readonly serviceId: string | null;
  readonly rpId: string | null;
  readonly matchedBy: NonNullable<ImportRow['matchedBy']>;
  /** Under what the coverage groups it. */
  readonly groupId: string;
  /** The service whose credential opens this one too (Windows sign-in is fed by Microsoft Entra ID); null for most. */
  readonly fedBy: string | null;
  readonly name: string;
  readonly nameJa: string | null;
}

/** The statement that the columns of a row say of its service. */
interface ServiceIdentifiers {
  readonly serviceId: string | null;
  /** As the key or the person gave it. */
  readonly rpId: string | null;
  /** A name: it chooses among services that share the RP ID. */
  readonly text: string | null;
}

export interface ServiceMatcher {
  /** All services that the text may mean, best first: none, one, or several of the same name. */
  readonly match: (text: string) => readonly MatchedService[];
  /** The service that an id or an exact RP ID names; null where neither is given, or the id is not known. */
  readonly identified: (given: ServiceIdentifiers) => MatchedService | null;
  /** The group of what is recorded already. */
  readonly groupOf: (facts: Pick<Enrolment, 'serviceId' | 'rpId' | 'rpIdHash'>) => string | null;
}

/** Ids of services that the catalogue does not have. */
const unlisted = /^(?:domain|rp|hash|own):[^\p{Cc}\s/]+$/u;
const longestHost = 253;
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Prepares finding services by catalogue id, name in either language, RP ID, address or registrable domain. */
export function createServiceMatcher(
  services: readonly CatalogueService[],
  known: readonly Pick<Enrolment, 'rpId' | 'rpIdHash'>[],
): ServiceMatcher {
  const find = createServiceFinder(services, siteOf, known);
  const byId = new Map(services.map((service) => [service.id, service]));
  const named = services.map((service) => ({
    service,
    names: [service.name, service.nameJa ?? service.name].map((name) => foldText(name) ?? ''),
    aliases: (service.aliases ?? []).map((name) => foldText(name) ?? ''),
  }));
  const bySite = servicesBySite(services);
  const cache = new Map<string, readonly MatchedService[]>();
  return {
    match: matched,
    identified: ({ serviceId, rpId, text }) => {
      if (serviceId !== null && (byId.has(serviceId) || unlisted.test(serviceId))) {
        // What a key gave beside the hash of another RP ID names nothing.
        return ofIds(serviceId, serviceId.startsWith('hash:') ? null : rpId, 'id');
      }
      if (rpId === null) return null;
      const byRpId = ofIds(null, rpId, 'rp-id');
      const fitting =
        text === null ? undefined : matched(text).find((one) => one.groupId !== byRpId.groupId && shares(one, rpId));
      return fitting === undefined ? byRpId : ofIds(fitting.serviceId, rpId, 'rp-id');
    },
    groupOf: (facts) => find(facts)?.serviceId ?? null,
  };

  function matched(text: string): readonly MatchedService[] {
    let found = cache.get(text);
    if (found === undefined) cache.set(text, (found = searchServices(text)));
    return found;
  }

  /** Checks whether accounts of a service sign in with that RP ID: a service that borrows its credentials has none of its own. */
  function shares({ serviceId, fedBy }: MatchedService, rpId: string): boolean {
    return serviceId !== null && fedBy === null && byId.get(serviceId)?.rpIds.includes(rpId) === true;
  }

  function ofIds(
    serviceId: string | null,
    rpId: string | null,
    matchedBy: MatchedService['matchedBy'],
  ): MatchedService {
    const group = find({ serviceId, rpId, rpIdHash: null });
    const entry = serviceId === null ? group?.catalogue : byId.get(serviceId);
    const groupId = group?.serviceId ?? serviceId ?? '';
    const name = entry?.name ?? group?.name ?? groupId;
    return { serviceId, rpId, matchedBy, groupId, fedBy: null, name, nameJa: entry?.nameJa ?? null };
  }

  function searchServices(text: string): readonly MatchedService[] {
    const wanted = foldText(text) ?? '';
    const exact = byId.get(text) ?? byId.get(wanted);
    if (exact !== undefined) return [ofCatalogue(exact, 'id')];
    if (unlisted.test(text)) return [ofIds(text, null, 'id')];
    const called = byName(wanted);
    if (called.length > 0) return called.map((service) => ofCatalogue(service, 'name'));
    if (/^ssh(?::[^\p{Cc}\s]{0,150})?$/u.test(wanted)) return [sshKey(wanted === 'ssh' ? 'ssh:' : text)];
    const host = hostOf(wanted);
    if (host === null) return [];
    const group = find({ serviceId: null, rpId: host, rpIdHash: null });
    if (group === null) return [];
    if (group.catalogue !== null) {
      const listed = group.catalogue.rpIds.includes(host);
      return [ofCatalogue(group.catalogue, listed ? 'rp-id' : 'domain')];
    }
    // An address that a person copied is one of a website; a bare host is an RP ID, and that is exact.
    const site = /^https?:/.test(wanted) ? serviceOfWebsite(host) : null;
    if (site !== null) return [ofCatalogue(site, 'domain')];
    return [
      {
        serviceId: null,
        rpId: host,
        matchedBy: 'own-domain',
        groupId: group.serviceId,
        fedBy: null,
        name: host,
        nameJa: null,
      },
    ];
  }

  /** Returns the service whose website a host is part of, by its registrable domain. That says nothing of passkeys, whose RP ID is exact. */
  function serviceOfWebsite(host: string): CatalogueService | null {
    const { domain } = siteOf(host);
    return domain === null ? null : (bySite.get(domain) ?? null);
  }

  /** Matches by the whole name; else all whose names begin so: "Amazon" may be the shop or its cloud. */
  function byName(wanted: string): readonly CatalogueService[] {
    const fits = (test: (name: string) => boolean) =>
      named.filter(({ names }) => names.some(test)).map(({ service }) => service);
    const whole = fits((name) => name === wanted);
    if (whole.length > 0 || wanted.length < 2) return whole;
    const beginning = fits((name) => name.startsWith(`${wanted} `) || name.startsWith(`${wanted}(`));
    if (beginning.length > 0) return beginning.length > mostCandidates ? [] : beginning;
    // Another name of it, alone or with a word of the person's: "AWS root".
    const other = (test: (name: string) => boolean) =>
      named.filter(({ aliases }) => aliases.some(test)).map(({ service }) => service);
    const exact = other((name) => name === wanted);
    const candidates = exact.length > 0 ? exact : other((name) => name.length > 2 && wanted.startsWith(`${name} `));
    return candidates.length > mostCandidates ? [] : candidates;
  }
}

/** Indexes services by the registrable domains of their websites. */
function servicesBySite(services: readonly CatalogueService[]): ReadonlyMap<string, CatalogueService> {
  const bySite = new Map<string, CatalogueService>();
  for (const service of inOrderOfPreference(services)) {
    for (const { domain } of [...service.rpIds, ...service.domains].map(siteOf)) {
      if (domain !== null && !bySite.has(domain)) bySite.set(domain, service);
    }
  }
  return bySite;
}

/** More services than this that begin alike are no help to choose from. */
const mostCandidates = 12;

function ofCatalogue(service: CatalogueService, matchedBy: MatchedService['matchedBy']): MatchedService {
  const { id, name, nameJa = null, sharesCredentialWith: fedBy = null, accountsAt = id } = service;
  return { serviceId: id, rpId: null, matchedBy, groupId: accountsAt, fedBy, name, nameJa };
}

// OpenSSH names what it stores on a key "ssh:", or "ssh:" and words of the person's.
function sshKey(rpId: string): MatchedService {
  return { serviceId: null, rpId, matchedBy: 'rp-id', groupId: sshServiceId, fedBy: null, name: 'SSH', nameJa: null };
}

/** Reads a domain, or an address that a person copied from the browser; null for anything else. */
function hostOf(text: string): string | null {
  if (text.length > 2_000 || /[\s@]/.test(text) || !text.includes('.')) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//.test(text) ? text : `https://${text}`;
  if (!/^https?:/.test(address) || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  const host = hostname.replace(/^www\./, '').replace(/\.$/, '');
  return host.length <= longestHost && hostName.test(host) ? host : null;
}
