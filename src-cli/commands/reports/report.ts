import { extname } from 'node:path';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import {
  type ReportRequest,
  type ReportFormat,
  reportFormats,
  type ReportKind,
} from '../../../src-shared/domain/report.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { ReportSources } from '../../../src-shared/reports/build-report.ts';
import { makeReport } from '../../../src-main/reports/make-report.ts';
import { makePdf } from '../../../src-main/reports/pdf.ts';
import { isAnythingLost, lostOptions, lostParts, pinKnown } from '../../program/arguments/lost-parts.ts';
import { defineCommand, type Document } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { choice, flag, type OptionValues, switchOff, text } from '../../program/options.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

const commonOptions = {
  format: choice('--format <format>', 'cli.option.report-format', reportFormats),
  out: text('--out <file>', 'cli.option.report-out'),
  force: flag('--force', 'cli.option.report-force'),
  bom: switchOff('--no-bom', 'cli.option.report-no-bom'),
};
const withIdentifiers = flag('--with-identifiers', 'cli.option.report-identifiers');
const gaps = flag('--gaps', 'cli.option.gaps-only');
const recoveryOptions = { ...lostOptions, pinKnown, loss: text('--loss <id>', 'cli.option.report-loss') };
const backupOptions = {
  primary: text('--primary <key>', 'cli.option.primary'),
  spare: text('--spare <key>', 'cli.option.spare'),
};
/** Every option of every report. */
const reportOptions = { ...commonOptions, withIdentifiers, gaps, ...recoveryOptions, ...backupOptions };

type ReportInput = Partial<OptionValues<typeof reportOptions>>;

/** `report coverage`: which key opens which account. */
export const coverageReport = defineCommand({
  summary: 'cli.report.coverage',
  options: { ...commonOptions, withIdentifiers, gaps },
  run: (context, input) => report(context, 'coverage', input),
  document: reportDocument,
  lines: reportLines,
});

/** `report inventory`: everything that is remembered. */
export const inventoryReport = defineCommand({
  summary: 'cli.report.inventory',
  options: { ...commonOptions, withIdentifiers },
  run: (context, input) => report(context, 'inventory', input),
  document: reportDocument,
  lines: reportLines,
});

/** `report recovery`: what to do after a loss. */
export const recoveryReport = defineCommand({
  summary: 'cli.report.recovery',
  options: { ...commonOptions, ...recoveryOptions },
  run: (context, input) => report(context, 'recovery', input),
  document: reportDocument,
  lines: reportLines,
});

/** `report backup`: what a spare key lacks. */
export const backupReport = defineCommand({
  summary: 'cli.report.backup',
  options: { ...commonOptions, ...backupOptions },
  run: (context, input) => report(context, 'backup', input),
  document: reportDocument,
  lines: reportLines,
});

/** A report as text to print, or the file that it was written to. */
type ReportAnswer =
  | { readonly format: ReportFormat; readonly content: string }
  | { readonly format: ReportFormat; readonly file: string; readonly length: number };

/** Creates a report of the inventory and writes it to a file, or returns it as text for standard output. */
async function report(context: CommandContext, kind: ReportKind, input: ReportInput): Promise<ReportAnswer> {
  const { t } = context;
  const out = input.out ?? null;
  const format = formatOf(context, input, out);
  // A PDF is no text: neither a terminal nor a document of JSON can take it.
  if (format === 'pdf' && out === null) throw new UsageError(t('cli.usage.report-pdf-needs-file'));
  const { snapshot } = await openedInventory(context);
  const now = new Date();
  const catalogue = catalogueOf(snapshot);
  const coverage = analyseCoverage(coverageInputOf(snapshot, catalogue, now.toISOString()));
  const world = { snapshot, services: catalogue.services, report: coverage };
  const request = requestOf(context, kind, format, input, world);
  const byteOrderMark = out !== null && input.bom !== false;
  const bytes = valueOf(await makeReport(request, world, { now, byteOrderMark, makePdf }));
  if (out === null) return { format, content: new TextDecoder().decode(bytes) };
  const file = await writeOutputFile(out, bytes, { replace: input.force === true });
  return { format, file, length: bytes.length };
}

function reportDocument(_: CommandContext, answer: ReportAnswer): Document {
  if ('file' in answer) return { done: true, file: answer.file, format: answer.format, bytes: answer.length };
  const { format, content } = answer;
  return format === 'json' ? { ...(JSON.parse(content) as object) } : { format, content };
}

function reportLines({ t }: CommandContext, answer: ReportAnswer): string[] {
  if ('file' in answer) return [t('cli.report.written', { file: displayText(answer.file, 300) })];
  // The terminal ends the last line itself.
  return [answer.content.replace(/\n$/, '')];
}

/** Returns the format that was named, or that the file's name says; without either, what programs or people read best. */
function formatOf({ t, options: { json } }: CommandContext, { format }: ReportInput, out: string | null): ReportFormat {
  if (format !== undefined) return format;
  if (out === null) return json ? 'json' : 'html';
  const ending = extname(out).slice(1).toLowerCase();
  const known = reportFormats.find((one) => one === (ending === 'htm' ? 'html' : ending));
  if (known === undefined) throw new UsageError(t('cli.usage.report-format', { formats: reportFormats.join(', ') }));
  return known;
}

function requestOf(
  context: CommandContext,
  kind: ReportKind,
  format: ReportFormat,
  input: ReportInput,
  { snapshot, report: coverage }: ReportSources,
): ReportRequest {
  const lost = lostParts(context, snapshot, coverage, input);
  const lossId = input.loss ?? null;
  const keyId = (selector: string | undefined): string | null =>
    selector === undefined ? null : rememberedKey(context, snapshot, selector).id;
  const request: ReportRequest = {
    kind,
    format,
    language: context.locale,
    withIdentifiers: input.withIdentifiers === true,
    gapsOnly: input.gaps === true,
    lostKeyIds: [...lost.keyIds],
    lostWayIds: [...lost.otherWayIds],
    lostDeviceIds: [...lost.deviceIds],
    lostAccountIds: [...lost.accountIds],
    lostPlaces: [...lost.places],
    lostRings: [...lost.rings],
    pinKnownKeyIds: (input.pinKnown ?? []).map((selector) => rememberedKey(context, snapshot, selector).id),
    lossId,
    primaryKeyId: keyId(input.primary),
    spareKeyId: keyId(input.spare),
  };
  if (kind === 'recovery' && lossId === null && !isAnythingLost(lost)) {
    throw new UsageError(context.t('cli.usage.report-needs-lost'));
  }
  if (kind === 'backup' && (request.primaryKeyId === null || request.spareKeyId === null)) {
    throw new UsageError(context.t('cli.usage.report-needs-keys'));
  }
  return request;
}
