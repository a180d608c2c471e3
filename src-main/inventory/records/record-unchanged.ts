import { type ChangeContext, note } from './change-context.ts';
import type { UnchangedReading } from '../inventory.ts';
import { invalid } from '../file/storage-failure.ts';

/** Records that the passkeys of a key are those that it listed last. Throws `input-invalid` where its last complete listing is another one. */
export function recordUnchanged(context: ChangeContext, { keyId, since, readAt }: UnchangedReading): void {
  const { data } = context;
  const key = data.get('key', keyId);
  if (key === null) throw invalid('no-such-key');
  if (key.lastRead !== since || !key.lastReadComplete || key.needsReread) throw invalid('read-since');
  data.put('key', { ...key, lastSeen: readAt, lastRead: readAt });
  const listed = data
    .all('enrolment')
    .filter(
      (enrolment) =>
        enrolment.keyId === keyId &&
        enrolment.evidence === 'read' &&
        enrolment.vanishedAt === null &&
        enrolment.asOf === since,
    );
  for (const enrolment of listed) data.put('enrolment', { ...enrolment, asOf: readAt });
  note(context, 'key-read', keyId, {
    passkeys: String(listed.length),
    complete: 'true',
    added: '0',
    vanished: '0',
    renamed: '0',
  });
}
