import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { ReportRequest } from '../../src-shared/domain/report.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { ReportSources } from '../../src-shared/reports/build-report.ts';
import type { ReportDocument } from '../../src-shared/reports/report-document.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { makeReport, suggestedReportName } from '../reports/make-report.ts';
import type { ChosenFiles } from './inventory-handlers.ts';

export interface ReportsHandlersOptions {
  readonly inventory: Pick<Inventory, 'snapshot'>;
  readonly world: (snapshot: InventorySnapshot) => ReportSources;
  readonly files: Pick<ChosenFiles, 'saveMade'>;
  readonly makePdf: (report: ReportDocument) => Promise<Uint8Array>;
  readonly showInFolder: (file: string) => void;
  readonly now: () => Date;
}

/** Answers what a window asks about reports. The window never learns their content, and names no path. */
export function createReportsHandlers(options: ReportsHandlersOptions): HandlersOf<AppContract>['reports'] {
  const { inventory, world, files, makePdf, now } = options;
  let last: string | null = null;

  async function write(request: ReportRequest): Promise<Outcome<{ file: string } | null>> {
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const made = now();
    const written = await files.saveMade(suggestedReportName(request, made), request.format, () =>
      makeReport(request, world(snapshot.value), { now: made, byteOrderMark: true, makePdf }),
    );
    if (written.ok && written.value !== null) last = written.value.file;
    return written;
  }

  return {
    export: (request) => write(request),
    exportRecoveryPlan: (choice) =>
      write({
        ...choice,
        kind: 'recovery',
        withIdentifiers: false,
        gapsOnly: false,
        primaryKeyId: null,
        spareKeyId: null,
      }),
    showLast: () => {
      if (last !== null) options.showInFolder(last);
      return null;
    },
  };
}
