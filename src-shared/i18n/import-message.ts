import type { ImportNote, ImportProblem } from '../domain/imports.ts';
import type { Translate } from './translator.ts';

/** Describes what keeps a table from being imported, with its line and column. */
export function importProblemMessage(t: Translate, { line, code, column, value }: ImportProblem): string {
  return placed(t, line, column, t(`import.problem.${code}`, { value }));
}

/** Describes what a person should look at before they import. */
export function importNoteMessage(t: Translate, { line, code, column, value }: ImportNote): string {
  return placed(t, line, column, t(`import.note.${code}`, { value }));
}

function placed(t: Translate, line: number | null, column: ImportProblem['column'], what: string): string {
  if (line === null) return what;
  return column === null
    ? t('import.problem', { line, what })
    : t('import.problem.column', { line, column: t(`import.column.${column}`), what });
}
