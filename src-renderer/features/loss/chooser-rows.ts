import type { CoveragePlace, CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import type { InventorySnapshot, KeyRole, OtherWayIn } from '../../../src-shared/domain/inventory.ts';

/** A line of the chooser: ticking it marks all that it stands for. */
export interface ChooserRow {
  readonly id: string;
  readonly group: 'ring' | 'place' | 'key' | 'way';
  readonly name: string;
  readonly detail: string;
  /** What is searched, without case. */
  readonly sought: string;
  readonly keyIds: readonly string[];
  readonly wayIds: readonly string[];
  /** A key with a PIN, or of which that is not recorded: somebody may know it. */
  readonly askPin: boolean;
}

interface Words {
  readonly keyName: (keyId: string) => string;
  readonly wayName: (way: OtherWayIn) => string;
  readonly role: (role: KeyRole | null) => string;
  readonly contents: (keys: number, ways: number) => string;
  readonly joiner: string;
}

/** Lists what can be lost: bags and key rings, places, keys, and other ways that are kept somewhere. What is lost already is left out. */
export function chooserRows(
  snapshot: Pick<InventorySnapshot, 'keys' | 'otherWaysIn'>,
  report: CoverageReport,
  words: Words,
): readonly ChooserRow[] {
  const records = new Map(snapshot.keys.map((key) => [key.id, key]));
  const ways = new Map(snapshot.otherWaysIn.map((way) => [way.id, way]));
  const isHere = (keyId: string): boolean => records.get(keyId)?.lostAt === null;
  const bagRow = (group: 'ring' | 'place', bag: CoveragePlace): ChooserRow[] => {
    const keyIds = bag.keyIds.filter(isHere);
    // What is kept alone is a line of its own already, and is found by its place there.
    if (keyIds.length + bag.otherWayIds.length < 2) return [];
    const members = [
      ...keyIds.map(words.keyName),
      ...bag.otherWayIds.flatMap((id) => {
        const way = ways.get(id);
        return way === undefined ? [] : [words.wayName(way)];
      }),
    ];
    const shown =
      members.length > 4 ? words.contents(keyIds.length, bag.otherWayIds.length) : members.join(words.joiner);
    return [
      {
        id: `${group} ${bag.place}`,
        group,
        name: bag.place,
        detail: shown,
        sought: folded([bag.place, ...members].join('\n')),
        keyIds,
        wayIds: bag.otherWayIds,
        askPin: false,
      },
    ];
  };
  const keyRows = report.keys
    .filter((key) => isHere(key.keyId))
    .map((key): ChooserRow => {
      const name = words.keyName(key.keyId);
      const parts = [words.role(key.role), key.owner, key.place].filter((part) => part !== null && part !== '');
      return {
        id: key.keyId,
        group: 'key',
        name,
        detail: parts.join(words.joiner),
        sought: folded([name, ...parts, key.carriedOn ?? ''].join('\n')),
        keyIds: [key.keyId],
        wayIds: [],
        askPin: records.get(key.keyId)?.pinSet !== false,
      };
    });
  const wayRows = snapshot.otherWaysIn
    .filter((way) => kept(way))
    .map((way): ChooserRow => {
      const name = words.wayName(way);
      const parts = [way.userName, way.place, way.carriedOn].filter((part) => part !== null && part !== '');
      return {
        id: way.id,
        group: 'way',
        name,
        detail: parts.join(words.joiner),
        sought: folded([name, ...parts].join('\n')),
        keyIds: [],
        wayIds: [way.id],
        askPin: false,
      };
    });
  return [
    ...report.rings.flatMap((ring) => bagRow('ring', ring)),
    ...report.places.flatMap((place) => bagRow('place', place)),
    ...keyRows,
    ...wayRows,
  ];
}

/** A help desk cannot be lost; a sheet of codes, a phone or a computer can. */
function kept(way: OtherWayIn): boolean {
  return way.kind !== 'helpdesk' && way.kind !== 'temporary-access-pass';
}

/** Makes text comparable without case, in one Unicode form. */
export function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
