import type { ImportChoices, ImportEncoding, ImportPreview, ImportProblem } from '../../src-shared/domain/imports.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';
import type { ImportTable } from './import-columns.ts';
import { type ImportPlan, type ImportContext, planImport } from './plan-import.ts';
import { type ImportSource, readImport } from './read-import.ts';

export interface ImportsOptions {
  readonly inventory: Pick<Inventory, 'snapshot' | 'addBulk'>;
  readonly world: (snapshot: InventorySnapshot) => ImportContext;
  /** Creates a name of a preview that cannot be guessed. */
  readonly newToken: () => string;
}

export interface Imports {
  /** Reads a source and says what importing it would do. Keeps it for `apply` until the next preview. */
  preview(source: ImportSource, file: string | null): InventoryOutcome<ImportPreview>;
  /** Reads the file of the last preview again in another encoding. */
  reread(token: string, encoding: ImportEncoding): InventoryOutcome<ImportPreview>;
  /** Records what was previewed, with the person's choices: all of it or nothing. Gives the number of records written. */
  apply(token: string, choices: ImportChoices): InventoryOutcome<{ readonly count: number }>;
}

/** The part that the window is sent; the counts tell of the rest. */
const shownAtMost = { rows: 500, problems: 100, notes: 100, conflicts: 500 } as const;
const noCounts = { rows: 0, keys: 0, enrolments: 0, otherWays: 0, devices: 0, changed: 0, unchanged: 0 } as const;

interface Pending {
  readonly token: string;
  readonly source: ImportSource;
  readonly file: string | null;
  /** Null where the file could not be read: only its encoding can be changed. */
  readonly table: ImportTable | null;
  readonly revision: number;
}

/** Keeps one preview at a time and applies it. */
export function createImports({ inventory, world, newToken }: ImportsOptions): Imports {
  let pending: Pending | null = null;

  const preview: Imports['preview'] = async (source, file) => {
    pending = null;
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const token = newToken();
    const read = readImport(source);
    const { revision } = snapshot.value;
    if (!read.ok) {
      pending = { token, source, file, table: null, revision };
      const { problems, encoding } = read.failure;
      return success(unreadable(token, file, encoding, problems));
    }
    const { table, encoding } = read.value;
    pending = { token, source, file, table, revision };
    return success(previewOf(planImport(table, world(snapshot.value)), token, file, encoding));
  };

  return {
    preview,
    reread: async (token, encoding) => {
      if (pending?.token !== token || !('bytes' in pending.source)) return isVoid();
      return preview({ bytes: pending.source.bytes, encoding }, pending.file);
    },
    apply: async (token, choices) => {
      const chosen = pending;
      if (chosen?.token !== token || chosen.table === null) return isVoid();
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      // What was shown must be what is done.
      if (snapshot.value.revision !== chosen.revision) return isVoid();
      const plan = planImport(chosen.table, world(snapshot.value), choices);
      if (plan.problems.length > 0) return isVoid();
      const applied = await inventory.addBulk(plan.bulk);
      if (!applied.ok) return applied;
      pending = null;
      return success({ count: applied.value.added });
    },
  };
}

function isVoid() {
  return failed({ kind: 'input-invalid' as const, detail: 'preview-void' });
}

function previewOf(
  plan: ImportPlan,
  token: string,
  file: string | null,
  encoding: ImportEncoding | null,
): ImportPreview {
  // What a person has to decide or look at first, then the rest in the order of the file.
  const weight = (state: ImportPreview['rows'][number]['state']) => (state === 'conflict' ? 0 : 1);
  const rows = plan.rows.toSorted((left, right) => weight(left.state) - weight(right.state) || left.line - right.line);
  return {
    token,
    file,
    encoding,
    counts: plan.counts,
    rows: rows.slice(0, shownAtMost.rows),
    problems: plan.problems.slice(0, shownAtMost.problems),
    problemCount: plan.problems.length,
    notes: plan.notes.slice(0, shownAtMost.notes),
    noteCount: plan.notes.length,
    conflicts: plan.conflicts.slice(0, shownAtMost.conflicts),
    conflictCount: plan.conflicts.length,
  };
}

function unreadable(
  token: string,
  file: string | null,
  encoding: ImportEncoding | null,
  problems: readonly ImportProblem[],
): ImportPreview {
  const plan = {
    bulk: { keys: [], enrolments: [], otherWaysIn: [] },
    counts: noCounts,
    rows: [],
    notes: [],
    conflicts: [],
  };
  return previewOf({ ...plan, problems }, token, file, encoding);
}
