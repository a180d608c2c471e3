import { describe, expect, it, vi } from 'vitest';
import { alicesCodes, failureOf, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const account = 'aws|user:01';
const other = 'aws|user:02';

async function withKey() {
  const inventory = await open({ file: 'memory' });
  const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([passkey('alice')])));
  const told = { keyId, serviceId: 'aws', rpId: null, userName: 'admin', note: null };
  return { inventory, keyId, told };
}

describe('attaching a record by hand to an account', () => {
  it('keeps it there until it is taken back', async () => {
    const { inventory, told } = await withKey();
    const { id } = await must(inventory.addManual(told));
    const way = await must(inventory.addOtherWayIn(alicesCodes));
    await must(inventory.attachRecord('enrolment', id, account));
    await must(inventory.attachRecord('enrolment', id, account));
    await must(inventory.attachRecord('other-way', way.id, account));
    const attached = await must(inventory.snapshot());
    expect(attached.enrolments.find((one) => one.id === id)?.accountId).toBe(account);
    expect(attached.otherWaysIn[0]?.accountId).toBe(account);
    expect(attached.activity.slice(0, 2)).toMatchObject([
      {
        kind: 'record-attached',
        keyLabel: null,
        details: { serviceId: 'github', userName: 'alice', attached: 'true' },
      },
      { kind: 'record-attached', details: { serviceId: 'aws', userName: 'admin', attached: 'true' } },
    ]);
    // Told again without an account, it stays where it is.
    await must(inventory.addManual({ ...told, note: 'again' }));
    expect((await must(inventory.snapshot())).enrolments.find((one) => one.id === id)).toMatchObject({
      accountId: account,
      note: 'again',
    });
    await must(inventory.attachRecord('enrolment', id, null));
    await must(inventory.attachRecord('other-way', way.id, null));
    await must(inventory.attachRecord('other-way', way.id, null));
    const detached = await must(inventory.snapshot());
    expect(detached.enrolments.map(({ accountId }) => accountId)).toEqual([null, null]);
    expect(detached.otherWaysIn[0]?.accountId).toBeNull();
    expect(detached.activity[0]).toMatchObject({ kind: 'record-attached', details: { attached: 'false' } });
  });

  it('lets one user name stand for two accounts of a service', async () => {
    const { inventory, told } = await withKey();
    const first = await must(inventory.addManual({ ...told, accountId: account }));
    const second = await must(inventory.addManual({ ...told, accountId: other }));
    expect(second.id).not.toBe(first.id);
    expect(await must(inventory.addManual({ ...told, accountId: other, userName: 'ADMIN' }))).toEqual(second);
    const { enrolments } = await must(inventory.snapshot());
    expect(enrolments.map(({ accountId }) => accountId)).toEqual([null, account, other]);
  });

  it('refuses what was read, what is not there, and what is no account', async () => {
    const { inventory, told } = await withKey();
    const { id } = await must(inventory.addManual(told));
    const read = (await must(inventory.snapshot())).enrolments.find(({ evidence }) => evidence === 'read')?.id ?? '';
    for (const [kind, record, accountId, detail] of [
      ['enrolment', read, account, 'no-such-told-enrolment'],
      ['enrolment', 'nothing', account, 'no-such-told-enrolment'],
      ['other-way', id, account, 'no-such-way'],
      ['enrolment', id, '', 'account'],
    ] as const) {
      const outcome = inventory.attachRecord(kind, record, accountId);
      expect(await failureOf(outcome)).toEqual({ kind: 'input-invalid', detail });
    }
  });
});

describe('two accounts that are one', () => {
  it('are joined once and separated again', async () => {
    const { inventory } = await withKey();
    const { id } = await must(inventory.joinAccounts(account, other));
    expect(await must(inventory.joinAccounts(other, account))).toEqual({ id });
    const joined = await must(inventory.snapshot());
    expect(joined.sameAccounts).toMatchObject([{ id, accountIds: [account, other] }]);
    expect(joined.activity[0]).toMatchObject({
      kind: 'accounts-joined',
      details: { serviceId: 'aws', account, other },
    });
    await must(inventory.separateAccounts(id));
    const separated = await must(inventory.snapshot());
    expect(separated.sameAccounts).toEqual([]);
    expect(separated.activity[0]?.kind).toBe('accounts-separated');
    expect(await failureOf(inventory.separateAccounts(id))).toMatchObject({ detail: 'no-such-join' });
    expect(await failureOf(inventory.joinAccounts(account, account))).toMatchObject({ detail: 'one-account' });
    expect(await failureOf(inventory.joinAccounts(account, ''))).toMatchObject({ detail: 'account' });
  });
});

describe('the service of a passkey', () => {
  const alice = { userId: '01', userName: 'alice' };
  const marksOf = async (inventory: Awaited<ReturnType<typeof withKey>>['inventory']) =>
    (await must(inventory.snapshot())).accountMarks.map(({ serviceId, importance }) => [serviceId, importance]);

  it('is said, changed and taken back, whatever its importance', async () => {
    const { inventory } = await withKey();
    await must(inventory.assignService({ ...alice, serviceId: 'bank' }));
    await must(inventory.assignService({ ...alice, serviceId: 'bank' }));
    await must(inventory.markAccount({ ...alice, serviceId: 'bank' }, 'high'));
    expect(await marksOf(inventory)).toEqual([
      ['bank', null],
      ['bank', 'high'],
    ]);
    await must(inventory.assignService({ ...alice, userName: 'ALICE', serviceId: 'other-bank' }));
    expect(await marksOf(inventory)).toEqual([
      ['other-bank', null],
      ['bank', 'high'],
    ]);
    await must(inventory.markAccount({ ...alice, serviceId: 'bank' }, null));
    expect(await marksOf(inventory)).toEqual([['other-bank', null]]);
    await must(inventory.assignService({ ...alice, serviceId: null }));
    await must(inventory.assignService({ ...alice, serviceId: null }));
    const { accountMarks, activity } = await must(inventory.snapshot());
    expect(accountMarks).toEqual([]);
    expect(activity.map(({ kind, details }) => [kind, details['serviceId'], details['assigned']]).slice(0, 5)).toEqual([
      ['service-assigned', 'other-bank', 'false'],
      ['account-marked', 'bank', undefined],
      ['service-assigned', 'other-bank', 'true'],
      ['account-marked', 'bank', undefined],
      ['service-assigned', 'bank', 'true'],
    ]);
  });

  it('is said of a user handle only', async () => {
    const { inventory } = await withKey();
    for (const wrong of [
      { ...alice, userId: null },
      { ...alice, userId: 'no hex' },
      { ...alice, serviceId: '' },
    ]) {
      const outcome = inventory.assignService({ serviceId: 'bank', ...wrong });
      expect(await failureOf(outcome)).toEqual({ kind: 'input-invalid', detail: 'account-mark' });
    }
  });
});
