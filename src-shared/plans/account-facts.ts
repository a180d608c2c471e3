import type { CatalogueService } from '../domain/catalogue.ts';
import type { CoverageAccount, CoverageService } from '../coverage/coverage-account.ts';
import { addKeyPage, sshServiceId } from '../coverage/group-services.ts';
import type { AccountFacts, ServicePage } from './recovery-plan-types.ts';

/** Composes what is known of how to act at one account. */
export function accountFactsOf(
  account: Pick<CoverageAccount, 'serviceId' | 'userName' | 'userDisplayName'>,
  service: (Pick<CoverageService, 'name' | 'nameJa' | 'takesOneKey'> & Partial<Pick<CoverageService, 'kind'>>) | null,
  catalogue: CatalogueService | null,
): AccountFacts {
  return {
    serviceId: account.serviceId,
    serviceName: service?.name ?? catalogue?.name ?? account.serviceId,
    serviceNameJa: service?.nameJa ?? catalogue?.nameJa ?? null,
    userName: account.userName ?? account.userDisplayName,
    page: servicePageOf(account.serviceId, catalogue),
    recoveryWays: catalogue?.recoveryWays ?? [],
    kind: service?.kind ?? (account.serviceId === sshServiceId ? 'ssh' : 'web'),
    minKeys: catalogue?.minKeys ?? 0,
    takesOneKey: service?.takesOneKey ?? (catalogue !== null && catalogue.maxKeys === 1),
  };
}

/** Reads the page where keys are removed. The catalogue may know only the way through an app, or nothing. */
export function servicePageOf(serviceId: string, catalogue: CatalogueService | null): ServicePage {
  const manage = catalogue?.manageUrl ?? null;
  if (manage !== null) return { serviceId, url: manage, instructions: null };
  return { serviceId, url: addKeyPage(catalogue), instructions: catalogue?.addKeyPath ?? null };
}
