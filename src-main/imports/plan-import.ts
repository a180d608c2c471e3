import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type {
  ImportChoices,
  ImportConflict,
  ImportCounts,
  ImportNote,
  ImportProblem,
  ImportReading,
  ImportRow,
} from '../../src-shared/domain/imports.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { catalogues } from '../../src-shared/i18n/catalogues.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import type { BulkManual } from '../inventory/inventory.ts';
import { fileProblem } from './file-problem.ts';
import type { ImportTable, ImportTableRow } from './import-table.ts';
import { judgeOffered } from './offered-rows.ts';
import { rowReader, type RowReader, shown } from './import-values.ts';
import { createServiceMatcher, type MatchedService } from './match-service.ts';
import { planDevices } from './plan-devices.ts';
import { planEnrolments } from './plan-enrolments.ts';
import { planKeys } from './plan-keys.ts';
import { planOtherWays } from './plan-other-ways.ts';
import { readRequirements } from './read-requirements.ts';
import type { Decide } from './decide.ts';
import { serviceNameIn } from '../../src-shared/i18n/service-name.ts';

/** Everything that an import is planned against. */
export interface ImportContext {
  readonly snapshot: Pick<InventorySnapshot, 'keys' | 'enrolments' | 'otherWaysIn' | 'devices'>;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  readonly providers: readonly OtherWayProvider[];
  readonly locale: Locale;
  /** Service ids by the text that stands for them in the table. */
  readonly servicesByText?: Readonly<Record<string, string>>;
  /** Lines whose texts look like codes and are none. */
  readonly notSecret?: ImportReading['notSecret'];
}

export interface ImportPlan {
  readonly bulk: BulkManual;
  readonly counts: ImportCounts;
  readonly rows: readonly ImportRow[];
  /** With one of them nothing is imported. */
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly ImportNote[];
  readonly conflicts: readonly ImportConflict[];
  /** Texts of it that look like codes and are none: the inventory has to be told so. */
  readonly notSecret: readonly string[];
}

/** The account that a row names; one with none of it says something about the key alone. */
const about = ['service', 'serviceId', 'rpId', 'account'] as const;

/** More new keys than this are a mistake in a column. */
const mostNewKeys = 2_000;

const noChoices: ImportChoices = { others: 'ours', byId: {} };

/**
 * Computes what a table would change: nothing is stored. The same table, inventory and choices give the same plan, so that what is applied
 * is what was shown.
 */
export function planImport(table: ImportTable, world: ImportContext, choices: ImportChoices = noChoices): ImportPlan {
  const problems: ImportProblem[] = [];
  const notes: ImportNote[] = [...table.notes];
  const conflicts: ImportConflict[] = [];
  const notSecret: string[] = [];
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
  const devices = planDevices(world.snapshot.devices, decide);
  const ways = planOtherWays(world.snapshot.otherWaysIn, matcher, decide, {
    providers: world.providers,
    labels: () => ({ keys: keys.labels(), devices: new Map(devices.all().map(({ ref, label }) => [ref, label])) }),
    requirementsOf: (reader) => readRequirements(reader, { keyOf: keys.refOf, devices: devices.all(), matcher }),
  });

  const chosenIds = new Map(
    Object.entries(world.servicesByText ?? {}).map(([name, id]) => [foldText(name), id] as const),
  );
  const rpIdsByName = new Map<string | null, Set<string>>();
  for (const row of table.rows) {
    const [name, rpId] = [foldText(row.value('service')), row.value('rpId')];
    if (name !== null && rpId !== '') rpIdsByName.set(name, (rpIdsByName.get(name) ?? new Set()).add(rpId));
  }

  // Another way in may require a key or device that stands further down, a phone number may be in a phone.
  const rank = (row: ImportTableRow): number =>
    isAboutKey(row) ? 0 : row.value('device') === '' ? 3 : row.value('simIn') === '' ? 1 : 2;
  const leftLines = new Set<number>();
  const offeredLines = new Set(table.rows.flatMap(({ line, offered }) => (offered === true ? [line] : [])));
  const offeredContext = { services: world.services, matcher, enrolments, ways, lines: choices.lines };
  for (const row of table.rows.toSorted((left, right) => rank(left) - rank(right))) {
    const offered = row.offered === true ? judgeOffered(row, offeredContext) : null;
    if (offered?.isTaken === false) {
      leftLines.add(row.line);
      rows.push(leftLine(row, offered.service));
      continue;
    }
    const reader = rowReader(offered?.row ?? row, { problems, notes, notSecret }, world.notSecret ?? []);
    const before = problems.length;
    const keyLabel = reader.text('key') ?? reader.text('serial');
    const way = ways.isAbout(reader);
    if (keyLabel !== null && way) {
      reader.refuse('key-and-way');
      continue;
    }
    const device = reader.text('device');
    if (device !== null && keyLabel === null && !way) {
      const state = devices.add(reader, device);
      if (problems.length === before) rows.push(lineOf(reader, 'device', state, device, null));
      continue;
    }
    const alone = keyLabel !== null && about.every((column) => reader.text(column) === null);
    const service = alone ? null : serviceOf(reader);
    if (keyLabel === null && !way) reader.refuse('key-or-way-missing');
    if (problems.length > before || (service === null && !alone)) continue;
    if (keyLabel !== null) {
      const key = keys.add(reader, reader.text('key'));
      if (problems.length > before) continue;
      if (service === null) rows.push(lineOf(reader, 'key', key.state, key.label, null));
      else {
        const { state, repeated } = enrolments.add(reader, key.ref, key.label, service);
        if (repeated) notes.push({ line: reader.line, code: 'repeated', column: null, value: shown(key.label) });
        rows.push(lineOf(reader, 'enrolment', state, key.label, service));
      }
    } else if (service !== null) {
      const added = ways.add(reader, service);
      if (problems.length > before) continue;
      const name = added.name === '' ? catalogues[world.locale][`window.other-way.kind.${added.kind}`] : added.name;
      const { state } = added;
      if (state === 'repeated') notes.push({ line: reader.line, code: 'repeated', column: null, value: shown(name) });
      rows.push(lineOf(reader, 'other-way', state, name, service));
    }
  }
  const bulk: BulkManual = {
    keys: keys.added(),
    enrolments: enrolments.added(),
    otherWaysIn: ways.added(),
    keyEdits: keys.edits(),
    wayEdits: ways.edits(),
    renewed: enrolments.renewed(),
    devices: devices.added(),
    deviceEdits: devices.edits(),
  };
  if (bulk.keys.length > mostNewKeys) problems.push(fileProblem('too-many-keys'));
  const changes = [bulk.keyEdits, bulk.wayEdits, bulk.deviceEdits, bulk.renewed];
  const changed = changes.reduce((sum, some) => sum + (some?.length ?? 0), 0);
  return {
    bulk,
    counts: {
      rows: table.rows.length,
      left: leftLines.size,
      keys: bulk.keys.length,
      enrolments: bulk.enrolments.length,
      otherWays: bulk.otherWaysIn.length,
      devices: devices.added().length,
      changed,
      unchanged: rows.filter(({ state }) => state === 'unchanged' || state === 'repeated').length,
    },
    rows: byLine(rows),
    problems: byLine(problems),
    notes: byLine(notes),
    conflicts: byLine(conflicts),
    notSecret,
  };

  function serviceOf(reader: RowReader): MatchedService | null {
    const text = reader.text('service');
    const [serviceId, rpId] = [reader.text('serviceId') ?? chosenIds.get(foldText(text)) ?? null, reader.text('rpId')];
    const identified = matcher.identified({ serviceId, rpId, text });
    if (identified !== null) return identified;
    if (serviceId !== null) {
      reader.refuse('service-unknown', 'serviceId', serviceId);
      return null;
    }
    if (text === null) {
      reader.refuse('service-missing', 'service');
      return null;
    }
    const named = matcher.match(text);
    const [first, ...others] = named.length > 0 ? named : namedElsewhere(text);
    if (first === undefined) {
      reader.refuse('service-unknown', 'service', text);
      return null;
    }
    if (others.length > 0) return chosenService(reader, text, [first, ...others]);
    if (first.matchedBy === 'own-domain') noteOnce('own-service', reader.line, first.name);
    if (first.matchedBy === 'domain') noteOnce('service-by-domain', reader.line, `${shown(text)} → ${nameOf(first)}`);
    return first;
  }

  // A name that is not known is that of the service whose RP ID other rows of the table give beside it, where that is one.
  function namedElsewhere(text: string): readonly MatchedService[] {
    const found = [...(rpIdsByName.get(foldText(text)) ?? [])].flatMap((rpId) => matcher.match(rpId).slice(0, 1));
    return new Set(found.map(({ groupId }) => groupId)).size === 1 ? found.slice(0, 1) : [];
  }

  function chosenService(
    reader: RowReader,
    text: string,
    candidates: readonly MatchedService[],
  ): MatchedService | null {
    const options = candidates.map((one) => ({
      value: `service:${idOf(one)}`,
      label: `${nameOf(one)} (${idOf(one)})`,
    }));
    const id = `service:${text.slice(0, 150)}`;
    const known = conflicts.some((conflict) => conflict.id === id);
    const answer = known
      ? (answers.get(id) ?? options[0]?.value)
      : decide(
          { id, line: reader.line, kind: 'service', about: shown(text), column: 'service', ours: '', theirs: '' },
          options,
        );
    return candidates.find((one) => `service:${idOf(one)}` === answer) ?? candidates[0] ?? null;
  }

  function noteOnce(code: ImportNote['code'], line: number, value: string): void {
    const known = notesByValue.has(`${code} ${value}`);
    notesByValue.add(`${code} ${value}`);
    if (!known) notes.push({ line, code, column: 'service', value: shown(value) });
  }

  function nameOf(service: MatchedService): string {
    return serviceNameIn(service, world.locale);
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
      taken: offeredLines.has(reader.line) ? true : null,
    };
  }

  /** Composes the line of what is only offered and not taken. */
  function leftLine(row: ImportTableRow, service: MatchedService | null): ImportRow {
    return {
      line: row.line,
      what: 'other-way',
      state: 'left',
      subject: shown(row.value('name') || row.value('provider')),
      service: shown(service === null ? row.value('service') || row.value('rpId') : nameOf(service)),
      userName: shown(row.value('account')),
      matchedBy: service?.matchedBy ?? null,
      taken: false,
    };
  }
}

/** Returns the id that names one of several services: those that share accounts have ids of their own. */
function idOf({ serviceId, groupId }: MatchedService): string {
  return serviceId ?? groupId;
}

/** Checks whether a row is about a key. */
function isAboutKey(row: ImportTableRow): boolean {
  return row.value('key') !== '' || row.value('serial') !== '';
}

/** Sorts the problems in the order of the file; what is about the whole of it comes first. */
function byLine<Found extends { readonly line: number | null }>(found: readonly Found[]): readonly Found[] {
  return found.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
}
