import { extname } from 'node:path';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import { createReportContext } from '../../../src-shared/reports/report-context.ts';
import { checkSlip } from '../../../src-shared/reports/check-slip.ts';
import { htmlText } from '../../../src-main/reports/html.ts';
import { makePdf } from '../../../src-main/reports/pdf.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failure.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';

const formats = ['pdf', 'html'] as const;

/** Returns the format that the name of a slip's file says. Throws UsageError for any other. */
export function slipFormat({ t }: CommandContext, file: string): (typeof formats)[number] {
  const ending = extname(file).slice(1).toLowerCase();
  const format = formats.find((one) => one === (ending === 'htm' ? 'html' : ending));
  if (format === undefined) throw new UsageError(t('cli.usage.report-format', { formats: formats.join(', ') }));
  return format;
}

/** Writes the slip of a check as PDF or printable HTML; a file that is there stays without `replace`. */
export async function writeSlip(
  context: CommandContext,
  check: KeyCheck,
  file: string,
  replace: boolean,
): Promise<string> {
  const format = slipFormat(context, file);
  const { demo } = context.options;
  const report = createReportContext({ locale: context.locale, now: check.at, demo, withIdentifiers: false });
  const document = checkSlip(report, check);
  const content = format === 'pdf' ? await makePdf(document) : htmlText(document);
  return writeOutputFile(file, content, { replace });
}
