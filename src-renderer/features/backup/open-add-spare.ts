import { api } from '../../api.ts';
import { showView } from '../../stores/navigation-store.ts';
import { run } from '../../stores/run.ts';
import { chooseAccount, showSession } from './backup-store.ts';

/** Opens "Add a spare" with two keys, at one account; a session of the two that is not finished goes on. */
export async function openAddSpare(wanted: {
  readonly primaryKeyId: string;
  readonly keyId: string;
  readonly accountId: string;
}): Promise<void> {
  const keys = { primaryKeyId: wanted.primaryKeyId, spareKeyId: wanted.keyId };
  const started = await run(api().backup.start(keys));
  if (started === undefined) return;
  showSession(started.sessionId);
  chooseAccount(wanted.accountId);
  showView('backup');
}
