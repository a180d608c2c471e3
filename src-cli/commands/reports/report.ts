import { extname, resolve } from 'node:path';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { ReportRequest } from '../../../src-shared/domain/report.ts';
import { type ReportFormat, reportFormats, type ReportKind } from '../../../src-shared/domain/report-kinds.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { ReportSources } from '../../../src-shared/reports/build-report.ts';
import { makeReport } from '../../../src-main/reports/make-report.ts';
import { makePdf } from '../../../src-main/reports/pdf.ts';
import { writeReport } from '../../../src-main/reports/write-report.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { isAnythingLost, lostParts } from '../../program/arguments/lost-parts.ts';
import type { OwnOptions } from '../../program/program.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** `report KIND`: makes a report of the inventory and writes it to a file, or, as text, to standard output. */
export function reportOf(kind: ReportKind) {
  return async (context: CommandContext, _args: readonly string[], options: OwnOptions): Promise<CommandResult> => {
    const { t } = context;
    const out = typeof options['out'] === 'string' ? options['out'] : null;
    const format = formatOf(context, options, out);
    // A PDF is no text: neither a terminal nor a document of JSON can take it.
    if (format === 'pdf' && out === null) throw new UsageError(t('cli.usage.report-pdf-needs-file'));
    const { snapshot } = await openedInventory(context);
    const now = new Date();
    const catalogue = catalogueOf(snapshot);
    const report = analyseCoverage(coverageInputOf(snapshot, catalogue, now.toISOString()));
    const world = { snapshot, services: catalogue.services, report };
    const request = requestOf(context, kind, format, options, world);
    const bytes = valueOf(
      await makeReport(request, world, {
        now,
        byteOrderMark: out !== null && options['bom'] !== false,
        makePdf,
      }),
    );
    if (out === null) {
      const content = new TextDecoder().decode(bytes);
      const document: Record<string, unknown> =
        format === 'json' ? { ...(JSON.parse(content) as object) } : { format, content };
      // The terminal ends the last line itself.
      return { document, lines: [content.replace(/\n$/, '')] };
    }
    const { file } = valueOf(await writeReport(resolve(out), bytes, { replace: options['force'] === true }));
    return {
      document: { done: true, file, format, bytes: bytes.length },
      lines: [t('cli.report.written', { file: displayText(file, 300) })],
    };
  };
}

/** The format that was named, or that the file's name says; without either, what programs or people read best. */
function formatOf({ t, options: { json } }: CommandContext, options: OwnOptions, out: string | null): ReportFormat {
  const named = reportFormats.find((format) => format === options['format']);
  if (named !== undefined) return named;
  if (out === null) return json === true ? 'json' : 'html';
  const ending = extname(out).slice(1).toLowerCase();
  const known = reportFormats.find((format) => format === (ending === 'htm' ? 'html' : ending));
  if (known === undefined) throw new UsageError(t('cli.usage.report-format', { formats: reportFormats.join(', ') }));
  return known;
}

function requestOf(
  context: CommandContext,
  kind: ReportKind,
  format: ReportFormat,
  options: OwnOptions,
  { snapshot, report }: ReportSources,
): ReportRequest {
  const lost = lostParts(context, snapshot, report, options);
  const lossId = typeof options['loss'] === 'string' ? options['loss'] : null;
  const keyId = (name: string): string | null => {
    const selector = options[name];
    return typeof selector === 'string' ? rememberedKey(snapshot, selector).id : null;
  };
  const pinKnown = Array.isArray(options['pinKnown']) ? options['pinKnown'] : [];
  const request: ReportRequest = {
    kind,
    format,
    language: context.locale,
    withIdentifiers: options['withIdentifiers'] === true,
    gapsOnly: options['gaps'] === true,
    lostKeyIds: [...lost.keyIds],
    lostWayIds: [...lost.otherWayIds],
    lostDeviceIds: [...lost.deviceIds],
    lostAccountIds: [...lost.accountIds],
    lostPlaces: [...lost.places],
    lostRings: [...lost.rings],
    pinKnownKeyIds: pinKnown.map((selector) => rememberedKey(snapshot, selector).id),
    lossId,
    primaryKeyId: keyId('primary'),
    spareKeyId: keyId('spare'),
  };
  if (kind === 'recovery' && lossId === null && !isAnythingLost(lost)) {
    throw new UsageError(context.t('cli.usage.report-needs-lost'));
  }
  if (kind === 'backup' && (request.primaryKeyId === null || request.spareKeyId === null)) {
    throw new UsageError(context.t('cli.usage.report-needs-keys'));
  }
  return request;
}
