import { describe, expect, it, vi } from 'vitest';
import { failureOf, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');
const bob = passkey('bob', 'example.org');
const key = pluggedKey({ vendorSerial: '1' });
const first = '2026-01-01T00:00:00.000Z';
const second = '2026-02-01T00:00:00.000Z';
const later = '2026-03-01T00:00:00.000Z';

describe('a key that says that nothing has changed', () => {
  it('makes its last listing as fresh as a new one, and leaves what had vanished', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(key, listing([alice, bob], first)));
    await must(inventory.recordListing(key, listing([alice], second)));
    await must(inventory.recordUnchanged({ keyId, since: second, readAt: later }));
    const { keys, enrolments, activity } = await must(inventory.snapshot());
    expect(keys).toMatchObject([{ lastRead: later, lastSeen: later, lastReadComplete: true }]);
    expect(enrolments.map(({ userName, asOf, vanishedAt }) => [userName, asOf, vanishedAt])).toEqual([
      ['alice', later, null],
      ['bob', first, second],
    ]);
    expect(activity[0]).toMatchObject({ kind: 'key-read', details: { passkeys: '1', added: '0', vanished: '0' } });
  });

  it('is not taken at its word about another listing than the stored one, an incomplete one, or a key that is not remembered', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(key, listing([alice], first)));
    const refusal = (since: string, of = keyId) =>
      failureOf(inventory.recordUnchanged({ keyId: of, since, readAt: later }));
    expect(await refusal(second)).toEqual({ kind: 'input-invalid', detail: 'read-since' });
    expect(await refusal(first, 'nobody')).toEqual({ kind: 'input-invalid', detail: 'no-such-key' });
    await must(inventory.recordListing(key, { ...listing([alice], second), complete: false }));
    expect(await refusal(second)).toEqual({ kind: 'input-invalid', detail: 'read-since' });
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ lastRead: second }]);
  });

  it('nor where a change of it has an unknown outcome', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(key, listing([alice], first)));
    const { id } = await must(
      inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId: alice.credentialId }),
    );
    await must(inventory.journalEnd(id, 'unknown'));
    expect(await failureOf(inventory.recordUnchanged({ keyId, since: first, readAt: later }))).toEqual({
      kind: 'input-invalid',
      detail: 'read-since',
    });
  });
});
