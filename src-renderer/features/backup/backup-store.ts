import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SpareReading } from '../../../src-shared/ipc/backup-contract.ts';

/** The result of the last attempt to read the spare, as far as it is said on the screen. */
export type ReadingNews =
  | Exclude<SpareReading, { state: 'read' | 'which-key' | 'other-key-read' }>
  | { readonly state: 'other-key-read'; readonly label: string }
  | { readonly state: 'which-key' }
  | { readonly state: 'read'; readonly added: number; readonly found: number; readonly complete: boolean };

interface BackupStoreState {
  /** The session that is shown; null: the choice of keys. */
  readonly sessionId: string | null;
  readonly accountId: string | null;
  readonly busy: boolean;
  readonly news: ReadingNews | null;
  /** A reading whose key the person is asked to name; the list is ticked once they did. */
  readonly question: string | null;
}

const atStart: BackupStoreState = { sessionId: null, accountId: null, busy: false, news: null, question: null };

/** Lives outside of the view: going to another view and back loses neither the session nor the row. */
export const backupStore = createStore<BackupStoreState>(() => atStart);

export function useBackup<Selected>(select: (state: BackupStoreState) => Selected): Selected {
  return useStore(backupStore, select);
}

/** Shows a session, or with null the choice of keys. */
export function showSession(sessionId: string | null): void {
  backupStore.setState({ ...atStart, sessionId });
}

export function chooseAccount(accountId: string | null): void {
  backupStore.setState({ accountId });
}
