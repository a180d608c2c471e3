import type { CatalogueService } from '../domain/catalogue.ts';

/** Checks whether the mailboxes of a domain open with the account of a service. */
export function servesMailDomain({ mailDomains = [] }: Pick<CatalogueService, 'mailDomains'>, domain: string): boolean {
  return mailDomains.some((one) => (one.endsWith('.*') ? domain.startsWith(one.slice(0, -1)) : one === domain));
}
