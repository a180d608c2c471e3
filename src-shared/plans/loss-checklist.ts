import type { CatalogueService } from '../domain/catalogue.ts';
import type { LossItem, LossRecord } from '../domain/loss-record.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { accountFactsOf } from './account-facts.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import { type AccountFacts, type PlanTask, planTasks } from './recovery-plan-types.ts';

/** One line of the checklist of a recorded loss, with what is known today of how to do it. */
export interface ChecklistLine extends AccountFacts {
  readonly item: LossItem;
  /** Labels of the lost keys that are known to have opened it; all lost ones where that is no longer known. Empty: another way was lost. */
  readonly lostKeys: readonly string[];
  /** Recorded ways that lead back in today. */
  readonly waysBack: readonly OtherWayIn[];
}

export interface LossChecklist {
  readonly record: LossRecord;
  readonly sections: readonly { readonly task: PlanTask; readonly lines: readonly ChecklistLine[] }[];
  readonly done: number;
  readonly total: number;
}

/** Joins the checklist of a recorded loss with the present report. What was written down on the day of the loss stays as it was. */
export function makeLossChecklist(
  record: LossRecord,
  report: CoverageReport,
  services: readonly CatalogueService[],
): LossChecklist {
  const catalogue = new Map(services.map((service) => [service.id, service]));
  const wanted = new Set(record.items.map((item) => item.accountId));
  const accounts = new Map(
    report.services.flatMap((service) =>
      service.accounts
        .filter((account) => wanted.has(account.accountId))
        .map((account) => [account.accountId, { service, account }]),
    ),
  );
  const lines = record.items.map((item): ChecklistLine => {
    const found = accounts.get(item.accountId);
    const onlyWay = found !== undefined && record.otherWayIds.length > 0;
    const names = record.keyIds.flatMap((keyId, index) => {
      const cell = found?.account.cells.find((one) => one.keyId === keyId);
      return cell !== undefined && cell.enrolmentIds.length > 0 ? [record.keyLabels[index] ?? keyId] : [];
    });
    return {
      ...accountFactsOf(
        found?.account ?? { serviceId: item.serviceId, userName: item.userName, userDisplayName: null },
        found?.service ?? { name: item.serviceName, nameJa: item.serviceName, takesOneKey: false },
        catalogue.get(item.serviceId) ?? null,
      ),
      userName: item.userName,
      item,
      lostKeys: names.length > 0 || onlyWay ? names : record.keyLabels,
      waysBack: found?.account.otherWaysIn ?? [],
    };
  });
  return {
    record,
    sections: planTasks
      .map((task) => ({ task, lines: lines.filter((line) => line.item.task === task) }))
      .filter((section) => section.lines.length > 0),
    done: record.items.filter((item) => item.doneAt !== null).length,
    total: record.items.length,
  };
}
