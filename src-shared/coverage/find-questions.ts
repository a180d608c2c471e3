import { assumedKind } from '../domain/assumed-kind.ts';
import type { UndecidedReading } from './account-claims.ts';
import type { UnattachedRecord } from './collected-accounts.ts';
import type { DraftAccount } from './draft-account.ts';
import type { QuestionList } from './question-list.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** Asks to which account a record by hand belongs that fits several. */
export function askWhichAccount({ record, service, accountIds }: UnattachedRecord, questions: QuestionList): void {
  const isWay = 'name' in record;
  questions.ask({
    kind: 'which-account',
    serviceId: service.serviceId,
    name: isWay ? record.name : (record.userName ?? service.name),
    userName: record.userName,
    accountIds,
    enrolmentIds: isWay ? [] : [record.id],
    wayIds: isWay ? [record.id] : [],
    aboutAccountIds: accountIds,
  });
}

/** Asks at which of several services accounts are whose RP ID they share. */
export function askAccountTypes(
  readings: readonly UndecidedReading[],
  drafts: readonly DraftAccount[],
  questions: QuestionList,
): void {
  const byHandle = new Map<string, string[]>();
  for (const { userId } of readings) if (userId !== null) byHandle.set(userId, []);
  if (byHandle.size === 0) return;
  for (const { collected } of drafts) byHandle.get(collected.userId ?? '')?.push(collected.accountId);
  for (const { userId, userName, serviceIds } of readings) {
    if (userId === null) continue;
    const aboutAccountIds = byHandle.get(userId) ?? [];
    questions.ask({ kind: 'account-type', name: userName, userName, userId, serviceIds, aboutAccountIds });
  }
}

/** Asks what an account itself leaves open: a second key, the end of a pass, whether a service takes a kind of passkey. */
export function askAboutAccount(
  { collected, possible, notCounted, notKnown }: DraftAccount,
  questions: QuestionList,
): void {
  const { accountId, service } = collected;
  const about = { serviceId: service.serviceId, aboutAccountIds: [accountId] };
  if (possible.missing > 0)
    questions.ask({ ...about, kind: 'second-key', name: service.name, accountIds: [accountId] });
  for (const way of notCounted) {
    if (assumedKind(way) !== 'temporary-access-pass' || way.validUntil !== null) continue;
    questions.ask({ ...about, kind: 'pass-end', name: way.name, wayIds: [way.id], accountIds: [accountId] });
  }
  for (const way of notKnown)
    questions.ask({ ...about, kind: 'takes-authenticator', name: service.name, wayIds: [way.id] });
}

/** Asks which service an RP ID of the web belongs to that the catalogue does not know. `drafts` are the accounts of related services. */
export function askWhichService(drafts: readonly DraftAccount[], questions: QuestionList): void {
  const unknown = new Map<string, string[]>();
  for (const { collected } of drafts) {
    const { rpId, domain, catalogue, kind, imitates, rpIdState } = collected.service;
    if (
      catalogue !== null ||
      rpId === null ||
      domain === null ||
      kind !== 'web' ||
      rpIdState !== 'full' ||
      imitates !== null
    )
      continue;
    if (collected.enrolments.some(({ evidence }) => evidence === 'read'))
      listFor(unknown, rpId).push(collected.accountId);
  }
  for (const [rpId, aboutAccountIds] of unknown) {
    questions.ask({ kind: 'which-service', name: rpId, aboutAccountIds });
  }
}

/** Checks whether accounts of one name are one, at a service where a name may stand for several. */
export function askSameAccount(drafts: readonly DraftAccount[], questions: QuestionList): void {
  const byName = new Map<string, DraftAccount[]>();
  for (const draft of drafts) {
    const { service, userId, enrolments } = draft.collected;
    const name = foldText(enrolments[0]?.userName ?? null);
    if (service.catalogue?.userNamesUnique !== false || userId !== null || name === null) continue;
    listFor(byName, `${service.serviceId}\n${name}`).push(draft);
  }
  for (const group of byName.values()) {
    const [first] = group;
    if (first === undefined || group.length < 2) continue;
    const accountIds = group.map(({ collected }) => collected.accountId).toSorted();
    questions.ask({
      kind: 'same-account',
      serviceId: first.collected.service.serviceId,
      name: first.collected.enrolments[0]?.userName ?? '',
      accountIds,
      aboutAccountIds: accountIds,
    });
  }
}
