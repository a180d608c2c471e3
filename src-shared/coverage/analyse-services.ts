import type { CollectedAccount } from './collected-accounts.ts';
import type { CoverageAccount, CoverageService } from './coverage-account.ts';
import type { Severity } from './gap.ts';
import type { AnalysedAccount } from './analyse-account.ts';
import { addKeyPage } from './group-services.ts';
import { takesNoKeys, takesOneKey } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** A service of the report, with what the report as a whole is made from. */
export interface AnalysedService {
  readonly service: CoverageService;
  readonly accounts: readonly AnalysedAccount[];
  /** Place in the order of risk: smaller is graver. */
  readonly risk: number;
  /** The name as it is sorted. */
  readonly sortName: string;
}

/** Composes the services of some accounts, with their accounts in the order of risk. `services` are those of the accounts, one for each. */
export function analyseServices(
  services: readonly CollectedAccount['service'][],
  accounts: readonly AnalysedAccount[],
): readonly AnalysedService[] {
  const byService = new Map<string, { service: CollectedAccount['service']; analysed: AnalysedAccount[] }>();
  for (const [index, analysed] of accounts.entries()) {
    const service = services[index];
    if (service === undefined) continue;
    const group = byService.get(analysed.account.serviceId);
    if (group === undefined) byService.set(analysed.account.serviceId, { service, analysed: [analysed] });
    else group.analysed.push(analysed);
  }
  return [...byService.values()].map(({ service, analysed }) => analyseService(service, analysed));
}

function analyseService(service: CollectedAccount['service'], analysed: readonly AnalysedAccount[]): AnalysedService {
  const { catalogue } = service;
  const accounts = distinguished(analysed).toSorted(({ account: left }, { account: right }) =>
    compareAccounts(left, right),
  );
  return {
    service: {
      serviceId: service.serviceId,
      name: service.name,
      nameJa: catalogue?.nameJa ?? null,
      kind: service.kind,
      inCatalogue: catalogue !== null,
      domain: service.domain,
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

/** Distinguishes accounts that would look the same: the RP ID, else the user handle, else the key that it is recorded on. */
function distinguished(analysed: readonly AnalysedAccount[]): readonly AnalysedAccount[] {
  if (analysed.length < 2) return analysed;
  const alike = new Map<string, AnalysedAccount[]>();
  for (const one of analysed) {
    const { userName, userDisplayName, computer } = one.account;
    listFor(alike, JSON.stringify([foldText(userName ?? userDisplayName), computer])).push(one);
  }
  if (alike.size === analysed.length) return analysed;
  const signs = new Map<AnalysedAccount, string | null>();
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
            : (one.keyMethods[0]?.facts.label ?? rpId);
      signs.set(one, sign);
    }
  }
  return analysed.map((one) =>
    signs.has(one) ? { ...one, account: { ...one.account, distinguishedBy: signs.get(one) ?? null } } : one,
  );
}

const severityOrder: readonly (Severity | null)[] = ['critical', 'warning', 'notice', null];
const importanceOrder: readonly CoverageAccount['importance'][] = ['high', 'normal', 'low'];

/** Ranks by the gravest gap, then by importance. */
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
