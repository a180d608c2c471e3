import { type CollectedAccount, collectAccounts } from './collect-accounts.ts';
import type { CoverageAccount, CoverageService, Severity } from './coverage-types.ts';
import { addKeyPage, registrableDomain } from './group-services.ts';
import { type AnalysisContext, type MadeAccount, makeAccount } from './make-account.ts';
import type { RecordGroup } from './sort-records.ts';
import { takesNoKeys, takesOneKey } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';

/** A service of the report, with what the report as a whole is made from. */
export interface MadeService {
  readonly service: CoverageService;
  readonly accounts: readonly MadeAccount[];
  /** Place in the order of risk: smaller is graver. */
  readonly risk: number;
  /** The name as it is sorted. */
  readonly sortName: string;
}

/** Makes the services of a group of records, with their accounts in the order of risk. */
export function makeServices(records: RecordGroup, context: AnalysisContext): readonly MadeService[] {
  const byService = new Map<string, { service: CollectedAccount['service']; made: MadeAccount[] }>();
  for (const collected of collectAccounts(records)) {
    const made = makeAccount(collected, context);
    const group = byService.get(made.account.serviceId);
    if (group === undefined) byService.set(made.account.serviceId, { service: collected.service, made: [made] });
    else group.made.push(made);
  }
  return [...byService.values()].map(({ service, made }) => makeService(service, made));
}

function makeService(service: CollectedAccount['service'], made: readonly MadeAccount[]): MadeService {
  const { catalogue } = service;
  const accounts = made.toSorted(({ account: left }, { account: right }) => compareAccounts(left, right));
  const rpId = catalogue?.rpIds[0] ?? service.rpId;
  return {
    service: {
      serviceId: service.serviceId,
      name: service.name,
      nameJa: catalogue?.nameJa ?? null,
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
