import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { requireFingerprintAccess } from '../fingerprint-access.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { withFailureContext } from '../operation-failure.ts';
import { listAfterChange } from '../read-fingerprints.ts';
import { requireListedFingerprint } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Removes one fingerprint, sent once and never cancelled half-way, then lists to say whether it is really gone. Throws KeyFailure. */
export async function run(
  opened: OpenedKey<'look'>,
  { templateId }: RunInput<'remove-fingerprint'>,
): Promise<OutputOf<'remove-fingerprint'>> {
  const { record, session, signal } = opened;
  const access = requireFingerprintAccess(record);
  requireListedFingerprint(record, templateId);
  signal.throwIfAborted();
  const request = { token: access.token, templateId: fromHex(templateId) };
  const sending = session.send(access.commands.removeEnrollment, request, writeOptions(opened));
  await withFailureContext({ operation: 'remove-fingerprint', step: 'fingerprint', changesKey: true }, sending);
  const listing = await listAfterChange('remove-fingerprint', opened, access, true);
  const stillListed = listing === null ? null : listing.fingerprints.some((one) => one.templateId === templateId);
  return { stillListed, listing };
}
