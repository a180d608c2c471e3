import { siteOf } from '../public-suffix/site-of.ts';
import { backupPlan } from '../plans/backup-plan.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import { makeLossChecklist } from '../plans/loss-checklist.ts';
import { planLoss } from '../plans/plan-loss.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { ReportRequest } from '../domain/report.ts';
import { failed, success } from '../lib/outcome.ts';
import { backupData, backupReport, backupTable } from './backup-report.ts';
import { coverageData, coverageTable } from './coverage-data.ts';
import { coverageReport } from './coverage-report.ts';
import { inventoryData } from './inventory-data.ts';
import { inventoryReport } from './inventory-report.ts';
import { inventoryTable } from './inventory-table.ts';
import { lossData, lossTable, recoveryData, recoveryTable } from './recovery-data.ts';
import { lossReport, recoveryReport } from './recovery-report.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportDocument, ReportTable } from './report-document.ts';

/** The data that reports are made of. */
export interface ReportSources {
  readonly snapshot: InventorySnapshot;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  /** The analysis of this snapshot. */
  readonly report: CoverageReport;
}

/** One report in each of its forms; a form is made when it is asked for. */
export interface Report {
  document(): ReportDocument;
  table(): ReportTable;
  /** Composes plain JSON. */
  data(): Readonly<Record<string, unknown>>;
}

/** Creates a report. Fails with `input-invalid` where it names keys or a loss that the inventory does not have. */
export function buildReport(context: ReportContext, request: ReportRequest, world: ReportSources): Outcome<Report> {
  switch (request.kind) {
    case 'coverage': {
      const input = { ...world, gapsOnly: request.gapsOnly };
      return success({
        document: () => coverageReport(context, input),
        table: () => coverageTable(context, input),
        data: () => coverageData(context, input),
      });
    }
    case 'inventory':
      return success({
        document: () => inventoryReport(context, world),
        table: () => inventoryTable(context, world),
        data: () => inventoryData(context, world),
      });
    case 'recovery':
      return request.lossId === null ? planReport(context, request, world) : checklistReport(context, request, world);
    case 'backup':
      return spareReport(context, request, world);
  }
}

function planReport(context: ReportContext, request: ReportRequest, world: ReportSources): Outcome<Report> {
  const plan = planLoss(world, {
    keyIds: request.lostKeyIds,
    otherWayIds: request.lostWayIds,
    deviceIds: request.lostDeviceIds ?? [],
    places: request.lostPlaces ?? [],
    rings: request.lostRings ?? [],
    accountIds: request.lostAccountIds ?? [],
    pinKnownKeyIds: request.pinKnownKeyIds ?? [],
  });
  const { keys, ways, devices, lostAccounts } = plan;
  if (keys.length + ways.length + devices.length + lostAccounts.length === 0) {
    return failed({ kind: 'input-invalid', detail: 'nothing-lost' });
  }
  return success({
    document: () => recoveryReport(context, plan),
    table: () => recoveryTable(context, plan),
    data: () => recoveryData(context, plan),
  });
}

function checklistReport(context: ReportContext, request: ReportRequest, world: ReportSources): Outcome<Report> {
  const record = world.snapshot.losses.find((loss) => loss.id === request.lossId);
  if (record === undefined) return failed({ kind: 'input-invalid', detail: 'no-such-loss' });
  const checklist = makeLossChecklist(record, world.report, world.services);
  return success({
    document: () => lossReport(context, checklist, world.report),
    table: () => lossTable(context, checklist),
    data: () => lossData(context, checklist, world.report),
  });
}

function spareReport(context: ReportContext, request: ReportRequest, world: ReportSources): Outcome<Report> {
  const { primaryKeyId, spareKeyId } = request;
  if (primaryKeyId === null || spareKeyId === null) return failed({ kind: 'input-invalid', detail: 'two-keys-needed' });
  const session = world.snapshot.backupSessions.findLast(
    (one) => one.primaryKeyId === primaryKeyId && one.spareKeyId === spareKeyId && one.closedAt === null,
  );
  const plan = backupPlan({ ...world, siteOf, primaryKeyId, spareKeyId, session: session ?? null });
  if (plan === null) return failed({ kind: 'input-invalid', detail: 'two-keys-needed' });
  return success({
    document: () => backupReport(context, plan),
    table: () => backupTable(context, plan),
    data: () => backupData(context, plan),
  });
}
