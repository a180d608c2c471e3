import { type AccountState, closedState, type StateRule } from './account-states.ts';
import type { LossEntry } from './loss-index.ts';
import { accountIdsOf, allNeedsOf } from './method-needs.ts';
import { listFor } from '../lib/list-for.ts';

export interface SettledStates {
  stateOf(accountId: string): AccountState;
  /** Returns when an account opened, for sure or with help: it opened by things, or by accounts with smaller numbers. Null: it is closed. */
  orderOf(accountId: string, help: boolean): number | null;
}

/** Opens accounts by what is in hand, and by accounts that are open, until nothing changes. `outside` are all others. */
export function settleStates(entries: Iterable<LossEntry>, rule: StateRule, outside: SettledStates): SettledStates {
  const queue = new Set(entries);
  const states = new Map([...queue].map(({ account }) => [account.accountId, closedState]));
  const orders = { sure: new Map<string, number>(), help: new Map<string, number>() };
  const stateOf = (accountId: string): AccountState => states.get(accountId) ?? outside.stateOf(accountId);
  const waiting = new Map<string, LossEntry[]>();
  for (const entry of queue) {
    for (const accountId of accountIdsOf(allNeedsOf(entry.account)))
      if (states.has(accountId)) listFor(waiting, accountId).push(entry);
  }
  // Those outside opened before: their numbers are not positive.
  let order = 1;
  for (const entry of queue) {
    queue.delete(entry);
    const { accountId } = entry.account;
    const before = stateOf(accountId);
    const state = rule.stateOf(entry, stateOf);
    if (state.sure === before.sure && state.help === before.help && state.possible === before.possible) continue;
    states.set(accountId, state);
    if (state.sure && !before.sure) orders.sure.set(accountId, order++);
    if (state.help && !before.help) orders.help.set(accountId, order++);
    for (const other of waiting.get(accountId) ?? []) queue.add(other);
  }
  return {
    stateOf,
    orderOf(accountId, help) {
      if (states.has(accountId)) return orders[help ? 'help' : 'sure'].get(accountId) ?? null;
      const before = outside.orderOf(accountId, help);
      return before === null ? null : before - 1e9;
    },
  };
}
