import type { Enrolment, OtherWayIn } from '../domain/inventory.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { chainsOf } from './chains.ts';
import type { UnattachedRecord } from './collect-accounts.ts';
import type { ClosersByMode } from './closers.ts';
import type { CoverageAccount, Gap, MethodNeeds } from './coverage-types.ts';
import type { Dependencies } from './dependencies.ts';
import type { DraftAccount } from './draft-account.ts';
import { evidenceGaps } from './evidence-gaps.ts';
import { importanceOf } from './importance.ts';
import { type AccountEvidence, judgeAccount, type KeyDoor } from './judge-account.ts';
import { type AccountName, judgeDependent, namesAs } from './judge-dependent.ts';
import { ownersOf } from './possible-keys.ts';
import type { WayDoor } from './way-doors.ts';

/** An account of the report with what the report as a whole is made from. */
export interface MadeAccount {
  readonly account: CoverageAccount;
  readonly keyDoors: readonly KeyDoor[];
  readonly ways: readonly WayDoor[];
  /** What closes it, where it was judged by that. */
  readonly closers: ClosersByMode | null;
  /** When it was first seen on any key; null where no key has a record of it. */
  readonly firstSeen: string | null;
  /** Owners of the keys with a record of it; null where one is not recorded. */
  readonly owners: ReadonlySet<string> | null;
}

/** What is known of an account only together with the others of a report. */
export interface AccountSurroundings {
  readonly dependencies: Dependencies;
  readonly accounts: ReadonlyMap<string, DraftAccount>;
  readonly circles: ReadonlyMap<string, readonly string[]>;
  readonly keysOfUnit: (unit: string) => readonly { readonly keyId: string; readonly label: string }[];
  readonly nameOfUnit: (unit: string) => string;
  readonly nameOfAccount: (accountId: string) => AccountName;
}

/** Makes an account that opens by its own keys and ways in alone. */
export function makeAccount(draft: DraftAccount, unattached: readonly UnattachedRecord[], now: string): MadeAccount {
  const judgement = judgeAccount(evidenceOf(draft));
  return made(
    draft,
    { ...judgement, gaps: [...judgement.gaps, ...evidenceGaps(draft, unattached, now)] },
    {
      ...unrelated,
      needs: [...draft.ways.filter(hasNeeds), ...draft.helpDesks.filter(needsThings)].map((door) => ({
        ...door.needs,
        wayIds: door.wayIds,
        accounts: [],
      })),
    },
    null,
  );
}

/** Makes an account that depends on others. */
export function makeDependent(
  draft: DraftAccount,
  around: AccountSurroundings,
  unattached: readonly UnattachedRecord[],
  now: string,
): MadeAccount {
  const { dependencies, nameOfAccount } = around;
  const { accountId } = draft.collected;
  const closers = dependencies.closersOf(draft);
  const chains = chainsOf(draft, around.accounts, dependencies, around.nameOfUnit);
  const needs = draft.ways.filter(hasNeeds).map((door) => needsOf(draft, door, dependencies));
  const isDirect = draft.keyDoors.some(({ unit }) => closers.sure?.includes(unit) === true);
  const judgement = judgeDependent({
    ...evidenceOf(draft),
    closers,
    unknownAccounts: dependencies.unknownFor(draft),
    unsureAccounts: [...new Set(dependencies.unsureFor(draft))],
    through: isDirect ? [] : (chains[0]?.accountIds ?? []).map(nameOfAccount),
    needed: needs.flatMap(({ accounts }) =>
      accounts.map(({ accountId, name }) => (accountId === null ? { en: name, ja: name } : nameOfAccount(accountId))),
    ),
    keysOfUnit: around.keysOfUnit,
    nameOfUnit: around.nameOfUnit,
  });
  const circle = judgement.survivesAnyOneLoss === true ? [] : (around.circles.get(accountId) ?? []);
  const circular: Gap[] =
    circle.length === 0
      ? []
      : [
          {
            kind: 'circular',
            severity: 'warning',
            keyId: null,
            details: {
              ...namesAs('names', circle.map(nameOfAccount)),
              count: circle.length,
              held: closers.sure === null ? 0 : 1,
            },
          },
        ];
  return made(
    draft,
    { ...judgement, gaps: [...judgement.gaps, ...circular, ...evidenceGaps(draft, unattached, now)] },
    {
      needs: [...needs, ...draft.helpDesks.filter(needsThings).map((door) => needsOf(draft, door, dependencies))],
      besideKeys: draft.besideKeys === null ? null : needsOf(draft, draft.besideKeys, dependencies),
      chains,
      circle,
    },
    closers,
  );
}

type Related = Pick<CoverageAccount, 'needs' | 'besideKeys' | 'chains' | 'circle'>;
const unrelated: Related = { needs: [], besideKeys: null, chains: [], circle: [] };

function made(
  draft: DraftAccount,
  judgement: Pick<CoverageAccount, 'verdict' | 'survivesAnyOneLoss' | 'survivesAnyOnePlace' | 'onlyKeyId' | 'gaps'>,
  related: Related,
  closers: ClosersByMode | null,
): MadeAccount {
  const { collected, enrolments } = draft;
  const { service } = collected;
  const account: CoverageAccount = {
    accountId: collected.accountId,
    serviceId: service.serviceId,
    // A service that the catalogue does not know has one RP ID for an account, which a key may show cut.
    rpId: (service.catalogue === null ? service.rpId : null) ?? firstRpId(enrolments) ?? service.rpId,
    userName: firstName(enrolments) ?? firstName(collected.otherWaysIn),
    userDisplayName: enrolments.find(({ userDisplayName }) => (userDisplayName ?? '') !== '')?.userDisplayName ?? null,
    userId: collected.userId,
    computer: collected.computer,
    exceptComputers: collected.exceptComputers,
    distinguishedBy: null,
    rpIdState: service.rpIdState,
    imitates: service.imitates,
    discoverable: collected.discoverable,
    cells: draft.cells,
    possibleKeys: draft.possible.count,
    otherWaysIn: draft.counted,
    otherWaysNotCounted: draft.notCounted,
    otherWaysNotKnown: draft.notKnown,
    ...related,
    importance: importanceOf(collected),
    ...judgement,
    doubts: draft.doubts,
  };
  const owners = ownersOf(draft.recorded);
  return { account, keyDoors: draft.keyDoors, ways: draft.ways, closers, firstSeen: firstSeenOf(enrolments), owners };
}

function evidenceOf(draft: DraftAccount): AccountEvidence {
  const { collected, keyDoors, ways, pool, possible, doubts, counted } = draft;
  return {
    service: collected.service,
    importance: importanceOf(collected),
    keyDoors,
    ways,
    helpDesk: helpDeskOf(counted),
    pool,
    possible,
    discoverable: collected.discoverable,
    doubts,
  };
}

function hasNeeds(door: WayDoor): boolean {
  return door.needs.memory || door.needs.people || needsThings(door);
}

/** Checks whether a way in needs more than people or what is remembered. */
function needsThings({ needs: { keyIds, deviceIds, places, accounts } }: WayDoor): boolean {
  return keyIds.length + deviceIds.length + places.length + accounts.length > 0;
}

function needsOf(draft: DraftAccount, door: WayDoor, dependencies: Dependencies): MethodNeeds {
  const { keyIds, deviceIds, places, memory, people, nobody, assumed } = door.needs;
  const accounts = dependencies.neededBy(draft, door);
  return { wayIds: door.wayIds, keyIds, deviceIds, places, accounts, memory, people, nobody, assumed };
}

function helpDeskOf(ways: readonly OtherWayIn[]): 'none' | 'desk' | 'pass' | 'both' {
  const kinds = ways.map(assumedKind);
  const desk =
    kinds.includes('helpdesk') || ways.some(({ requires }) => requires?.some(({ type }) => type === 'people') === true);
  const pass = kinds.includes('temporary-access-pass');
  return desk ? (pass ? 'both' : 'desk') : pass ? 'pass' : 'none';
}

function firstRpId(enrolments: readonly Enrolment[]): string | null {
  return enrolments.find(({ rpId }) => rpId !== null)?.rpId ?? null;
}

function firstName(records: readonly { readonly userName: string | null }[]): string | null {
  return records.find(({ userName }) => (userName ?? '') !== '')?.userName ?? null;
}

function firstSeenOf(enrolments: Iterable<Enrolment>): string | null {
  let first: string | null = null;
  for (const { firstSeen } of enrolments) if (first === null || firstSeen < first) first = firstSeen;
  return first;
}
