import type { ImportColumn, ImportProblem } from '../../src-shared/domain/imports.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';

/** Composes a problem; what stands in the file is shown shortened and neutralised. */
export function fileProblem(
  code: ImportProblem['code'],
  line: number | null = null,
  column: ImportColumn | null = null,
  value = '',
): ImportProblem {
  return { line, code, column, value: displayText(value, 60) };
}
