import { type ImportColumn, importColumns } from '../../src-shared/domain/imports.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { guardFormula } from '../../src-shared/lib/csv-guard.ts';
import { heading } from './heading-columns.ts';

/**
 * Returns an empty table with two example lines, for a spreadsheet program: UTF-8 with a byte order mark, CRLF; without columns of
 * identifiers.
 */
export function importTemplate(locale: Locale): string {
  const t = createTranslator(locale);
  const [key, place] = locale === 'ja' ? ['青いキー', '自宅の金庫'] : ['Blue', 'Safe at home'];
  const examples: readonly Partial<Record<ImportColumn, string>>[] = [
    { service: 'GitHub', account: 'mika@example.com', key, role: t('role.daily') },
    { service: 'example.com', account: 'mika', way: t('window.other-way.kind.recovery-codes'), place },
  ];
  const columns = importColumns.filter((column) => column !== 'serviceId' && column !== 'rpId');
  const rows = [
    columns.map((column) => heading(column, locale)),
    ...examples.map((example) => columns.map((column) => example[column] ?? '')),
  ];
  return `\uFEFF${rows.map((cells) => `${cells.map(field).join(',')}\r\n`).join('')}`;
}

function field(text: string): string {
  const guarded = guardFormula(text);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
