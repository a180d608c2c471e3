import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { ReportRequest } from '../../src-shared/domain/report.ts';
import { safeJson } from '../../src-shared/lib/safe-json.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { buildReport, type ReportSources } from '../../src-shared/reports/build-report.ts';
import { createReportContext } from '../../src-shared/reports/report-context.ts';
import type { ReportDocument } from '../../src-shared/reports/report-document.ts';
import { csvText } from './csv.ts';
import { htmlText } from './html.ts';

/** Rows of tables and lists in one PDF: its layout holds all of them at once, some 200 KB each. */
const mostPdfRows = 8_000;

export interface MakeReportOptions {
  readonly now: Date;
  /** A CSV that goes into a file begins with one, so that spreadsheet programs read it as UTF-8. */
  readonly byteOrderMark: boolean;
  /** IANA name; default: the one of this computer. */
  readonly timeZone?: string;
  readonly makePdf: (report: ReportDocument) => Promise<Uint8Array>;
}

/** Proposes a file name, without folder. */
export function suggestedReportName({ kind, format }: Pick<ReportRequest, 'kind' | 'format'>, now: Date): string {
  return `sparekey-${kind}-${now.toISOString().slice(0, 10)}.${format}`;
}

/**
 * Composes a report as the bytes of a file. Fails with `input-invalid`: `report-too-long-for-pdf` (the other formats take it), or what
 * build-report.ts says.
 */
export async function makeReport(
  request: ReportRequest,
  world: ReportSources,
  { now, byteOrderMark, timeZone, makePdf }: MakeReportOptions,
): Promise<Outcome<Uint8Array>> {
  const context = createReportContext({
    locale: request.language,
    now: now.toISOString(),
    demo: world.snapshot.demo,
    withIdentifiers: request.withIdentifiers,
    ...(timeZone !== undefined && { timeZone }),
  });
  const built = buildReport(context, request, world);
  if (!built.ok) return built;
  const report = built.value;
  const ofText = (text: string): Outcome<Uint8Array> => success(new TextEncoder().encode(text));
  switch (request.format) {
    case 'json':
      return ofText(`${safeJson(report.data(), 2)}\n`);
    case 'csv':
      return ofText(csvText(report.table(), { byteOrderMark }));
    case 'html':
      return ofText(htmlText(report.document()));
    case 'pdf': {
      const document = report.document();
      if (rowsOf(document) > mostPdfRows) return failed({ kind: 'input-invalid', detail: 'report-too-long-for-pdf' });
      return success(await makePdf(document));
    }
  }
}

function rowsOf({ sections }: ReportDocument): number {
  const blocks = sections.flatMap((section) => section.blocks);
  return blocks.reduce((sum, block) => {
    if (block.type === 'table') return sum + block.rows.length;
    return sum + (block.type === 'tasks' ? block.tasks.length : 1);
  }, 0);
}
