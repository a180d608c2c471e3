import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { chainsOf } from './chains.ts';
import type { UnattachedRecord } from './collected-accounts.ts';
import type { ClosersByMode } from './closers.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { MethodNeeds } from './requirements.ts';
import type { Gap } from './gap.ts';
import type { Dependencies } from './dependencies.ts';
import type { DraftAccount } from './draft-account.ts';
import { evidenceGaps } from './evidence-gaps.ts';
import { importanceOf } from './importance.ts';
import { type AccountEvidence, judgeAccount, type KeyMethod } from './judge-account.ts';
import { type AccountName, judgeDependent, namesAs } from './judge-dependent.ts';
import { ownersOf } from './candidate-keys.ts';
import type { OtherMethod } from './other-methods.ts';

/** An account of the report with what the report as a whole is made from. */
export interface AnalysedAccount {
  readonly account: CoverageAccount;
  readonly keyMethods: readonly KeyMethod[];
  readonly ways: readonly OtherMethod[];
  /** The closers of the account, where the verdict rests on them. */
  readonly closers: ClosersByMode | null;
  /** The time when it was first seen on any key; null where no key has a record of it. */
  readonly firstSeen: string | null;
  /** Owners of the keys with a record of it; null where one is not recorded. */
  readonly owners: ReadonlySet<string> | null;
}

/** The facts that are known of an account only together with the others of a report. */
export interface AccountSurroundings {
  readonly dependencies: Dependencies;
  readonly accounts: ReadonlyMap<string, DraftAccount>;
  readonly circles: ReadonlyMap<string, readonly string[]>;
  readonly keysOfLossUnit: (lossUnit: string) => readonly { readonly keyId: string; readonly label: string }[];
  readonly nameOfLossUnit: (lossUnit: string) => string;
  readonly nameOfAccount: (accountId: string) => AccountName;
}

/** Analyses an account that opens by its own keys and ways in alone. */
export function analyseAccount(
  draft: DraftAccount,
  unattached: readonly UnattachedRecord[],
  now: string,
): AnalysedAccount {
  const judgement = judgeAccount(evidenceOf(draft));
  return composeAnalysedAccount(
    draft,
    { ...judgement, gaps: [...judgement.gaps, ...evidenceGaps(draft, unattached, now)] },
    {
      ...unrelated,
      needs: [...draft.ways.filter(hasNeeds), ...draft.helpDesks.filter(needsThings)].map((method) => ({
        ...method.needs,
        wayIds: method.wayIds,
        accounts: [],
      })),
    },
    null,
  );
}

/** Analyses an account that depends on others. */
export function analyseDependentAccount(
  draft: DraftAccount,
  around: AccountSurroundings,
  unattached: readonly UnattachedRecord[],
  now: string,
): AnalysedAccount {
  const { dependencies, nameOfAccount } = around;
  const { accountId } = draft.collected;
  const closers = dependencies.closersOf(draft);
  const chains = chainsOf(draft, around.accounts, dependencies, around.nameOfLossUnit);
  const needs = draft.ways.filter(hasNeeds).map((method) => needsOf(draft, method, dependencies));
  const isDirect = draft.keyMethods.some(({ lossUnit }) => closers.sure?.includes(lossUnit) === true);
  const judgement = judgeDependent({
    ...evidenceOf(draft),
    closers,
    unknownAccounts: dependencies.unknownFor(draft),
    unsureAccounts: [...new Set(dependencies.unsureFor(draft))],
    through: isDirect ? [] : (chains[0]?.accountIds ?? []).map(nameOfAccount),
    needed: needs.flatMap(({ accounts }) =>
      accounts.map((one) => (one.accountId === null ? { en: one.name, ja: one.name } : nameOfAccount(one.accountId))),
    ),
    keysOfLossUnit: around.keysOfLossUnit,
    nameOfLossUnit: around.nameOfLossUnit,
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
  return composeAnalysedAccount(
    draft,
    { ...judgement, gaps: [...judgement.gaps, ...circular, ...evidenceGaps(draft, unattached, now)] },
    {
      needs: [...needs, ...draft.helpDesks.filter(needsThings).map((method) => needsOf(draft, method, dependencies))],
      besideKeys: draft.besideKeys === null ? null : needsOf(draft, draft.besideKeys, dependencies),
      chains,
      circle,
    },
    closers,
  );
}

type Related = Pick<CoverageAccount, 'needs' | 'besideKeys' | 'chains' | 'circle'>;
const unrelated: Related = { needs: [], besideKeys: null, chains: [], circle: [] };

function composeAnalysedAccount(
  draft: DraftAccount,
  judgement: Pick<CoverageAccount, 'verdict' | 'survivesAnyOneLoss' | 'survivesAnyOnePlace' | 'onlyKeyId' | 'gaps'>,
  related: Related,
  closers: ClosersByMode | null,
): AnalysedAccount {
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
  return {
    account,
    keyMethods: draft.keyMethods,
    ways: draft.ways,
    closers,
    firstSeen: firstSeenOf(enrolments),
    owners,
  };
}

function evidenceOf(draft: DraftAccount): AccountEvidence {
  const { collected, keyMethods, ways, candidateKeys, possible, doubts, counted } = draft;
  return {
    service: collected.service,
    importance: importanceOf(collected),
    keyMethods,
    ways,
    helpDesk: helpDeskOf(counted),
    candidateKeys,
    possible,
    discoverable: collected.discoverable,
    doubts,
  };
}

function hasNeeds(method: OtherMethod): boolean {
  return method.needs.memory || method.needs.people || needsThings(method);
}

/** Checks whether a way in needs more than people or what is remembered. */
function needsThings({ needs: { keyIds, deviceIds, places, accounts } }: OtherMethod): boolean {
  return keyIds.length + deviceIds.length + places.length + accounts.length > 0;
}

function needsOf(draft: DraftAccount, method: OtherMethod, dependencies: Dependencies): MethodNeeds {
  const { keyIds, deviceIds, places, memory, people, nobody, assumed } = method.needs;
  const accounts = dependencies.neededBy(draft, method);
  return { wayIds: method.wayIds, keyIds, deviceIds, places, accounts, memory, people, nobody, assumed };
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
