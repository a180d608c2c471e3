import { lstat, readFile } from 'node:fs/promises';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { backupColumns } from '../../src-shared/reports/backup-report.ts';
import { coverageColumns } from '../../src-shared/reports/coverage-data.ts';
import { inventoryHeads } from '../../src-shared/reports/inventory-table.ts';
import { stepColumns } from '../../src-shared/reports/recovery-data.ts';
import { csvText } from './csv.ts';

/** Name of the program, by which its HTML and PDF files say what made them. */
export const generator = 'Sparekey';

/** Larger than any report: what is larger is not read. */
const largest = 256 * 1024 * 1024;
const headLength = 16_384;
/** Later versions add columns at the end: the first ones stay. */
const headColumns = 5;

/** Checks whether there is a report of this program under that name: a plain file that begins as one does, in any of its formats. */
export async function isReportFile(file: string): Promise<boolean> {
  const found = await lstat(file);
  // A link, a pipe or a device is something else, wherever it leads.
  if (!found.isFile() || found.size > largest) return false;
  const bytes = await readFile(file);
  const head = bytes.subarray(0, headLength).toString('utf8');
  if (head.startsWith('<!doctype html>')) return head.includes(`<meta name="generator" content="${generator}">`);
  if (head.startsWith('%PDF-')) return isOurPdf(bytes.toString('latin1'));
  if (head.startsWith('{')) return /^\{\s*"report":\s*"[a-z]+",\s*"version":\s*\d+,\s*"madeAt":/.test(head);
  const table = head.replace(/^\uFEFF/, '');
  return csvHeads().some((columns) => table.startsWith(columns));
}

/** Looks the producer up, which is an object of its own somewhere in the file. */
function isOurPdf(text: string): boolean {
  const producer = /\/Producer (\d{1,9}) 0 R/.exec(text)?.[1];
  return producer !== undefined && text.includes(`\n${producer} 0 obj\n(${generator})`);
}

/** Returns what the tables of reports begin with. */
function csvHeads(): readonly string[] {
  return (['en', 'ja'] as const).flatMap((locale) => {
    const t = createTranslator(locale);
    const titles = [coverageColumns, backupColumns, stepColumns].map((columns) =>
      columns.map((column) => t(`report.column.${column}`)),
    );
    return [...titles, inventoryHeads(t)].map((columns) =>
      csvText({ columns: columns.slice(0, headColumns), rows: [] }, { byteOrderMark: false }).trimEnd(),
    );
  });
}
