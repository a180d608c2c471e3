import type { Site, SiteOf } from '../../src-shared/domain/site.ts';

/** What the main process said of hosts. It never changes for a host, so that nothing is ever forgotten. */
const known = new Map<string, Site>();

/** Remembers the sites that came with services or records, before these are looked at. */
export function rememberSites(sites: readonly Site[]): void {
  for (const site of sites) known.set(site.host, site);
}

/** Returns what is known of a host; for one that was never mentioned, a site under no public suffix. */
export const siteOf: SiteOf = (host) => known.get(host) ?? { host, domain: null, listed: false };
