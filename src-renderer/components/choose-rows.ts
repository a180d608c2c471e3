import { toggled } from '../../src-shared/lib/toggled.ts';

/** Step by which rows are chosen: one on or off, with all between it and the row that was chosen last, or all rows there are. */
export type ChoiceStep = 'toggle' | 'range' | 'all';

/** Rows that are chosen, and the one from which a range begins. */
export interface RowChoice {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: string | null;
}

/** Returns the choice after a step at a row. `rows`: ids in the order in which they are shown. */
export function chooseRows(rows: readonly string[], before: RowChoice, step: ChoiceStep, row: string): RowChoice {
  if (step === 'all') return { chosen: new Set(rows), anchor: row };
  if (step === 'toggle') return { chosen: toggled(before.chosen, [row], !before.chosen.has(row)), anchor: row };
  const anchor = before.anchor !== null && rows.includes(before.anchor) ? before.anchor : row;
  const [from, to] = [rows.indexOf(anchor), rows.indexOf(row)].toSorted((left, right) => left - right);
  return { chosen: toggled(before.chosen, rows.slice(from, (to ?? 0) + 1), true), anchor };
}
