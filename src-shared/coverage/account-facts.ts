import type { CatalogueService } from '../domain/catalogue.ts';
import type { CoverageAccount, CoverageService } from './coverage-types.ts';
import type { AccountFacts, ServicePage } from './recovery-plan-types.ts';

/** Puts together what is known of how to act at one account. */
export function accountFactsOf(
  account: Pick<CoverageAccount, 'serviceId' | 'userName' | 'userDisplayName'>,
  service: Pick<CoverageService, 'name' | 'nameJa'> | null,
  catalogue: CatalogueService | null,
): AccountFacts {
  return {
    serviceId: account.serviceId,
    serviceName: service?.name ?? catalogue?.name ?? account.serviceId,
    serviceNameJa: service?.nameJa ?? catalogue?.nameJa ?? null,
    userName: account.userName ?? account.userDisplayName,
    page: servicePageOf(account.serviceId, catalogue),
    recoveryWays: catalogue?.recoveryWays ?? [],
    takesOneKey: catalogue !== null && (catalogue.maxKeys === 1 || catalogue.singleSlot === true),
  };
}

/** Reads the page where keys are removed; the catalogue may say the way in words (`https://example.com/ > Security`), or not know it. */
export function servicePageOf(serviceId: string, catalogue: CatalogueService | null): ServicePage {
  const text = (catalogue?.manageUrl ?? catalogue?.addKeyUrl ?? '').trim();
  if (text === '' || text === 'unknown') return { serviceId, url: null, words: null };
  const [first = '', ...rest] = text.split(/\s+/);
  if (!first.startsWith('https://')) return { serviceId, url: null, words: text };
  const words = rest.join(' ').replace(/^>\s*/, '');
  return { serviceId, url: first, words: words === '' ? null : words };
}
