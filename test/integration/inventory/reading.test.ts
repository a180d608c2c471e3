import { afterEach, describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { oneKey, pinOf, simulatedCore, someCredentials, testPin, valueOf } from '../../helpers/simulated-core.ts';

const open: Inventory[] = [];
afterEach(async () => {
  for (const inventory of open.splice(0)) await inventory.close();
});

async function emptyInventory(): Promise<Inventory> {
  const inventory = await openInventory({ file: 'memory', demo: true });
  open.push(inventory);
  return inventory;
}

describe('what a reading of a key does to the inventory', () => {
  it('E-13 a reading that broke off changes nothing: the last complete one stands', async () => {
    const one = await oneKey({ personality: 'yubikey54', yubicoSerial: 1234567, credentials: someCredentials(4, 6) });
    const inventory = await emptyInventory();
    const listing = valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
    valueOf(await inventory.recordListing(one.of(one.key), listing));
    const before = valueOf(await inventory.snapshot());
    for (let reads = 1; reads <= 10; reads++) {
      one.key.script.failNext('credentialManagement', { unplug: 'before' }, { skip: reads });
      expect((await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) })).ok).toBe(false);
      one.transport.plug(one.key);
      await one.manager.refresh();
    }
    const after = valueOf(await inventory.snapshot());
    expect(after.enrolments).toEqual(before.enrolments);
    await one.core.close();
  });

  it('E-23 knows what came, what went, and what stayed; nothing is ever deleted on the key', async () => {
    const one = await oneKey({ personality: 'yubikey54', yubicoSerial: 1234567, credentials: someCredentials(3, 3) });
    const inventory = await emptyInventory();
    const first = valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
    valueOf(await inventory.recordListing(one.of(one.key), first));
    const [gone] = one.key.state.credentials;
    if (gone === undefined) throw new Error('nothing stored');
    one.key.removeCredential(gone.id);
    one.key.addCredential({ rpId: 'new.example', userId: '0102', userName: 'new' });
    const second = valueOf(await one.manager.run('list-passkeys', one.handle(), {}));
    const recorded = valueOf(await inventory.recordListing(one.of(one.key), second));
    expect(recorded.added.map(({ rpId }) => rpId)).toEqual(['new.example']);
    expect(recorded.vanished.map(({ rpId }) => rpId)).toEqual([gone.rpId]);
    const { enrolments } = valueOf(await inventory.snapshot());
    expect(enrolments.filter(({ vanishedAt }) => vanishedAt === null).length).toBe(3);
    expect(enrolments.find(({ rpId }) => rpId === gone.rpId)?.vanishedBy).toBe('not-listed');
    expect(one.key.log.destructive).toEqual([]);
    await one.core.close();
  });

  it('an incomplete list makes nothing vanish', async () => {
    const credentials = someCredentials(3, 3);
    const one = await oneKey({ personality: 'yubikey54', yubicoSerial: 1234567, credentials });
    const inventory = await emptyInventory();
    valueOf(
      await inventory.recordListing(
        one.of(one.key),
        valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) })),
      ),
    );
    one.key.script.failNext('credentialManagement.enumerateRpsGetNext', { status: 0x2e });
    const short = valueOf(await one.manager.run('list-passkeys', one.handle(), {}));
    expect(short.complete).toBe(false);
    const recorded = valueOf(await inventory.recordListing(one.of(one.key), short));
    expect(recorded.vanished).toEqual([]);
    await one.core.close();
  });

  it('two keys of one model without serials stay two keys', async () => {
    const simulated = await simulatedCore([
      { seed: 1, credentials: someCredentials(2, 2) },
      { seed: 2, credentials: someCredentials(2, 2) },
    ]);
    const inventory = await emptyInventory();
    for (const key of simulated.keys) {
      const listing = valueOf(await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) }));
      const recognition = valueOf(await inventory.recognise(simulated.of(key), listing));
      expect(recognition.state).not.toBe('known');
      valueOf(await inventory.recordListing(simulated.of(key), listing, { newKey: true }));
    }
    expect(valueOf(await inventory.snapshot()).keys.length).toBe(2);
    const [first] = simulated.keys;
    if (first === undefined) throw new Error('no key');
    const again = valueOf(await simulated.manager.run('list-passkeys', simulated.of(first).handle, {}));
    expect(valueOf(await inventory.recognise(simulated.of(first), again))).toMatchObject({
      state: 'known',
      strength: 'credential-id',
    });
    await simulated.core.close();
  });
});
