import { fitsSensor } from '../../../src-shared/domain/fingerprint.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { requireFingerprintAccess } from '../fingerprint-access.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { listAfterChange } from '../read-fingerprints.ts';
import { requireListedFingerprint } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Sets the name of one fingerprint, sent once and never cancelled half-way, and reads the list back. Throws KeyFailure. */
export async function run(
  opened: OpenedKey<'look'>,
  { templateId, name }: RunInput<'rename-fingerprint'>,
): Promise<OutputOf<'rename-fingerprint'>> {
  const { record, session, signal } = opened;
  const access = requireFingerprintAccess(record);
  const { sensor } = requireListedFingerprint(record, templateId);
  if (!fitsSensor(name, sensor)) throw new KeyFailure({ kind: 'input-invalid', detail: 'fingerprint-name-too-long' });
  signal.throwIfAborted();
  const request = { token: access.token, templateId: fromHex(templateId), name };
  const sending = session.send(access.commands.setFriendlyName, request, writeOptions(opened));
  await withFailureContext({ operation: 'rename-fingerprint', step: 'fingerprint', changesKey: true }, sending);
  const listing = await listAfterChange('rename-fingerprint', opened, access, false);
  if (listing === null) return { named: null, listing };
  const { fingerprints } = listing;
  return { named: fingerprints.some((one) => one.templateId === templateId && one.name === name), listing };
}
