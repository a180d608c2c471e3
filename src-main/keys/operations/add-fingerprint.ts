import { fitsSensor } from '../../../src-shared/domain/fingerprint.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { enrolFingerprint } from '../enrol-fingerprint.ts';
import { type FingerprintAccess, requireFingerprintAccess } from '../fingerprint-access.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure } from '../operation-failure.ts';
import { listAfterChange, listFingerprints } from '../read-fingerprints.ts';
import { writeOptions } from '../watch-owner.ts';

type Opened = OpenedKey<'finger' | 'look'>;

/**
 * Adds a fingerprint: samples of a finger until the key has it, its name, and the list read back. Throws KeyFailure: `cancelled`,
 * `touch-timed-out`, `fingerprints-full`, `enrolment-lost` and `key-removed` with nothing on the key, `outcome-unknown` where the last sample was not answered.
 */
export async function run(opened: Opened, { name }: RunInput<'add-fingerprint'>): Promise<OutputOf<'add-fingerprint'>> {
  const { record } = opened;
  const access = requireFingerprintAccess(record);
  const { sensor, fingerprints } = await listFingerprints('add-fingerprint', opened, access);
  if (!fitsSensor(name, sensor)) throw new KeyFailure({ kind: 'input-invalid', detail: 'fingerprint-name-too-long' });
  const before = fingerprints.map(({ templateId }) => templateId);
  const templateId = await enrolFingerprint(opened, access, sensor.samples, before);
  if (name !== '') await tryName(opened, access, templateId, name);
  const listing = await listAfterChange('add-fingerprint', opened, access, false);
  if (listing === null) return { templateId, named: null, listing };
  const added = listing.fingerprints.find((listed) => listed.templateId === templateId);
  if (added === undefined) throw new KeyFailure({ kind: 'enrolment-lost' });
  return { templateId, named: (added.name ?? '') === name, listing };
}

/** Sets the name of a fingerprint that the key has just got. Whatever becomes of the name, the finger is enrolled: the list tells. */
async function tryName(
  opened: Opened,
  { commands, token }: FingerprintAccess,
  templateId: string,
  name: string,
): Promise<void> {
  try {
    const request = { token, templateId: fromHex(templateId), name };
    await opened.session.send(commands.setFriendlyName, request, writeOptions(opened));
  } catch {
    // The name is read back.
  }
}
