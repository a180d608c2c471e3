import { z } from 'zod';
import { accountIdSchema } from '../../../src-shared/domain/fields-schema.ts';
import { type ChangeContext, note } from './change-context.ts';
import { parsed } from './edit-input.ts';
import { sameAccountIdentity } from './record-identity.ts';
import { invalid } from '../file/storage-failure.ts';

const mostSameAccounts = 10_000;

/**
 * Attaches a record by hand to an account, or with null lets it be found by service and user name again. Throws `input-invalid`:
 * `no-such-told-enrolment`, `no-such-way`, `account`.
 */
export function attachRecord(
  context: ChangeContext,
  kind: 'enrolment' | 'other-way',
  id: string,
  account: string | null,
): void {
  const { data } = context;
  const accountId = parsed(accountIdSchema.nullable(), account, 'account');
  const attached = String(accountId !== null);
  if (kind === 'enrolment') {
    const enrolment = data.get('enrolment', id);
    // What was read from a key names its account itself.
    if (enrolment === null || enrolment.evidence !== 'told') throw invalid('no-such-told-enrolment');
    if (enrolment.accountId === accountId) return;
    data.put('enrolment', { ...enrolment, accountId });
    const { keyId, serviceId, rpId, userName } = enrolment;
    note(context, 'record-attached', keyId, { serviceId, rpId, userName, attached });
    return;
  }
  const way = data.get('other-way', id);
  if (way === null) throw invalid('no-such-way');
  if (way.accountId === accountId) return;
  data.put('other-way', { ...way, accountId });
  const { name, serviceId, rpId, userName } = way;
  note(context, 'record-attached', null, { name, serviceId, rpId, userName, attached });
}

/** Records that two accounts are one; a second time changes nothing. Throws `input-invalid`: `account`, `one-account`, `too-many`. */
export function joinAccounts(context: ChangeContext, accountId: string, otherAccountId: string): { id: string } {
  const { data } = context;
  const accountIds = parsed(z.tuple([accountIdSchema, accountIdSchema]), [accountId, otherAccountId], 'account');
  if (accountIds[0] === accountIds[1]) throw invalid('one-account');
  const joined = data.all('same-account');
  const identity = sameAccountIdentity({ accountIds });
  const before = joined.find((record) => sameAccountIdentity(record) === identity);
  if (before !== undefined) return { id: before.id };
  if (joined.length >= mostSameAccounts) throw invalid('too-many');
  const id = context.newId();
  data.put('same-account', { id, accountIds, asOf: context.now });
  note(context, 'accounts-joined', null, detailsOf(accountIds));
  return { id };
}

/** Withdraws that two accounts are one. Throws `input-invalid` (`no-such-join`). */
export function separateAccounts(context: ChangeContext, id: string): void {
  const joined = context.data.get('same-account', id);
  if (joined === null) throw invalid('no-such-join');
  context.data.remove('same-account', id);
  note(context, 'accounts-separated', null, detailsOf(joined.accountIds));
}

/** Returns the details of two accounts for an entry of the activity. The id of an account begins with that of its service. */
function detailsOf([first, second]: readonly [string, string]) {
  const [serviceId = null] = first.split('|');
  return { serviceId, account: first, other: second };
}
