import { guardFormula } from '../../src-shared/lib/csv-guard.ts';
import { escapeObeyed } from '../../src-shared/lib/obeyed-characters.ts';
import type { ReportTable } from '../../src-shared/reports/report-document.ts';

const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * Writes a table as CSV (RFC 4180: comma, CRLF, quotes doubled), every field guarded against being taken for a formula
 * (csv-guard.ts undoes it) and against what a terminal obeys (obeyed-characters.ts). With `byteOrderMark` a spreadsheet program reads it as UTF-8 whatever its system's code page.
 */
export function csvText(table: ReportTable, { byteOrderMark }: { readonly byteOrderMark: boolean }): string {
  const lines = [table.columns, ...table.rows].map((fields) => `${fields.map(csvField).join(',')}\r\n`);
  return `${byteOrderMark ? '\uFEFF' : ''}${lines.join('')}`;
}

function csvField(value: string): string {
  // NUL ends a text for many programs that read CSV; a lone surrogate has no UTF-8.
  const text = guardFormula(escapeObeyed(value.toWellFormed().replaceAll('\0', '\uFFFD')));
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
