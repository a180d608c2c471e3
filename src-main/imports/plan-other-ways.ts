import type { OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { ImportColumn, ImportRow } from '../../src-shared/domain/imports.ts';
import type { OtherWayIn, OtherWayInKind } from '../../src-shared/domain/other-way-in.ts';
import type { OtherWayInEdit } from '../inventory/inventory.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { type Labels, requirementText } from '../inventory/records/requirement-use.ts';
import { isWayKind, providerOf, type RowReader, shown } from './import-values.ts';
import type { MatchedService, ServiceMatcher } from './match-service.ts';
import { listFor } from '../../src-shared/lib/list-for.ts';
import type { Decide } from './decide.ts';

interface PlannedWay {
  /** Id of the record; null for one of this import. */
  readonly id: string | null;
  way: OtherWayInEdit;
  changed: boolean;
}

export interface OtherWayPlan {
  /** Whether a row is about another way in at all. */
  readonly isAbout: (reader: RowReader) => boolean;
  readonly add: (
    reader: RowReader,
    service: MatchedService,
  ) => { readonly state: ImportRow['state']; readonly name: string; readonly kind: OtherWayInKind };
  /** Checks whether another way into an account is recorded. */
  readonly isKnown: (service: MatchedService, userName: string | null) => boolean;
  readonly added: () => readonly OtherWayInEdit[];
  readonly edits: () => readonly { readonly id: string; readonly way: OtherWayInEdit }[];
}

/** The fields that may differ between two records of the same way in. */
const compared = [
  'owner',
  'through',
  'place',
  'carriedOn',
  'link',
  'validFrom',
  'validUntil',
  'hours',
  'contact',
  'note',
] as const satisfies readonly ImportColumn[];
/** Words that a person compares by their sense: width, case and spaces make no difference. */
const folded: readonly ImportColumn[] = ['owner', 'place', 'carriedOn', 'hours', 'contact'];

export interface OtherWayLookUp {
  readonly providers: readonly OtherWayProvider[];
  /** Of keys, those of the import included, and of devices. */
  readonly labels: () => Labels;
  readonly requirementsOf: (reader: RowReader) => OtherWayIn['requires'];
}

/** Plans other ways in. The same kind under the same name for the same account is the same way, unless two owners are named. */
export function planOtherWays(
  recorded: readonly OtherWayIn[],
  matcher: ServiceMatcher,
  decide: Decide,
  { providers, labels, requirementsOf }: OtherWayLookUp,
): OtherWayPlan {
  const known = new Map<string, PlannedWay[]>();
  const accounts = new Set<string>();
  for (const record of recorded) {
    const { id, asOf: _, ...way } = record;
    const group = matcher.groupOf({ ...way, rpIdHash: null });
    if (group === null) continue;
    listFor(known, identityOf(way, group)).push({ id, way, changed: false });
    accounts.add(accountOf(group, way.userName));
  }
  const added: PlannedWay[] = [];
  return {
    isAbout: (reader) => reader.text('way') !== null || reader.text('provider') !== null,
    isKnown: ({ groupId }, userName) => accounts.has(accountOf(groupId, userName)),
    added: () => added.map(({ way }) => way),
    edits: () =>
      [...known.values()].flat().flatMap(({ id, way, changed }) => (changed && id !== null ? [{ id, way }] : [])),
    add: (reader, service) => {
      const way = wayOf(reader, service);
      const { name, kind } = way;
      const identity = identityOf(way, service.groupId);
      const before = sameOwner(known.get(identity) ?? [], way);
      if (before === undefined) {
        const planned = { id: null, way, changed: false };
        added.push(planned);
        listFor(known, identity).push(planned);
        return { state: 'new', name, kind };
      }
      const filled = compared.filter((column) => fieldText(way, column) !== null && differs(way, before.way, column));
      const different = filled.filter((column) => fieldText(before.way, column) !== null);
      if (filled.length === 0) return { state: before.id === null ? 'repeated' : 'unchanged', name, kind };
      if (different.length > 0) {
        const conflict = {
          id: `other-way:${reader.line}`,
          line: reader.line,
          kind: 'other-way' as const,
          about: shown([service.name, way.userName ?? '', name].filter((part) => part !== '').join(' · ')),
          column: different[0] ?? null,
          ours: shown(different.map((column) => fieldText(before.way, column) ?? '').join(', ')),
          theirs: shown(different.map((column) => fieldText(way, column) ?? '').join(', ')),
        };
        const answer = decide(
          conflict,
          ['ours', 'theirs', 'both'].map((value) => ({ value, label: '' })),
        );
        if (answer === 'ours') return { state: 'conflict', name, kind };
        if (answer === 'both') {
          const other = { id: null, way: { ...way, name: nextName(name, service.groupId, way) }, changed: false };
          added.push(other);
          listFor(known, identityOf(other.way, service.groupId)).push(other);
          return { state: 'conflict', name: other.way.name, kind };
        }
      }
      const parts = filled.map((column) => (column === 'through' ? 'requires' : column));
      before.way = { ...before.way, ...Object.fromEntries(parts.map((part) => [part, way[part]])) };
      before.changed = true;
      return { state: different.length > 0 ? 'conflict' : 'changed', name, kind };
    },
  };

  function wayOf(reader: RowReader, { serviceId, rpId }: MatchedService): OtherWayInEdit {
    const providerText = reader.text('provider');
    const provider = providerText === null ? null : providerOf(providerText, providers);
    const suggested = provider?.recordedAs ?? null;
    const kind = reader.kind() ?? (isWayKind(suggested) ? suggested : 'other');
    return {
      serviceId,
      rpId,
      userId: null,
      userName: reader.text('account'),
      kind,
      providerId: provider?.id ?? null,
      name: reader.text('name') ?? providerText ?? '',
      owner: reader.text('owner'),
      accountId: null,
      requires: requirementsOf(reader),
      place: reader.text('place'),
      carriedOn: reader.text('carriedOn'),
      link: reader.link(),
      validFrom: reader.time('validFrom'),
      validUntil: reader.time('validUntil'),
      hours: reader.text('hours'),
      contact: reader.text('contact'),
      note: reader.text('note'),
    };
  }

  function fieldText(way: OtherWayInEdit, column: (typeof compared)[number]): string | null {
    if (column !== 'through') return way[column];
    // A table names an account by service and user only.
    const requires = way.requires?.map((one) => (one.type === 'account' ? { ...one, accountId: null } : one));
    return requirementText(labels(), requires ?? null);
  }

  function differs(way: OtherWayInEdit, other: OtherWayInEdit, column: (typeof compared)[number]): boolean {
    const [ours, theirs] = [fieldText(other, column), fieldText(way, column)];
    return folded.includes(column) ? foldText(ours) !== foldText(theirs) : ours !== theirs;
  }

  // Two records with the same words would be one to the inventory.
  function nextName(name: string, group: string, way: OtherWayInEdit): string {
    for (let number = 2; ; number++) {
      const numbered = `${name} ${number}`.trim().slice(-200);
      if (!known.has(identityOf({ ...way, name: numbered }, group))) return numbered;
    }
  }
}

/** Finds the way of the same owner, else the one of which, or of whose row, the owner is not said. */
function sameOwner(candidates: readonly PlannedWay[], { owner }: OtherWayInEdit): PlannedWay | undefined {
  return (
    candidates.find(({ way }) => foldText(way.owner) === foldText(owner)) ??
    candidates.find(({ way }) => way.owner === null || owner === null)
  );
}

function identityOf(way: Pick<OtherWayInEdit, 'kind' | 'name' | 'userName'>, group: string): string {
  const { kind, name, userName } = way;
  return JSON.stringify([group, foldText(userName), kind, foldText(name)]);
}

function accountOf(group: string, userName: string | null): string {
  return JSON.stringify([group, foldText(userName)]);
}
