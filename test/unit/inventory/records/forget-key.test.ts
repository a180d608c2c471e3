import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import { listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

const first = pluggedKey({ vendorSerial: '1' });
const second = pluggedKey({ vendorSerial: '2' });

async function twoKeys(): Promise<{ inventory: Inventory; gone: string; kept: string }> {
  const inventory = await open({ file: 'memory' });
  const gone = await must(inventory.recordListing(first, listing([passkey('alice', 'one.com')])));
  const kept = await must(inventory.recordListing(second, listing([passkey('bob', 'one.com')])));
  await must(inventory.addManual({ keyId: gone.keyId, serviceId: 'x', rpId: null, userName: null, note: null }));
  return { inventory, gone: gone.keyId, kept: kept.keyId };
}

describe('forgetting a key', () => {
  it('takes all that names it, but for one line', async () => {
    const { inventory, gone, kept } = await twoKeys();
    await must(inventory.forgetKey(gone));
    const { keys, enrolments, activity } = await must(inventory.snapshot());
    expect(keys.map(({ id }) => id)).toEqual([kept]);
    expect(enrolments.map(({ keyId }) => keyId)).toEqual([kept]);
    expect(activity.filter(({ keyId }) => keyId === gone)).toMatchObject([
      { kind: 'key-forgotten', keyLabel: 'YubiKey 5 NFC …1' },
    ]);
    expect(await must(inventory.recognise(first))).toEqual({ state: 'new' });
  });

  it('can be taken back: everything is there again, records by hand, sessions and losses among it', async () => {
    const { inventory, gone, kept } = await twoKeys();
    await must(inventory.startBackupSession({ primaryKeyId: gone, spareKeyId: kept }));
    const before = await must(inventory.snapshot());
    const forgotten = await must(inventory.forgetKey(gone));
    await must(inventory.restoreKey(forgotten));
    const after = await must(inventory.snapshot());
    const byId = (snapshot: typeof before) => ({
      keys: snapshot.keys.toSorted((left, right) => left.id.localeCompare(right.id)),
      enrolments: snapshot.enrolments.toSorted((left, right) => left.id.localeCompare(right.id)),
      activity: snapshot.activity.toSorted((left, right) => left.id.localeCompare(right.id)),
      sessions: snapshot.backupSessions,
    });
    expect(byId(after)).toEqual(byId(before));
    expect(await must(inventory.recognise(first))).toMatchObject({ state: 'known', keyId: gone });
  });

  it('is not taken back over a key that was remembered anew since', async () => {
    const { inventory, gone } = await twoKeys();
    const forgotten = await must(inventory.forgetKey(gone));
    await must(inventory.recordListing(first, listing([])));
    expect(await inventory.restoreKey(forgotten)).toMatchObject({
      failure: { kind: 'input-invalid', detail: 'key-known-again' },
    });
  });

  it('gets its label back, with a number where another key took it', async () => {
    const { inventory, gone, kept } = await twoKeys();
    await must(inventory.editKey(gone, { label: 'Blue' }));
    const forgotten = await must(inventory.forgetKey(gone));
    await must(inventory.editKey(kept, { label: 'Blue' }));
    await must(inventory.restoreKey(forgotten));
    expect((await must(inventory.snapshot())).keys.map(({ label }) => label).toSorted()).toEqual(['Blue', 'Blue 2']);
  });
});
