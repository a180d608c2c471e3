import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { type ImportPlan, type ImportContext, planImport } from '../../../src-main/imports/plan-import.ts';
import type { ImportTable, UnreadTable } from '../../../src-main/imports/import-table.ts';
import type { Result } from '../../../src-shared/lib/outcome.ts';
import { type ImportSource, readImport, tableFrom } from '../../../src-main/imports/read-import.ts';
import {
  type ImportChoices,
  type ImportProblem,
  type ImportReading,
  plainReading,
} from '../../../src-shared/domain/imports.ts';

const encoder = new TextEncoder();

export const emptyWorld: ImportContext = {
  snapshot: { keys: [], enrolments: [], otherWaysIn: [], devices: [] },
  services: loadServices(),
  providers: loadOtherWays(),
  locale: 'en',
};

export function file(text: string): ImportSource {
  return { bytes: encoder.encode(text) };
}

/** Reads the table of a source, as it is or as the person says. */
export function tableIn(source: ImportSource, reading: Partial<ImportReading> = {}): Result<ImportTable, UnreadTable> {
  const read = readImport(
    'bytes' in source ? { ...source, encoding: source.encoding ?? reading.encoding ?? null } : source,
  );
  return read.ok ? tableFrom(read.value, { ...plainReading, ...reading }) : read;
}

export function mustTable(source: ImportSource, reading: Partial<ImportReading> = {}): ImportTable {
  const table = tableIn(source, reading);
  if (!table.ok) throw new Error(JSON.stringify(table.failure));
  return table.value;
}

/** Lists the problems of reading and planning, as [line, code, column]. */
export function problemsOf(source: ImportSource, world: ImportContext = emptyWorld) {
  const table = tableIn(source);
  const problems: readonly ImportProblem[] = table.ok
    ? planImport(table.value, world).problems
    : table.failure.problems;
  return problems.map(({ line, code, column }) => [line, code, column]);
}

/** Returns the plan of a table without problems. */
export function planOf(source: ImportSource, world: ImportContext = emptyWorld, choices?: ImportChoices): ImportPlan {
  const plan = planImport(mustTable(source), world, choices);
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan;
}
