import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type {
  ImportChoices,
  ImportConflict,
  ImportCounts,
  ImportNote,
  ImportProblem,
  ImportRow,
} from '../../src-shared/domain/imports.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory.ts';
import { catalogues, type Locale } from '../../src-shared/i18n/catalogues.ts';
import type { BulkTold } from '../inventory/inventory.ts';
import { fileProblem } from './file-problem.ts';
import type { ImportTable } from './import-columns.ts';
import { rowReader, type RowReader, shown } from './import-values.ts';
import { createServiceMatcher, type MatchedService } from './match-service.ts';
import { planEnrolments } from './plan-enrolments.ts';
import { planKeys } from './plan-keys.ts';
import { planOtherWays } from './plan-other-ways.ts';

/** What an import is planned against. */
export interface ImportWorld {
  readonly snapshot: Pick<InventorySnapshot, 'keys' | 'enrolments' | 'otherWaysIn'>;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  readonly providers: readonly OtherWayProvider[];
  readonly locale: Locale;
}

export interface ImportPlan {
  readonly bulk: BulkTold;
  readonly counts: ImportCounts;
  readonly rows: readonly ImportRow[];
  /** With one of them nothing is imported. */
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly ImportNote[];
  readonly conflicts: readonly ImportConflict[];
}

/** Asks how a conflict was answered and keeps it for the preview; the first option holds where there is no answer. */
export type Decide = (conflict: Omit<ImportConflict, 'options'>, options: ImportConflict['options']) => string;

/** More new keys than this are a mistake in a column. */
const mostNewKeys = 2_000;

export const noChoices: ImportChoices = { others: 'ours', byId: {} };

/**
 * Works out what a table would change: nothing is stored. The same table, inventory and choices give the same plan, so that what is
 * applied is what was shown.
 */
export function planImport(table: ImportTable, world: ImportWorld, choices: ImportChoices = noChoices): ImportPlan {
  const problems: ImportProblem[] = [];
  const notes: ImportNote[] = [...table.notes];
  const conflicts: ImportConflict[] = [];
  const rows: ImportRow[] = [];
  const answers = new Map(Object.entries(choices.byId));
  const notesByValue = new Set<string>();
  const decide: Decide = (conflict, options) => {
    conflicts.push({ ...conflict, options: [...options] });
    const answer = answers.get(conflict.id) ?? choices.others;
    return options.some(({ value }) => value === answer) ? answer : (options[0]?.value ?? 'ours');
  };
  const matcher = createServiceMatcher(world.services, world.snapshot.enrolments);
  const keys = planKeys(world.snapshot.keys, decide);
  const enrolments = planEnrolments(world.snapshot.enrolments, matcher, decide);
  const ways = planOtherWays(world.snapshot.otherWaysIn, matcher, decide, world.providers);

  for (const row of table.rows) {
    const reader = rowReader(row, problems, notes);
    const before = problems.length;
    const keyLabel = reader.text('key');
    const way = ways.isAbout(reader);
    if (keyLabel !== null && way) {
      reader.refuse('key-and-way');
      continue;
    }
    const alone = keyLabel !== null && reader.text('service') === null && reader.text('account') === null;
    const service = alone ? null : serviceOf(reader);
    if (keyLabel === null && !way) reader.refuse('key-or-way-missing');
    if (problems.length > before || (service === null && !alone)) continue;
    if (keyLabel !== null) {
      const key = keys.add(reader, keyLabel);
      if (service === null) rows.push(lineOf(reader, 'key', key.state, keyLabel, null));
      else {
        const { state, repeated } = enrolments.add(reader, key.ref, keyLabel, service);
        if (repeated) notes.push({ line: reader.line, code: 'repeated', column: null, value: shown(keyLabel) });
        rows.push(lineOf(reader, 'enrolment', state, keyLabel, service));
      }
    } else if (service !== null) {
      const added = ways.add(reader, service);
      const name = added.name === '' ? catalogues[world.locale][`window.other-way.kind.${added.kind}`] : added.name;
      const { state } = added;
      if (state === 'repeated') notes.push({ line: reader.line, code: 'repeated', column: null, value: shown(name) });
      rows.push(lineOf(reader, 'other-way', state, name, service));
    }
  }
  const bulk: BulkTold = {
    keys: keys.added(),
    enrolments: enrolments.added(),
    otherWaysIn: ways.added(),
    keyEdits: keys.edits(),
    wayEdits: ways.edits(),
    renewed: enrolments.renewed(),
  };
  if (bulk.keys.length > mostNewKeys) problems.push(fileProblem('too-many-keys'));
  const changed = (bulk.keyEdits?.length ?? 0) + (bulk.wayEdits?.length ?? 0) + (bulk.renewed?.length ?? 0);
  return {
    bulk,
    counts: {
      rows: table.rows.length,
      keys: bulk.keys.length,
      enrolments: bulk.enrolments.length,
      otherWays: bulk.otherWaysIn.length,
      changed,
      unchanged: rows.filter(({ state }) => state === 'unchanged' || state === 'repeated').length,
    },
    rows,
    problems,
    notes,
    conflicts,
  };

  function serviceOf(reader: RowReader): MatchedService | null {
    const text = reader.text('service');
    if (text === null) {
      reader.refuse('service-missing', 'service');
      return null;
    }
    const [first, ...others] = matcher.match(text);
    if (first === undefined) {
      reader.refuse('service-unknown', 'service', text);
      return null;
    }
    if (others.length > 0) return chosenService(reader, text, [first, ...others]);
    if (first.matchedBy === 'own-domain') noteOnce('own-service', reader.line, first.name);
    if (first.matchedBy === 'domain') noteOnce('service-by-domain', reader.line, `${shown(text)} → ${nameOf(first)}`);
    return first;
  }

  function chosenService(
    reader: RowReader,
    text: string,
    candidates: readonly MatchedService[],
  ): MatchedService | null {
    const options = candidates.map((one) => ({
      value: `service:${one.groupId}`,
      label: `${nameOf(one)} (${one.groupId})`,
    }));
    const id = `service:${text.slice(0, 150)}`;
    const known = conflicts.some((conflict) => conflict.id === id);
    const answer = known
      ? (answers.get(id) ?? options[0]?.value)
      : decide(
          { id, line: reader.line, kind: 'service', about: shown(text), column: 'service', ours: '', theirs: '' },
          options,
        );
    return candidates.find((one) => `service:${one.groupId}` === answer) ?? candidates[0] ?? null;
  }

  function noteOnce(code: ImportNote['code'], line: number, value: string): void {
    const known = notesByValue.has(`${code} ${value}`);
    notesByValue.add(`${code} ${value}`);
    if (!known) notes.push({ line, code, column: 'service', value: shown(value) });
  }

  function nameOf(service: MatchedService): string {
    return (world.locale === 'ja' ? service.nameJa : null) ?? service.name;
  }

  function lineOf(
    reader: RowReader,
    what: ImportRow['what'],
    state: ImportRow['state'],
    subject: string,
    service: MatchedService | null,
  ): ImportRow {
    return {
      line: reader.line,
      what,
      state,
      subject: shown(subject),
      service: service === null ? null : shown(nameOf(service)),
      userName: service === null ? null : reader.text('account'),
      matchedBy: service?.matchedBy ?? null,
    };
  }
}
