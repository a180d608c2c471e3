import {
  type ImportFormat,
  importFormats,
  type ImportNote,
  type ImportProblem,
  type LeftOut,
  unreadableFiles,
} from '../domain/imports.ts';
import type { Translate } from './translator.ts';

/** Describes what keeps a table from being imported, with its line and column. */
export function importProblemMessage(t: Translate, { line, code, column, value }: ImportProblem): string {
  const shown = code === 'encoding' && value === '' ? 'none' : value;
  const what = code === 'unreadable' ? unreadableMessage(t, value) : t(`import.problem.${code}`, { value: shown });
  return placed(t, line, column, what);
}

/** Describes what a person should look at before they import. */
export function importNoteMessage(t: Translate, { line, code, column, value }: ImportNote): string {
  return placed(t, line, column, t(`import.note.${code}`, { value }));
}

/** Lists what was left out of a file and is not kept. */
export function leftOutMessage(t: Translate, leftOut: readonly LeftOut[]): string {
  return leftOut.map(({ kind, count }) => t(`import.left-out.${kind}`, { count })).join(t('list.separator'));
}

/** Returns the name of a format of files. */
export function importFormatName(t: Translate, format: ImportFormat): string {
  return t(`import.format.${format}`);
}

function unreadableMessage(t: Translate, value: string): string {
  const file = unreadableFiles.find((one) => one === value) ?? 'json';
  if (file !== 'json') return t(`import.unreadable.${file}`);
  return t(`import.unreadable.${file}`, {
    formats: importFormats.map((format) => importFormatName(t, format)).join(t('list.separator')),
  });
}

function placed(t: Translate, line: number | null, column: ImportProblem['column'], what: string): string {
  if (line === null) return what;
  return column === null
    ? t('import.problem', { line, what })
    : t('import.problem.column', { line, column: t(`import.column.${column}`), what });
}
