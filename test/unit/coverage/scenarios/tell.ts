import { loadServices } from '../../../../catalogue/services.ts';
import { loadOtherWays } from '../../../../catalogue/other-ways.ts';
import { loadAdvisories } from '../../../../catalogue/advisories.ts';
import { analyseCoverage } from '../../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { Enrolment } from '../../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import { gapMessage, verdictMessage } from '../../../../src-shared/i18n/coverage-message.ts';
import { createTranslator } from '../../../../src-shared/i18n/translator.ts';
import { inputOf, keyOf, readOf } from '../coverage-fixtures.ts';

const english = createTranslator('en');
const japanese = createTranslator('ja');

/** Two keys of one person that were read completely, under names that are the same in both languages. */
export const keyA: InventoryKey = keyOf('a', { label: 'A' });
export const keyB: InventoryKey = keyOf('b', { label: 'B', role: 'spare' });

/** Analyses with the catalogue and the advisories that the program ships. */
export function analyse(input: Partial<CoverageInput>): CoverageReport {
  return analyseCoverage(
    inputOf({
      keys: [keyA, keyB],
      services: loadServices(),
      advisories: loadAdvisories(),
      otherWayProviders: loadOtherWays(),
      ...input,
    }),
  );
}

/** Creates the same passkey on several keys, read. */
export function readOn(keys: readonly InventoryKey[], rpId: string, user = 'hana'): Enrolment[] {
  return keys.map((key) => readOf(key.id, rpId, user));
}

/** Lists what a person reads at each account of a service: its name, the verdict, and every gap with its next step. */
export function tell(report: CoverageReport, serviceId: string): { readonly en: string[]; readonly ja: string[] } {
  const service = report.services.find((one) => one.serviceId === serviceId);
  if (service === undefined) throw new Error(`${serviceId} is not in the report`);
  const sentence = (account: CoverageAccount, language: 'en' | 'ja'): string => {
    const t = language === 'en' ? english : japanese;
    const name = language === 'ja' ? (service.nameJa ?? service.name) : service.name;
    const gaps = account.gaps.map((gap) => {
      const { text, next } = gapMessage(t, gap);
      return ` ${text} ${next}`;
    });
    return `${name}: ${verdictMessage(t, account)}.${gaps.join('')}`;
  };
  return {
    en: service.accounts.map((account) => sentence(account, 'en')),
    ja: service.accounts.map((account) => sentence(account, 'ja')),
  };
}

/** Returns the only account of a service; fails the test where there are more or none. */
export function accountAt(report: CoverageReport, serviceId: string): CoverageAccount {
  const [account, ...others] = report.services.find((one) => one.serviceId === serviceId)?.accounts ?? [];
  if (account === undefined || others.length > 0) throw new Error(`expected one account at ${serviceId}`);
  return account;
}
