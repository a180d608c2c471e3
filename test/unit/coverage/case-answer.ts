import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { readFileSync } from 'node:fs';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { parseDocument } from '../../../src-main/inventory/transfer/import-json.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf, type CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossImpact } from '../../../src-shared/domain/loss-impact.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import type { Verdict } from '../../../src-shared/coverage/verdict.ts';
import { planTasks, type PlanTask } from '../../../src-shared/plans/recovery-plan-types.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { gapMessage, verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { accountsOf } from './coverage-fixtures.ts';

const folder = new URL('../../vectors/coverage/cases/', import.meta.url);

/** Answer of the program about one account. */
export interface AccountAnswer {
  readonly verdict: Verdict;
  readonly survives: boolean | null;
  readonly onlyKey: string | null;
  /** Each as "way → account → account (what closes the last)". */
  readonly chains: readonly string[];
}

/** Answer of the program about an inventory. Accounts are named by service and user name, and by what distinguishes two alike. */
export interface CaseAnswer {
  readonly input: CoverageInput;
  readonly report: CoverageReport;
  readonly accounts: Readonly<Record<string, AccountAnswer>>;
  /** As "kind: name". */
  readonly questions: readonly string[];
}

/** Reads an exported document as an import does, with all its upgrades and checks, and analyses it with the catalogue that is shipped. */
export function analyseCase(name: string): CaseAnswer {
  const document = parseDocument(readFileSync(new URL(`${name}.json`, folder), 'utf8'), false);
  const catalogue = {
    services: loadServices(),
    advisories: loadAdvisories(),
    otherWayProviders: loadOtherWays(),
    siteOf,
  };
  return answerOf(
    coverageInputOf({ revision: 1, interrupted: [], ...document }, catalogue, '2026-11-29T00:00:00.000Z'),
  );
}

export function answerOf(input: CoverageInput): CaseAnswer {
  const report = analyseCoverage(input);
  const accounts = accountsOf(report).map((account) => [nameOf(account), accountAnswer(report, account)] as const);
  return {
    input,
    report,
    accounts: Object.fromEntries(accounts),
    questions: report.questions.map(({ kind, name }) => `${kind}: ${name}`),
  };
}

function nameOf({ serviceId, userName, distinguishedBy, computer }: CoverageAccount): string {
  return [serviceId, userName, distinguishedBy, computer].filter((part) => part !== null).join(' ');
}

function accountAnswer(report: CoverageReport, account: CoverageAccount): AccountAnswer {
  const names = new Map(accountsOf(report).map((one) => [one.accountId, nameOf(one)]));
  const ways = new Map(account.otherWaysIn.map(({ id, name }) => [id, name]));
  const chains = account.chains.map(({ wayIds, accountIds, lossUnitNames }) => {
    const path = [wayIds.map((id) => ways.get(id)).join(', '), ...accountIds.map((id) => names.get(id))].join(' → ');
    return `${path} (${lossUnitNames.join(', ')})`;
  });
  return {
    verdict: account.verdict,
    survives: account.survivesAnyOneLoss,
    onlyKey: report.keys.find(({ keyId }) => keyId === account.onlyKeyId)?.label ?? null,
    chains,
  };
}

/** Returns what becomes of every account by a loss, by the names of the answer; keys are named by their labels. */
export function outcomesWithout(
  { report }: CaseAnswer,
  keyLabels: readonly string[],
  lost: Omit<AssumedLoss, 'keyIds'> = {},
): Readonly<Record<string, LossImpact>> {
  const { touched } = simulateLoss(report, { ...lost, keyIds: keyIdsOf(report, keyLabels) });
  const lossImpacts = new Map(touched.map(({ account, lossImpact }) => [account.accountId, lossImpact]));
  return Object.fromEntries(
    accountsOf(report).map((account) => [
      nameOf(account),
      lossImpacts.get(account.accountId) ?? presentLossImpact(report, account),
    ]),
  );
}

/** Returns the names of the accounts in each section of the loss plan, in its order; empty sections are left out. */
export function planWithout(
  { report, input }: CaseAnswer,
  keyLabels: readonly string[],
): Partial<Readonly<Record<PlanTask, readonly string[]>>> {
  const plan = planLoss(
    { snapshot: { keys: [...input.keys], otherWaysIn: [...input.otherWaysIn] }, report, services: input.services },
    { keyIds: keyIdsOf(report, keyLabels) },
  );
  const sections = planTasks.map((task) => [task, plan.sections[task].map(({ account }) => nameOf(account))] as const);
  return Object.fromEntries(sections.filter(([, names]) => names.length > 0));
}

function keyIdsOf({ keys }: CoverageReport, labels: readonly string[]): readonly string[] {
  return labels.map((label) => {
    const key = keys.find((one) => one.label === label);
    if (key === undefined) throw new Error(`no key has the label ${label}`);
    return key.keyId;
  });
}

/** Returns what a person reads about an account: verdict and gaps, with what stands in the chains, in each language. */
export function sentencesOf({ report }: CaseAnswer, name: string): { readonly en: string; readonly ja: string } {
  const account = accountsOf(report).find((one) => nameOf(one) === name);
  if (account === undefined) throw new Error(`no account has the name ${name}`);
  const inLanguage = (language: 'en' | 'ja'): string => {
    const t = createTranslator(language);
    const gaps = account.gaps.flatMap((gap) => [gapMessage(t, gap).text, gapMessage(t, gap).next]);
    if (gaps.some((text) => text === '')) throw new Error(`a gap of ${name} has no sentence in ${language}`);
    return [verdictMessage(t, account), ...gaps].join(' · ');
  };
  return { en: inLanguage('en'), ja: inLanguage('ja') };
}
