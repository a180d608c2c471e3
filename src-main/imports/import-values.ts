import type { OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { ImportColumn, ImportNote, ImportProblem, ImportReading } from '../../src-shared/domain/imports.ts';
import { type DeviceKind, deviceKinds } from '../../src-shared/domain/device.ts';
import type { KeyRole } from '../../src-shared/domain/inventory-key.ts';
import { type OtherWayInKind, otherWayInKinds } from '../../src-shared/domain/other-way-in.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { looksLikeCode } from '../../src-shared/lib/looks-like-code.ts';
import { fileProblem } from './file-problem.ts';
import type { ImportTableRow } from './import-table.ts';
import { foldTerm } from './fold-term.ts';
import { readDate } from './import-date.ts';

const languages = (['en', 'ja'] as const).map(createTranslator);
const roles = ['daily', 'spare', 'off-site', 'retired'] as const satisfies readonly KeyRole[];
const roleOf = new Map<string, KeyRole>();
for (const role of roles) {
  for (const name of [role, ...languages.map((t) => t(`role.${role}`))]) roleOf.set(foldTerm(name), role);
}
const kindOf = new Map<string, OtherWayInKind>();
for (const kind of otherWayInKinds) {
  const names = languages.flatMap((t) => [t(`way.${kind}`), t(`window.other-way.kind.${kind}`)]);
  for (const name of [kind, ...names]) kindOf.set(foldTerm(name), kind).set(unspaced(name), kind);
}
const deviceKindOf = new Map<string, DeviceKind>();
for (const kind of deviceKinds) {
  for (const name of [kind, ...languages.map((t) => t(`device.kind.${kind}`))]) deviceKindOf.set(foldTerm(name), kind);
}

const limits: Readonly<Partial<Record<ImportColumn, number>>> = {
  key: 80,
  serial: 40,
  device: 80,
  simIn: 300,
  serviceId: 100,
  note: 2_000,
  link: 500,
  service: 2_000,
  through: 2_000,
};
const usualLimit = 200;
/** The columns whose texts are recorded as they are. */
const recorded: readonly ImportColumn[] = [
  ...([
    'account',
    'rpId',
    'key',
    'owner',
    'place',
    'carriedOn',
    'name',
    'through',
    'link',
    'hours',
    'contact',
  ] as const),
  ...(['device', 'simIn', 'note'] as const),
];

/** Those that hold names, which may look like codes. */
const named: readonly ImportColumn[] = ['account', 'rpId', 'key', 'simIn'];
/** Those in which a name would not look like a code: what may be one is pointed out. */
const watched: readonly ImportColumn[] = ['owner', 'place', 'carriedOn', 'name', 'through', 'hours', 'note'];

/** Folds a word that is written with and without spaces, as Japanese ones are. */
function unspaced(text: string): string {
  return foldTerm(text).replaceAll(' ', '');
}

/** Reads the cells of one row; what is wrong with them goes to `problems`, what should be looked at to `notes`. */
export interface RowReader {
  readonly line: number;
  /** ISO 8601: when another program listed it; null for what a person says. */
  readonly asOf: string | null;
  /** Null for an empty cell. */
  readonly text: (column: ImportColumn) => string | null;
  readonly role: () => KeyRole | null;
  readonly kind: () => OtherWayInKind | null;
  readonly deviceKind: () => DeviceKind | null;
  readonly link: () => string | null;
  /** ISO 8601; a day without a time is its begin (from) or its end (until), on this computer's clock. */
  readonly time: (column: 'validFrom' | 'validUntil') => string | null;
  readonly refuse: (code: ImportProblem['code'], column?: ImportColumn, value?: string) => void;
}

/** Findings of reading rows, besides their cells. */
export interface RowFindings {
  readonly problems: ImportProblem[];
  readonly notes: ImportNote[];
  /** Texts that look like codes and are none, as the person or another program says. */
  readonly notSecret: string[];
}

/** Creates the reader of a row; of the lines `saidNotSecret` the person said that they hold no secret. */
export function rowReader(
  row: ImportTableRow,
  { problems, notes, notSecret }: RowFindings,
  saidNotSecret: ImportReading['notSecret'],
): RowReader {
  const { line } = row;
  const isSaid = saidNotSecret === 'all' || saidNotSecret.includes(line);
  const refuse: RowReader['refuse'] = (code, column, value = '') => {
    problems.push(fileProblem(code, line, column ?? null, value));
  };
  const checked = new Set<ImportColumn>();
  const text: RowReader['text'] = (column) => {
    const value = row.value(column);
    if (value === '') return null;
    // Asked for again: what is wrong with it was told.
    if (checked.has(column)) return value;
    checked.add(column);
    // A note may have several lines; nothing else may. NUL and escape characters belong nowhere.
    const control = column === 'note' ? /[\p{Cc}--[\n\r\t]]/v : /\p{Cc}/u;
    if (control.test(value)) refuse('control-character', column, value);
    else if (value.length > (limits[column] ?? usualLimit)) refuse('text-too-long', column, value);
    else if (recorded.includes(column)) {
      const guess = looksLikeCode(value, named.includes(column) ? 'name' : 'text');
      // What another program lists under a user name is one.
      const isAllowed = isSaid || (row.byProgram === true && column === 'account');
      if (guess === 'surely' && isAllowed) notSecret.push(value);
      // The value is not repeated: a preview may be looked at by others, and be kept as a picture.
      if (guess === 'surely' && !isAllowed) refuse('looks-like-code', column);
      else if (guess !== null && watched.includes(column))
        notes.push({ line, code: 'perhaps-a-code', column, value: '' });
    }
    return value;
  };
  const oneOf = <Value>(column: ImportColumn, values: ReadonlyMap<string, Value>): Value | null => {
    const value = text(column);
    if (value === null) return null;
    const found = values.get(foldTerm(value)) ?? values.get(unspaced(value));
    if (found === undefined) refuse('bad-value', column, value);
    return found ?? null;
  };
  return {
    line,
    asOf: row.asOf ?? null,
    text,
    refuse,
    role: () => oneOf('role', roleOf),
    kind: () => oneOf('way', kindOf),
    deviceKind: () => oneOf('deviceKind', deviceKindOf),
    link: () => {
      const value = text('link');
      if (value === null) return null;
      if (URL.canParse(value) && new URL(value).protocol === 'https:') return value;
      refuse('bad-link', 'link', value);
      return null;
    },
    time: (column) => {
      const value = text(column);
      if (value === null) return null;
      const time = readDate(value, column === 'validUntil');
      if (time === null) refuse('bad-date', column, value);
      return time;
    },
  };
}

/** Finds a provider of other ways in by its id or its name in either language. */
export function providerOf(text: string, providers: readonly OtherWayProvider[]): OtherWayProvider | null {
  const wanted = foldText(text);
  return providers.find((one) => [one.id, one.name, one.nameJa].some((name) => foldText(name) === wanted)) ?? null;
}

/** Checks whether a text is a kind under which other ways in are recorded. */
export function isWayKind(text: string | null): text is OtherWayInKind {
  return otherWayInKinds.some((kind) => kind === text);
}

/** Shortens a text for the preview. */
export function shown(text: string): string {
  return displayText(text, 80);
}
