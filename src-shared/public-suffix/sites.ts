import type { CatalogueService } from '../domain/catalogue.ts';
import type { Site } from '../domain/site.ts';
import { siteOf } from './site-of.ts';

interface NamesHost {
  readonly rpId: string | null;
}

/** Returns the sites of all hosts that a catalogue names: with them it can be analysed without the public suffix list. */
export function sitesOfServices(services: readonly CatalogueService[]): Site[] {
  return sitesOf(
    services.flatMap(({ rpIds, domains, retiredRpIds = [] }) => [
      ...rpIds,
      ...domains,
      ...retiredRpIds.map(({ rpId }) => rpId),
    ]),
  );
}

/** Returns the sites of the RP IDs of records. */
export function sitesOfRecords(...tables: readonly (readonly NamesHost[])[]): Site[] {
  return sitesOf(tables.flatMap((records) => records.flatMap(({ rpId }) => rpId ?? [])));
}

function sitesOf(hosts: readonly string[]): Site[] {
  return [...new Set(hosts)].map(siteOf);
}
