import { toOperationFailure } from './operation-failure.ts';
import type { OpenedKey } from './opened-key.ts';
import { run as readKey } from './operations/read-key.ts';

/** Reads a key's facts again after a change. Returns false where that fails: it is shown as the key's problem, and the change stands. */
export async function readAfterChange(opened: OpenedKey): Promise<boolean> {
  const { record } = opened;
  try {
    await readKey(opened);
    return true;
  } catch (error) {
    const failure = toOperationFailure(error, { operation: 'read-key', step: 'read', changesKey: false });
    record.view = { ...record.view, problem: failure };
    return false;
  }
}
