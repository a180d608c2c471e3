import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { ImportChoices } from '../../src-shared/domain/imports.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import type { EnrolmentPlan } from './plan-enrolments.ts';
import type { ImportTableRow } from './import-table.ts';
import type { MatchedService, ServiceMatcher } from './match-service.ts';
import type { OtherWayPlan } from './plan-other-ways.ts';

export interface OfferedContext {
  readonly services: readonly CatalogueService[];
  readonly matcher: ServiceMatcher;
  readonly enrolments: Pick<EnrolmentPlan, 'hasKey'>;
  readonly ways: Pick<OtherWayPlan, 'isKnown'>;
  readonly lines: ImportChoices['lines'];
}

export interface OfferedRow {
  readonly isTaken: boolean;
  /** The service that the line names; null where that is none, or several. */
  readonly service: MatchedService | null;
  /** The line as it is recorded. */
  readonly row: ImportTableRow;
}

/**
 * Decides about a line that is only offered: as the person ticked it, else taken where its service takes security keys or its account is
 * known already. A password of an account that a key opens is the one that the key needs beside it: whether it opens the account alone, a list
 * of passwords does not say.
 */
export function judgeOffered(row: ImportTableRow, context: OfferedContext): OfferedRow {
  const { services, matcher, enrolments, ways, lines } = context;
  const rpId = row.value('rpId');
  const found =
    rpId === ''
      ? matcher.match(row.value('service'))
      : [matcher.identified({ serviceId: null, rpId, text: null })].filter((one) => one !== null);
  const service = found.length === 1 ? (found[0] ?? null) : null;
  const userName = row.value('account') === '' ? null : row.value('account');
  const hasKey = service !== null && enrolments.hasKey(service, userName);
  const entry = services.find(({ id }) => id === service?.serviceId || id === service?.groupId);
  const isProposed =
    service !== null && (entry?.acceptsSecurityKeys === true || hasKey || ways.isKnown(service, userName));
  const isBeside = hasKey && foldText(row.value('way')) === 'password';
  return {
    isTaken: lines?.[String(row.line)] ?? isProposed,
    service,
    row: isBeside ? { ...row, value: (column) => (column === 'way' ? 'password-beside' : row.value(column)) } : row,
  };
}
