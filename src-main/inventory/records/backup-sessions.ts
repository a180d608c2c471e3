import { z } from 'zod';
import { backupSessionSchema } from '../../../src-shared/domain/backup-session-schema.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import { accountIdSchema, noteSchema } from '../../../src-shared/domain/fields-schema.ts';
import { type ChangeContext, makeRoom, note } from './change-context.ts';
import { emptyAsNull, keyOf, parsed } from './edit-input.ts';
import type { BackupItemState } from '../inventory.ts';
import { invalid } from '../file/storage-failure.ts';

const limits = { sessions: 500, items: 50_000 } as const;
const itemSchema = z.strictObject({
  state: backupSessionSchema.shape.items.element.shape.state,
  reason: noteSchema.nullable(),
});

/**
 * Starts a backup session, or returns the open one over the same two keys. Throws `input-invalid`: `no-such-key`, `same-key`,
 * `key-lost`, `too-many`.
 */
export function startBackupSession(
  context: ChangeContext,
  { primaryKeyId, spareKeyId }: Pick<BackupSession, 'primaryKeyId' | 'spareKeyId'>,
): { id: string; resumed: boolean } {
  if (primaryKeyId === spareKeyId) throw invalid('same-key');
  const keys = [keyOf(context, primaryKeyId), keyOf(context, spareKeyId)];
  if (keys.some((key) => key.lostAt !== null)) throw invalid('key-lost');
  const sessions = context.data.all('backup-session');
  const open = sessions.find(
    (session) =>
      session.closedAt === null && session.primaryKeyId === primaryKeyId && session.spareKeyId === spareKeyId,
  );
  if (open !== undefined) return { id: open.id, resumed: true };
  makeRoom(context, 'backup-session', limits.sessions);
  const id = context.newId();
  const { now } = context;
  context.data.put('backup-session', {
    id,
    primaryKeyId,
    spareKeyId,
    startedAt: now,
    changedAt: now,
    closedAt: null,
    items: [],
  });
  note(context, 'backup-session-started', spareKeyId, { name: keys[0]?.label ?? null });
  return { id, resumed: false };
}

/** Records what was done about one account; null forgets it. Throws `input-invalid`: `no-such-session`, `session-closed`, `backup-item`. */
export function setBackupItem(
  context: ChangeContext,
  sessionId: string,
  accountId: string,
  item: { readonly state: BackupItemState; readonly reason: string | null } | null,
): void {
  const session = sessionOf(context, sessionId);
  if (session.closedAt !== null) throw invalid('session-closed');
  const id = parsed(accountIdSchema, accountId, 'backup-item');
  const others = session.items.filter((other) => other.accountId !== id);
  const { now } = context;
  if (item === null) {
    if (others.length === session.items.length) return;
    context.data.put('backup-session', { ...session, items: others, changedAt: now });
    return;
  }
  const { state, reason } = parsed(itemSchema, item, 'backup-item');
  if (others.length >= limits.items) throw invalid('too-many');
  const items = [...others, { accountId: id, state, at: now, reason: emptyAsNull(reason) }];
  context.data.put('backup-session', { ...session, items, changedAt: now });
}

/** Ends a session; its record stays. Throws `input-invalid` (`no-such-session`). */
export function closeBackupSession(context: ChangeContext, sessionId: string): void {
  const session = sessionOf(context, sessionId);
  if (session.closedAt !== null) return;
  context.data.put('backup-session', { ...session, closedAt: context.now });
  const { items, spareKeyId, primaryKeyId } = session;
  note(context, 'backup-session-closed', spareKeyId, {
    name: context.data.get('key', primaryKeyId)?.label ?? null,
    done: String(items.filter(({ state }) => state === 'ticked' || state === 'told').length),
  });
}

function sessionOf(context: ChangeContext, sessionId: string): BackupSession {
  const session = context.data.get('backup-session', sessionId);
  if (session === null) throw invalid('no-such-session');
  return session;
}
