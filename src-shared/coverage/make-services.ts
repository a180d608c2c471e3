import type { CollectedAccount } from './collect-accounts.ts';
import type { CoverageAccount, CoverageService, Severity } from './coverage-types.ts';
import { addKeyPage, registrableDomain } from './group-services.ts';
import type { MadeAccount } from './make-account.ts';
import { takesNoKeys, takesOneKey } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** A service of the report, with what the report as a whole is made from. */
export interface MadeService {
  readonly service: CoverageService;
  readonly accounts: readonly MadeAccount[];
  /** Place in the order of risk: smaller is graver. */
  readonly risk: number;
  /** The name as it is sorted. */
  readonly sortName: string;
}

/** Makes the services of some accounts, with their accounts in the order of risk. `services` are those of the accounts, one for each. */
export function makeServices(
  services: readonly CollectedAccount['service'][],
  accounts: readonly MadeAccount[],
): readonly MadeService[] {
  const byService = new Map<string, { service: CollectedAccount['service']; made: MadeAccount[] }>();
  for (const [index, made] of accounts.entries()) {
    const service = services[index];
    if (service === undefined) continue;
    const group = byService.get(made.account.serviceId);
    if (group === undefined) byService.set(made.account.serviceId, { service, made: [made] });
    else group.made.push(made);
  }
  return [...byService.values()].map(({ service, made }) => makeService(service, made));
}

function makeService(service: CollectedAccount['service'], made: readonly MadeAccount[]): MadeService {
  const { catalogue } = service;
  const accounts = distinguished(made).toSorted(({ account: left }, { account: right }) =>
    compareAccounts(left, right),
  );
  const rpId = catalogue?.rpIds[0] ?? service.rpId;
  return {
    service: {
      serviceId: service.serviceId,
      name: service.name,
      nameJa: catalogue?.nameJa ?? null,
      kind: service.kind,
      inCatalogue: catalogue !== null,
      domain: rpId === null || rpId.startsWith('ssh:') ? null : registrableDomain(rpId),
      addKeyUrl: addKeyPage(catalogue),
      takesOneKey: takesOneKey(service),
      takesNoKeys: takesNoKeys(service),
      accounts: accounts.map(({ account }) => account),
    },
    accounts,
    risk: accounts[0] === undefined ? Infinity : riskOf(accounts[0].account),
    sortName: service.name.toLowerCase(),
  };
}

/** Says of accounts that would look the same what tells them apart: the RP ID, else the user handle, else the key that it is recorded on. */
function distinguished(made: readonly MadeAccount[]): readonly MadeAccount[] {
  if (made.length < 2) return made;
  const alike = new Map<string, MadeAccount[]>();
  for (const one of made) {
    const { userName, userDisplayName, computer } = one.account;
    listFor(alike, JSON.stringify([foldText(userName ?? userDisplayName), computer])).push(one);
  }
  if (alike.size === made.length) return made;
  const signs = new Map<MadeAccount, string | null>();
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const rpIds = new Set(group.map(({ account }) => account.rpId));
    for (const one of group) {
      const { rpId, userId } = one.account;
      const sign =
        rpIds.size === group.length
          ? rpId
          : userId !== null
            ? userId.slice(0, 8)
            : (one.keyDoors[0]?.facts.label ?? rpId);
      signs.set(one, sign);
    }
  }
  return made.map((one) =>
    signs.has(one) ? { ...one, account: { ...one.account, distinguishedBy: signs.get(one) ?? null } } : one,
  );
}

const severityOrder: readonly (Severity | null)[] = ['critical', 'warning', 'notice', null];
const importanceOrder: readonly CoverageAccount['importance'][] = ['high', 'normal', 'low'];

/** By the gravest gap, then by importance. */
function riskOf({ gaps, importance }: CoverageAccount): number {
  const gravest = Math.min(...gaps.map((gap) => severityOrder.indexOf(gap.severity)), severityOrder.length - 1);
  return gravest * importanceOrder.length + importanceOrder.indexOf(importance);
}

function compareAccounts(left: CoverageAccount, right: CoverageAccount): number {
  return (
    riskOf(left) - riskOf(right) ||
    compareText(left.userName ?? '', right.userName ?? '') ||
    compareText(left.accountId, right.accountId)
  );
}
