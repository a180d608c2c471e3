import type { UndecidedReading } from './account-claims.ts';
import { findCircles } from './circles.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { AnalysedGroup } from './analysed-group.ts';
import { resolveDependencies } from './dependencies.ts';
import type { Devices } from './devices.ts';
import type { DraftAccount } from './draft-account.ts';
import {
  askAboutAccount,
  askAccountTypes,
  askSameAccount,
  askWhichAccount,
  askWhichService,
} from './find-questions.ts';
import type { AccountName } from './judge-dependent.ts';
import type { AnalysedKey } from './analysed-key.ts';
import { type AccountSurroundings, analyseDependentAccount } from './analyse-account.ts';
import { type AnalysedService, analyseServices } from './analyse-services.ts';
import { createQuestionList } from './question-list.ts';
import type { Question } from './question-types.ts';
import { createAccountIndex, resolveNeeds } from './resolve-needs.ts';
import { createLossUnitNames } from './loss-unit-names.ts';
import { compareText } from '../lib/compare-text.ts';
import { listFor } from '../lib/list-for.ts';

export interface JoinedServices {
  readonly services: readonly AnalysedService[];
  readonly questions: readonly Question[];
}

/** Assesses the accounts that depend on others, and puts the services of all groups together. */
export function joinDependents(
  groups: readonly AnalysedGroup[],
  undecided: readonly UndecidedReading[],
  keys: readonly AnalysedKey[],
  devices: Devices,
  input: Pick<CoverageInput, 'now' | 'dismissedQuestions'>,
): JoinedServices {
  const drafts = groups.flatMap((group) => group.drafts);
  const dependents = drafts
    .filter(({ isDependent }) => isDependent)
    .toSorted((left, right) => compareText(left.collected.accountId, right.collected.accountId));
  const questions = createQuestionList();
  for (const group of groups) for (const record of group.collected.unattached) askWhichAccount(record, questions);
  for (const draft of drafts) askAboutAccount(draft, questions);
  for (const group of groups) askWhichService(group.drafts, questions);
  askAccountTypes(undecided, drafts, questions);
  askSameAccount(drafts, questions);

  const around = dependents.length === 0 ? null : surroundingsOf(groups, drafts, dependents, keys, devices, questions);
  const services = groups.flatMap(({ drafts: own, analysed, collected, services: complete }) => {
    if (complete !== null || around === null) return complete ?? [];
    const judged = own.map(
      (draft) => analysed.get(draft) ?? analyseDependentAccount(draft, around, collected.unattached, input.now),
    );
    return analyseServices(
      own.map((draft) => draft.collected.service),
      judged,
    );
  });
  const dismissed = new Set(input.dismissedQuestions);
  return { services, questions: questions.all().filter(({ id }) => !dismissed.has(id)) };
}

function surroundingsOf(
  groups: readonly AnalysedGroup[],
  drafts: readonly DraftAccount[],
  dependents: readonly DraftAccount[],
  keys: readonly AnalysedKey[],
  devices: Devices,
  questions: ReturnType<typeof createQuestionList>,
): AccountSurroundings {
  const byId = new Map(drafts.map((draft) => [draft.collected.accountId, draft]));
  const byService = new Map<string, DraftAccount[]>();
  for (const draft of drafts) listFor(byService, draft.collected.service.serviceId).push(draft);
  const joinedTo = new Map(groups.flatMap(({ collected }) => [...collected.joinedTo]));
  const index = createAccountIndex(byId, byService, joinedTo);
  const dependencies = resolveDependencies(dependents, byId, (draft, method) =>
    resolveNeeds(draft, method, index, questions),
  );
  const { nameOfLossUnit, keysOfLossUnit } = createLossUnitNames(keys, devices, dependents);
  return {
    dependencies,
    accounts: byId,
    circles: findCircles(dependencies.edges),
    nameOfLossUnit,
    keysOfLossUnit,
    nameOfAccount: (accountId) => {
      const draft = byId.get(accountId);
      return draft === undefined ? { en: accountId, ja: accountId } : nameOf(draft, byService);
    },
  };
}

/** Formats an account by its service, with its user name where the service has several. */
function nameOf({ collected }: DraftAccount, byService: ReadonlyMap<string, readonly DraftAccount[]>): AccountName {
  const { service, enrolments, otherWaysIn } = collected;
  const userName = [...enrolments, ...otherWaysIn].find((record) => record.userName !== null)?.userName ?? null;
  const isOnly = (byService.get(service.serviceId)?.length ?? 0) < 2;
  const user = isOnly || userName === null ? '' : ` (${userName})`;
  return { en: service.name + user, ja: (service.catalogue?.nameJa ?? service.name) + user };
}
