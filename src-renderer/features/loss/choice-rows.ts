import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import { accountIdsOf, allNeedsOf } from '../../../src-shared/coverage/method-needs.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { type ChoiceKind, choiceKinds, isSameChoice, type LossChoice } from './loss-store.ts';

/** One thing that can be assumed lost, as it is offered. */
export interface ChoiceRow {
  readonly choice: LossChoice;
  readonly name: string;
  readonly detail: string;
  /** The text that is searched, folded. */
  readonly sought: string;
  /** Accounts that depend on it; only counted for accounts. */
  readonly dependents: number;
}

/** Checks whether an account is wanted among what can be lost, by its id and the number of others that depend on it. */
export type AccountChoice = (accountId: string, dependents: number) => boolean;

export const anyAccount: AccountChoice = () => true;
export const accountOthersNeed: AccountChoice = (_accountId, dependents) => dependents > 0;

interface ChoiceLabels {
  readonly keyName: (keyId: string) => string;
  readonly wayName: (way: OtherWayIn) => string;
  readonly role: (role: KeyRole | null) => string;
  readonly deviceKind: (device: Device) => string;
  readonly accountName: (accountId: string) => string;
  /** Formats how many accounts depend on one. */
  readonly dependents: (count: number) => string;
  readonly contents: (keys: number, ways: number, devices: number) => string;
  readonly joiner: string;
}

/** More things than this in a bag are counted, not named. */
const namedInBag = 4;

/**
 * Lists what can be lost: bags and key rings, keys, devices, places, accounts (those first that others depend on), other ways that are kept
 * somewhere. What is lost already is left out, and so are accounts that are not wanted.
 */
export function choiceRows(
  snapshot: Pick<InventorySnapshot, 'keys' | 'otherWaysIn' | 'devices'>,
  report: CoverageReport,
  isWanted: AccountChoice,
  labels: ChoiceLabels,
): readonly ChoiceRow[] {
  const waysById = new Map(snapshot.otherWaysIn.map((way) => [way.id, way]));
  const here = new Set(snapshot.keys.filter(({ lostAt }) => lostAt === null).map(({ id }) => id));
  const devices = snapshot.devices.filter(({ lostAt }) => lostAt === null);
  const joined = (parts: readonly (string | null)[]): string =>
    parts.filter((part) => part !== null && part !== '').join(labels.joiner);
  const row = (choice: LossChoice, name: string, detail: string, terms: readonly (string | null)[]): ChoiceRow => ({
    choice,
    name,
    detail,
    sought: foldText([name, detail, ...terms].join('\n')) ?? '',
    dependents: 0,
  });
  const wholes = (kind: 'ring' | 'place', places: readonly CoveragePlace[]): ChoiceRow[] =>
    places.flatMap((whole) => {
      const keyIds = whole.keyIds.filter((id) => here.has(id));
      const ways = whole.otherWayIds.flatMap((id) => waysById.get(id) ?? []);
      const inside = devices.filter(({ id }) => whole.deviceIds.includes(id));
      // What is kept alone is offered by itself already, and is found by its place there.
      if (keyIds.length + ways.length + inside.length < 2) return [];
      const names = [...keyIds.map(labels.keyName), ...ways.map(labels.wayName), ...inside.map(({ label }) => label)];
      const many = names.length > namedInBag;
      const contents = many ? labels.contents(keyIds.length, ways.length, inside.length) : joined(names);
      return [row({ kind, id: whole.place }, whole.place, contents, names)];
    });
  const rows: Readonly<Record<ChoiceKind, readonly ChoiceRow[]>> = {
    ring: wholes('ring', report.rings),
    key: report.keys.filter(({ keyId }) => here.has(keyId)).map((key) => keyRow(key)),
    device: devices.map((device) =>
      row(
        { kind: 'device', id: device.id },
        device.label,
        joined([labels.deviceKind(device), device.owner, device.place]),
        [device.carriedOn],
      ),
    ),
    place: wholes('place', report.places),
    account: accountRows(report, isWanted, labels),
    way: snapshot.otherWaysIn
      .filter(isKept)
      .map((way) =>
        row({ kind: 'way', id: way.id }, labels.wayName(way), joined([way.userName, way.place, way.carriedOn]), []),
      ),
  };
  return choiceKinds.flatMap((kind) => rows[kind]);

  function keyRow(key: CoverageKey): ChoiceRow {
    const detail = joined([labels.role(key.role), key.owner, key.place]);
    return row({ kind: 'key', id: key.keyId }, labels.keyName(key.keyId), detail, [key.carriedOn]);
  }
}

function accountRows(report: CoverageReport, isWanted: AccountChoice, labels: ChoiceLabels): readonly ChoiceRow[] {
  const accounts = report.services.flatMap((service) => service.accounts);
  const dependents = new Map<string, number>();
  for (const account of accounts) {
    for (const accountId of new Set(accountIdsOf(allNeedsOf(account)))) {
      dependents.set(accountId, (dependents.get(accountId) ?? 0) + 1);
    }
  }
  const rows = accounts.flatMap(({ accountId }): readonly ChoiceRow[] => {
    const count = dependents.get(accountId) ?? 0;
    if (!isWanted(accountId, count)) return [];
    const name = labels.accountName(accountId);
    const detail = count === 0 ? '' : labels.dependents(count);
    const sought = foldText(name) ?? '';
    return [{ choice: { kind: 'account', id: accountId }, name, detail, sought, dependents: count }];
  });
  return rows.toSorted((left, right) => right.dependents - left.dependents);
}

// A help desk cannot be lost; a sheet of codes, a phone or a computer can.
function isKept({ kind }: OtherWayIn): boolean {
  return kind !== 'helpdesk' && kind !== 'temporary-access-pass';
}

/** Most chips of each kind in the line: the others are found by their name. */
const shownOfKind: Readonly<Record<ChoiceKind, number>> = { ring: 3, key: 6, device: 3, place: 3, account: 2, way: 0 };

/** Chooses what is offered at once: the first of each kind, accounts only if others depend on them, and always what is chosen. */
export function shownRows(
  rows: readonly ChoiceRow[],
  chosen: readonly LossChoice[],
): readonly { readonly kind: ChoiceKind; readonly rows: readonly ChoiceRow[] }[] {
  const isChosen = ({ choice }: ChoiceRow): boolean => chosen.some((one) => isSameChoice(one, choice));
  return choiceKinds.flatMap((kind) => {
    const own = rows.filter(({ choice }) => choice.kind === kind);
    const offered = own.filter((row) => kind !== 'account' || row.dependents > 0).slice(0, shownOfKind[kind]);
    const shown = own.filter((row) => offered.includes(row) || isChosen(row));
    return shown.length === 0 ? [] : [{ kind, rows: shown }];
  });
}
