import type { Site, SiteOf } from '../../src-shared/domain/site.ts';

/** Sites by host, from the main process. That of a host never changes, so that nothing is ever forgotten. */
const known = new Map<string, Site>();

/** Remembers the sites that came with services or records, before these are looked at. */
export function rememberSites(sites: readonly Site[]): void {
  for (const site of sites) known.set(site.host, site);
}

/** Returns what is known of a host; for one that was never mentioned, a site under no public suffix. */
export const siteOf: SiteOf = (host) => known.get(host) ?? { host, domain: null, listed: false };
