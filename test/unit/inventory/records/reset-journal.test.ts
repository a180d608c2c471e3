import { describe, expect, it } from 'vitest';
import { listing, must, open, passkey, pluggedKey, temporaryFile } from '../inventory-fixture.ts';

const key = pluggedKey({ vendorSerial: '1' });

describe('a reset in the inventory', () => {
  it('H-14 marks what the key opened as lost by it, by hand too, and removes none of it', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
    await must(inventory.addManual({ keyId, serviceId: 'x', rpId: null, userName: 'carol', note: null }));
    const other = pluggedKey({ vendorSerial: '2' });
    await must(inventory.recordListing(other, listing([passkey('dave')])));
    const { id } = await must(inventory.journalBegin({ keyId, operation: 'reset', credentialId: null }));
    await must(inventory.journalEnd(id, 'done'));
    const { enrolments, keys, activity } = await must(inventory.snapshot());
    const ofKey = enrolments.filter((one) => one.keyId === keyId);
    expect(ofKey.map(({ vanishedBy }) => vanishedBy)).toEqual(['reset', 'reset', 'reset']);
    expect(ofKey.every(({ vanishedAt }) => vanishedAt !== null)).toBe(true);
    expect(enrolments.filter((one) => one.keyId !== keyId).map(({ vanishedAt }) => vanishedAt)).toEqual([null]);
    expect(keys.find((one) => one.id === keyId)).toMatchObject({ pinSet: false, existing: 0, needsReread: false });
    expect(activity.some(({ kind, keyId: of }) => kind === 'key-reset' && of === keyId)).toBe(true);
  });

  it('H-17 that was under way when the program died is told at the next start, and nothing is called lost', async () => {
    const file = temporaryFile();
    const before = await open({ file });
    const { keyId } = await must(before.recordListing(key, listing([passkey('alice')])));
    await must(before.journalBegin({ keyId, operation: 'reset', credentialId: null }));
    await before.close();
    const inventory = await open({ file });
    const { keys, enrolments, interrupted, activity } = await must(inventory.snapshot());
    expect(keys).toMatchObject([{ id: keyId, needsReread: true }]);
    expect(interrupted).toMatchObject([{ keyId, operation: 'reset' }]);
    expect(activity[0]).toMatchObject({ kind: 'outcome-unknown', keyId, details: { operation: 'reset' } });
    expect(enrolments.map(({ vanishedAt }) => vanishedAt)).toEqual([null]);
  });
});
