import { accountNames } from '../i18n/account-text.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn, Requirement } from '../domain/other-way-in.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportLine } from './report-document.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/** Writes whose another way in is and what it needs, as the person recorded it. */
export function requirementLines(
  context: ReportContext,
  { owner, requires }: Pick<OtherWayIn, 'owner' | 'requires'>,
  world: { readonly snapshot: InventorySnapshot; readonly report: CoverageReport },
): readonly ReportLine[] {
  const { t, outside } = context;
  const needs = (requires ?? []).map((requirement) => outside(termsOf(context, requirement, world)));
  return [
    ...(owner === null ? [] : [{ text: t('report.way.owner', { owner: outside(owner) }) }]),
    ...(needs.length === 0 ? [] : [{ text: t('report.way.needs', { needs: needs.join(t('list.separator')) }) }]),
  ];
}

function termsOf(
  { t, locale }: ReportContext,
  requirement: Requirement,
  { snapshot, report }: { readonly snapshot: InventorySnapshot; readonly report: CoverageReport },
): string {
  switch (requirement.type) {
    case 'key':
      return snapshot.keys.find(({ id }) => id === requirement.keyId)?.label ?? requirement.keyId;
    case 'device':
      return snapshot.devices.find(({ id }) => id === requirement.deviceId)?.label ?? requirement.deviceId;
    case 'account': {
      const { accountId, serviceId, userName } = requirement;
      const found = report.services.find((one) => one.serviceId === serviceId);
      if (report.services.some(({ accounts }) => accounts.some((account) => account.accountId === accountId))) {
        return accountNames(t, locale, report)(accountId ?? '');
      }
      const service = found === undefined ? serviceId : serviceNameIn(found, locale);
      return userName === null ? service : t('reminder.account', { service, user: userName });
    }
    case 'place':
      return t('report.needs.place', { place: requirement.place });
    case 'memory':
    case 'people':
    case 'nobody':
      return t(`report.needs.${requirement.type}`);
  }
}
