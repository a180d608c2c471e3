import { loadOtherWays } from '../../../catalog/other-ways.ts';
import { loadServices } from '../../../catalog/services.ts';
import { type ImportPlan, type ImportContext, planImport } from '../../../src-main/imports/plan-import.ts';
import { type ImportSource, readImport } from '../../../src-main/imports/read-import.ts';
import type { ImportChoices, ImportProblem } from '../../../src-shared/domain/imports.ts';

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

/** Lists the problems of reading and planning, as [line, code, column]. */
export function problemsOf(source: ImportSource, world: ImportContext = emptyWorld) {
  const read = readImport(source);
  const problems: readonly ImportProblem[] = read.ok
    ? planImport(read.value.table, world).problems
    : read.failure.problems;
  return problems.map(({ line, code, column }) => [line, code, column]);
}

/** Returns the plan of a table without problems. */
export function planOf(source: ImportSource, world: ImportContext = emptyWorld, choices?: ImportChoices): ImportPlan {
  const read = readImport(source);
  if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
  const plan = planImport(read.value.table, world, choices);
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan;
}
