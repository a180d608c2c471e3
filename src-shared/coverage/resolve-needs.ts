import type { NeededAccount } from './requirements.ts';
import type { DraftAccount } from './draft-account.ts';
import type { AccountReference } from './needs.ts';
import { ownersOf } from './candidate-keys.ts';
import type { QuestionList } from './question-list.ts';
import type { OtherMethod } from './other-methods.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** The accounts that ways in may depend on. */
export interface AccountIndex {
  readonly byId: ReadonlyMap<string, DraftAccount>;
  /** Returns the accounts of a service; with a name those of that user name, else those that have none. */
  ofService(serviceId: string, userName: string | null): readonly DraftAccount[];
  readonly joinedTo: ReadonlyMap<string, string>;
}

/** Indexes the accounts of services by their user names, as services are asked for. */
export function createAccountIndex(
  byId: ReadonlyMap<string, DraftAccount>,
  byService: ReadonlyMap<string, readonly DraftAccount[]>,
  joinedTo: ReadonlyMap<string, string>,
): AccountIndex {
  const names = new Map<string, ReadonlyMap<string, readonly DraftAccount[]>>();
  const namesIn = (serviceId: string): ReadonlyMap<string, readonly DraftAccount[]> => {
    let found = names.get(serviceId);
    if (found === undefined) {
      const byName = new Map<string, DraftAccount[]>();
      for (const draft of byService.get(serviceId) ?? []) {
        const own = new Set(namesOf(draft));
        for (const name of own.size === 0 ? [''] : own) listFor(byName, name).push(draft);
      }
      names.set(serviceId, (found = byName));
    }
    return found;
  };
  return {
    byId,
    joinedTo,
    ofService(serviceId, userName) {
      if (userName === null) return byService.get(serviceId) ?? [];
      const byName = namesIn(serviceId);
      // An account without a name may be the one that is meant.
      return byName.get(foldText(userName) ?? '') ?? byName.get('') ?? [];
    },
  };
}

/**
 * Finds the accounts that a way in needs. Where exactly one account fits it is taken; where several fit, or none is recorded, the person is
 * asked once for each provider and owner, and until then it is not known.
 */
export function resolveNeeds(
  draft: DraftAccount,
  method: OtherMethod,
  index: AccountIndex,
  questions: QuestionList,
): readonly NeededAccount[] {
  return method.needs.accounts.map((reference) => resolveAccount(reference, draft, method, index, questions));
}

function resolveAccount(
  reference: AccountReference,
  draft: DraftAccount,
  method: OtherMethod,
  index: AccountIndex,
  questions: QuestionList,
): NeededAccount {
  const { name, serviceIds, userName } = reference;
  const given = reference.accountId === null ? null : (index.joinedTo.get(reference.accountId) ?? reference.accountId);
  if (given !== null && index.byId.has(given)) return { accountId: given, name, questionId: null };

  const owner = ownerOf(draft, method);
  const found = serviceIds
    .flatMap((id) => index.ofService(id, userName))
    .filter((other) => other.collected.computer === null && fitsOwner(other, owner))
    .toSorted((left, right) => compareText(left.collected.accountId, right.collected.accountId));
  const [only] = found;
  if (only !== undefined && found.length === 1) return { accountId: only.collected.accountId, name, questionId: null };

  const questionId = questions.ask({
    kind: found.length > 1 ? 'provider-which' : 'provider-access',
    serviceId: serviceIds.length === 1 ? (serviceIds[0] ?? null) : null,
    name,
    userName,
    owner,
    accountIds: found.map(({ collected }) => collected.accountId),
    wayIds: method.wayIds,
    aboutAccountIds: [draft.collected.accountId],
  });
  return { accountId: null, name, questionId };
}

/**
 * Returns the owner of an account, as its keys, else the way in itself, say; null where nothing does, or several people have keys of it.
 */
function ownerOf({ recorded, collected }: DraftAccount, { wayIds }: OtherMethod): string | null {
  const owners = recorded.length === 0 ? null : ownersOf(recorded);
  if (owners !== null) return owners.size === 1 ? ([...owners][0] ?? null) : null;
  const way = collected.otherWaysIn.find(({ id }) => wayIds.includes(id));
  return foldText(way?.owner ?? null);
}

function fitsOwner({ recorded, collected }: DraftAccount, owner: string | null): boolean {
  if (owner === null) return true;
  const owners = recorded.length === 0 ? null : ownersOf(recorded);
  if (owners !== null) return owners.has(owner);
  const recordedOwners = collected.otherWaysIn.flatMap((way) => foldText(way.owner) ?? []);
  return recordedOwners.length === 0 || recordedOwners.includes(owner);
}

function namesOf({ collected }: DraftAccount): readonly string[] {
  return [...collected.enrolments, ...collected.otherWaysIn].flatMap(({ userName }) => foldText(userName) ?? []);
}
