import type { BackupSession } from '../domain/backup-session.ts';
import type { BackupPlan } from './backup-plan-types.ts';

/** Accounts, by id, that are on the spare now and not yet ticked. */
export interface NewOnSpare {
  /** A complete reading before said that they were not there. */
  readonly added: readonly string[];
  /** The accounts that were not known before. */
  readonly found: readonly string[];
}

/** Compares the plan after a reading with what the session has ticked. `before`: the plan before the reading, where there is one. */
export function newlyOnSpare(session: BackupSession, after: BackupPlan, before: BackupPlan | null): NewOnSpare {
  const ticked = new Set(session.items.filter(({ state }) => state === 'ticked').map(({ accountId }) => accountId));
  const absent = new Set(
    before?.items.filter(({ spare }) => spare === 'absent').map(({ account }) => account.accountId),
  );
  const news = after.items
    .filter(({ state, account }) => state === 'ticked' && !ticked.has(account.accountId))
    .map(({ account }) => account.accountId);
  return { added: news.filter((id) => absent.has(id)), found: news.filter((id) => !absent.has(id)) };
}
