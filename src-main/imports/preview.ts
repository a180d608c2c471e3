import type { ImportPreview } from '../../src-shared/domain/imports.ts';
import type { ImportTable, UnreadTable } from './import-table.ts';
import type { ImportPlan } from './plan-import.ts';
import type { ReadFile, UnreadFile } from './read-import.ts';

/** The part that the window is sent; the counts tell of the rest. */
const shownAtMost = { rows: 500, problems: 100, notes: 100, conflicts: 500 } as const;
const noCounts = {
  rows: 0,
  left: 0,
  keys: 0,
  enrolments: 0,
  otherWays: 0,
  devices: 0,
  changed: 0,
  unchanged: 0,
} as const;

type PreviewSource = Pick<ImportPreview, 'token' | 'file' | 'encodings' | 'reading'>;

/** Composes the preview of a file that can be imported, or has problems in its lines. */
export function previewOf(
  plan: ImportPlan,
  read: ReadFile,
  { headings }: ImportTable,
  shown: PreviewSource,
): ImportPreview {
  // What a person has to decide or look at first, then the rest in the order of the file.
  const weights = { conflict: 0, left: 2 };
  const weight = (state: ImportPreview['rows'][number]['state']) =>
    state === 'conflict' || state === 'left' ? weights[state] : 1;
  const rows = plan.rows.toSorted((left, right) => weight(left.state) - weight(right.state) || left.line - right.line);
  return {
    ...shown,
    ...factsOf(read, shown.reading),
    encoding: read.encoding,
    headings,
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

/** Composes the preview of a file that could not be read, or of which something has to be said first. */
export function unreadPreview(
  unread: UnreadFile | null,
  read: ReadFile | null,
  table: UnreadTable | null,
  shown: PreviewSource,
): ImportPreview {
  const { problems, headings } = table ?? unread ?? { problems: [], headings: [] };
  return {
    ...shown,
    ...(read === null ? { ...noFacts, format: unread?.format ?? null } : factsOf(read, shown.reading)),
    encoding: read?.encoding ?? unread?.encoding ?? null,
    headings: [...headings],
    counts: noCounts,
    rows: [],
    problems: problems.slice(0, shownAtMost.problems),
    problemCount: problems.length,
    notes: [],
    noteCount: 0,
    conflicts: [],
    conflictCount: 0,
  };
}

const noFacts = { asksKey: false, asksRpId: false, isDated: false, asOf: null, vaults: [], leftOut: [] } as const;

function factsOf({ format, modifiedAt, contents }: ReadFile, reading: ImportPreview['reading']) {
  const { asksKey, asksRpId, isDated, vaults, leftOut } = contents;
  return { format, asksKey, asksRpId, isDated, asOf: isDated ? (reading.asOf ?? modifiedAt) : null, vaults, leftOut };
}
