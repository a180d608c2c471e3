import { afterEach, describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { oneKey, valueOf } from '../../helpers/simulated-core.ts';

const open: Inventory[] = [];
afterEach(async () => {
  for (const inventory of open.splice(0)) await inventory.close();
});

describe('a key that cannot list its passkeys', () => {
  it('is remembered, so that what it opens can be told', async () => {
    const one = await oneKey({ personality: 'u2fOnly', withoutPin: true, credentials: [] });
    const inventory = await openInventory({ file: 'memory', demo: true });
    open.push(inventory);
    const { keyId, isNew } = valueOf(await inventory.recordKey(one.of(one.key), { newKey: true }));
    expect(isNew).toBe(true);
    valueOf(await inventory.addManual({ keyId, serviceId: null, rpId: 'forum.example', userName: 'mika', note: null }));
    const snapshot = valueOf(await inventory.snapshot());
    expect(snapshot.keys).toMatchObject([{ id: keyId, identifiedBy: 'told', lastRead: null, lastReadComplete: false }]);
    expect(snapshot.enrolments).toMatchObject([{ keyId, evidence: 'told', rpId: 'forum.example' }]);
    await one.core.close();
  });

  it('is never taken for a remembered one unless it says its serial or the person says so', async () => {
    const one = await oneKey({ personality: 'ctap20', credentials: [] });
    const inventory = await openInventory({ file: 'memory', demo: true });
    open.push(inventory);
    const { keyId } = valueOf(await inventory.recordKey(one.of(one.key), { newKey: true }));
    expect(await inventory.recordKey(one.of(one.key))).toMatchObject({ ok: false, failure: { kind: 'input-invalid' } });
    expect(valueOf(await inventory.recordKey(one.of(one.key), { keyId }))).toEqual({ keyId, isNew: false });
    valueOf(await inventory.recordKey(one.of(one.key), { newKey: true }));
    expect(valueOf(await inventory.snapshot()).keys.length).toBe(2);
    await one.core.close();
  });

  it('with a serial is known again by it', async () => {
    const one = await oneKey({ personality: 'yubikey52', yubicoSerial: 7654321, withoutPin: true, credentials: [] });
    const inventory = await openInventory({ file: 'memory', demo: true });
    open.push(inventory);
    const first = valueOf(await inventory.recordKey(one.of(one.key)));
    expect(first.isNew).toBe(true);
    expect(valueOf(await inventory.recordKey(one.of(one.key)))).toEqual({ keyId: first.keyId, isNew: false });
    await one.core.close();
  });
});
