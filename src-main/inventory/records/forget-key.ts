import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';
import { tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';
import type { ForgottenKey } from '../inventory.ts';
import { invalid } from '../file/storage-failure.ts';
import { type ChangeContext, note } from './change-context.ts';
import { keyOf } from './edit-input.ts';
import { isLabelTaken, uniqueLabel } from './key-label.ts';
import { namesOfWaysRequiring } from './requirement-use.ts';

/**
 * Removes a key and everything that names it; one line of activity with its label stays, and records of losses keep the label that
 * the key had on the day of the loss. Returns what went, so that it can be taken back. Throws `input-invalid`: `no-such-key`, `key-in-use`
 * while other ways in require it.
 */
export function forgetKey(context: ChangeContext, keyId: string): ForgottenKey {
  const { data } = context;
  const key = keyOf(context, keyId);
  const users = namesOfWaysRequiring(data, (requirement) => requirement.type === 'key' && requirement.keyId === keyId);
  if (users.length > 0) throw invalid('key-in-use', users);
  const enrolments = [...data.enrolmentsOf(keyId)];
  const journal = data.all('journal').filter((record) => record.keyId === keyId);
  const activity = data.all('activity').filter((record) => record.keyId === keyId);
  const sessions = data
    .all('backup-session')
    .filter(({ primaryKeyId, spareKeyId }) => primaryKeyId === keyId || spareKeyId === keyId);
  const losses = data.all('loss').filter(({ keyIds }) => keyIds.includes(keyId));
  note(context, 'key-forgotten', keyId);
  const activityId = data.all('activity').at(-1)?.id ?? '';
  for (const { id } of enrolments) data.remove('enrolment', id);
  for (const { id } of journal) data.remove('journal', id);
  for (const { id } of activity) data.remove('activity', id);
  for (const { id } of sessions) data.remove('backup-session', id);
  for (const loss of losses) data.put('loss', { ...loss, keyIds: loss.keyIds.filter((id) => id !== keyId) });
  data.remove('key', keyId);
  const lossIds = losses.map(({ id }) => id);
  return { keyId, key, enrolments, journal, activity, sessions, lossIds, activityId };
}

/** Restores what `forgetKey` removed. Throws `input-invalid`: `key-known-again` where the same key is remembered again since. */
export function restoreKey(context: ChangeContext, forgotten: ForgottenKey): void {
  const { data } = context;
  const { keyId, key } = forgotten;
  const again = data
    .all('key')
    .some(
      (one) =>
        one.id === keyId ||
        (tellingSerial(one.vendorSerial) !== null && one.vendorSerial === key.vendorSerial && !isExcluded(one, key)),
    );
  if (again) throw invalid('key-known-again');
  data.remove('activity', forgotten.activityId);
  const label = isLabelTaken(data, key.label, keyId) ? uniqueLabel(data, key.label, context.defaultLabel) : key.label;
  data.put('key', { ...key, label });
  for (const record of forgotten.enrolments) data.put('enrolment', record);
  for (const record of forgotten.journal) data.put('journal', record);
  for (const record of forgotten.activity) data.put('activity', record);
  for (const record of forgotten.sessions) data.put('backup-session', record);
  for (const loss of data.all('loss')) {
    if (forgotten.lossIds.includes(loss.id)) data.put('loss', { ...loss, keyIds: [...loss.keyIds, keyId] });
  }
}
