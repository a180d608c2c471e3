import type { OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { ImportColumn, ImportRow } from '../../src-shared/domain/imports.ts';
import type { OtherWayIn } from '../../src-shared/domain/inventory.ts';
import type { OtherWayInEdit } from '../inventory/inventory.ts';
import { folded } from './folded.ts';
import { isWayKind, providerOf, type RowReader, shown } from './import-values.ts';
import type { MatchedService, ServiceMatcher } from './match-service.ts';
import type { Decide } from './plan-import.ts';

interface Planned {
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
  ) => { readonly state: ImportRow['state']; readonly name: string; readonly kind: OtherWayIn['kind'] };
  readonly added: () => readonly OtherWayInEdit[];
  readonly edits: () => readonly { readonly id: string; readonly way: OtherWayInEdit }[];
}

/** What may differ between two records of the same way in. */
const compared = [
  'place',
  'carriedOn',
  'link',
  'validFrom',
  'validUntil',
  'hours',
  'contact',
  'note',
] as const satisfies readonly ImportColumn[];

/** Plans other ways in. The same kind under the same name for the same account is the same way. */
export function planOtherWays(
  recorded: readonly OtherWayIn[],
  matcher: ServiceMatcher,
  decide: Decide,
  providers: readonly OtherWayProvider[],
): OtherWayPlan {
  const known = new Map<string, Planned>();
  for (const record of recorded) {
    const { id, asOf: _, ...way } = record;
    const group = matcher.groupOf({ ...way, rpIdHash: null });
    if (group !== null) known.set(identityOf(way, group), { id, way, changed: false });
  }
  const added: Planned[] = [];
  return {
    isAbout: (reader) => reader.text('way') !== null || reader.text('provider') !== null,
    added: () => added.map(({ way }) => way),
    edits: () => [...known.values()].flatMap(({ id, way, changed }) => (changed && id !== null ? [{ id, way }] : [])),
    add: (reader, service) => {
      const way = wayOf(reader, service);
      const { name, kind } = way;
      const identity = identityOf(way, service.groupId);
      const before = known.get(identity);
      if (before === undefined) {
        const made = { id: null, way, changed: false };
        added.push(made);
        known.set(identity, made);
        return { state: 'new', name, kind };
      }
      const filled = compared.filter((column) => way[column] !== null && way[column] !== before.way[column]);
      const different = filled.filter((column) => before.way[column] !== null);
      if (filled.length === 0) return { state: before.id === null ? 'repeated' : 'unchanged', name, kind };
      if (different.length > 0) {
        const conflict = {
          id: `other-way:${reader.line}`,
          line: reader.line,
          kind: 'other-way' as const,
          about: shown([service.name, way.userName ?? '', name].filter((part) => part !== '').join(' · ')),
          column: different[0] ?? null,
          ours: shown(different.map((column) => before.way[column] ?? '').join(', ')),
          theirs: shown(different.map((column) => way[column] ?? '').join(', ')),
        };
        const answer = decide(
          conflict,
          ['ours', 'theirs', 'both'].map((value) => ({ value, label: '' })),
        );
        if (answer === 'ours') return { state: 'conflict', name, kind };
        if (answer === 'both') {
          const other = { id: null, way: { ...way, name: nextName(name, service.groupId, way) }, changed: false };
          added.push(other);
          known.set(identityOf(other.way, service.groupId), other);
          return { state: 'conflict', name: other.way.name, kind };
        }
      }
      before.way = { ...before.way, ...Object.fromEntries(filled.map((column) => [column, way[column]])) };
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

  /** Two records with the same words would be one to the inventory. */
  function nextName(name: string, group: string, way: OtherWayInEdit): string {
    for (let number = 2; ; number++) {
      const numbered = `${name} ${number}`.trim().slice(-200);
      if (!known.has(identityOf({ ...way, name: numbered }, group))) return numbered;
    }
  }
}

function identityOf(way: Pick<OtherWayInEdit, 'kind' | 'name' | 'userName'>, group: string): string {
  const { kind, name, userName } = way;
  return JSON.stringify([group, userName === null ? null : folded(userName), kind, folded(name)]);
}
