import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { SentServices } from '../../src-shared/ipc/catalogue-contract.ts';
import { sitesOfServices } from '../../src-shared/public-suffix/sites.ts';

/** Returns services as they are sent to the window, which has no public suffix list: with the sites of their hosts. */
export function withSites(services: readonly CatalogueService[]): SentServices {
  return { services, sites: sitesOfServices(services) };
}
