import { describe, expect, it, vi } from 'vitest';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import { failureOf, handClock, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = { serviceId: 'github', userId: '01', userName: 'alice' };
const github = { serviceId: 'github', fields: { maxKeys: 2 }, base: null, source: null };

async function filled(serials: readonly string[] = ['1', '2']) {
  const clock = handClock();
  const inventory = await open({ file: 'memory', clock: clock.now });
  const keyIds: string[] = [];
  for (const vendorSerial of serials) {
    const key = pluggedKey({ vendorSerial });
    keyIds.push((await must(inventory.recordListing(key, listing([passkey(vendorSerial)])))).keyId);
  }
  const [first = '', second = ''] = keyIds;
  return { inventory, clock, first, second };
}

/** Marks, correction, loss, session, policy, dismissal and preferences. */
async function decide(inventory: Inventory, first: string, second: string): Promise<string> {
  await must(inventory.markAccount(alice, 'high'));
  await must(inventory.saveCorrection(github));
  await must(inventory.startBackupSession({ primaryKeyId: first, spareKeyId: second }));
  const item = { id: 'i', task: 'find-out' as const, accountId: 'a', serviceId: 's', serviceName: 'S', userName: null };
  const { id } = await must(
    inventory.recordLoss({ keyIds: [second], otherWayIds: [], note: null, items: [{ ...item, opensWith: [] }] }),
  );
  await must(inventory.setPolicy({ name: 'house', text: 'version: 1' }));
  await must(inventory.dismiss('stale:x', null));
  await must(inventory.setPreferences({ staleAfterDays: 30, allowPasskeyEndpoints: true, noSpareYet: true }));
  return id;
}

async function importInto(there: Inventory, json: string) {
  const { token, ...preview } = await must(there.previewImport(json));
  await must(there.applyImport(token));
  return preview;
}

describe('importing what a person decided', () => {
  it('moves all of it into an empty inventory, except the permission to use the network', async () => {
    const { inventory, first, second } = await filled();
    await decide(inventory, first, second);
    const there = await open({ file: 'memory' });
    expect(await importInto(there, await must(inventory.exportJson()))).toMatchObject({ addedKeys: 2, addedOther: 6 });
    const [ours, theirs] = [await must(inventory.snapshot()), await must(there.snapshot())];
    for (const part of [
      'keys',
      'accountMarks',
      'corrections',
      'losses',
      'backupSessions',
      'policy',
      'dismissals',
    ] as const)
      expect(theirs[part]).toEqual(ours[part]);
    expect(theirs.preferences).toEqual({ staleAfterDays: 30, allowPasskeyEndpoints: false, noSpareYet: true });
    // A second time it changes nothing.
    const before = await must(there.snapshot());
    expect(await importInto(there, await must(inventory.exportJson()))).toMatchObject({ addedOther: 0, conflicts: [] });
    expect(await must(there.snapshot())).toEqual(before);
  });

  it('keeps our word where both say something, and lists the difference', async () => {
    const { inventory, first, second } = await filled();
    await decide(inventory, first, second);
    const other = await filled();
    await must(other.inventory.markAccount(alice, 'low'));
    await must(other.inventory.saveCorrection({ ...github, fields: { maxKeys: 5 } }));
    await must(other.inventory.setPolicy({ name: 'mine', text: 'version: 1\n' }));
    await must(other.inventory.setPreferences({ staleAfterDays: 700, allowPasskeyEndpoints: false }));
    const { conflicts } = await importInto(other.inventory, await must(inventory.exportJson()));
    expect(conflicts.map(({ what }) => what)).toEqual(['github alice: importance', 'github: correction', 'policy']);
    expect(await must(other.inventory.snapshot())).toMatchObject({
      accountMarks: [{ importance: 'low' }],
      corrections: [{ fields: { maxKeys: 5 } }],
      policy: { name: 'mine' },
      preferences: { staleAfterDays: 700 },
      losses: [{ keyLabels: ['YubiKey 5 NFC …2'] }],
    });
  });

  it('joins what was ticked of one loss in two places', async () => {
    const { inventory, first, second } = await filled();
    const lossId = await decide(inventory, first, second);
    const there = await open({ file: 'memory' });
    await importInto(there, await must(inventory.exportJson()));
    await must(inventory.setLossItem(lossId, 'i', true));
    await must(inventory.closeLoss(lossId));
    await importInto(there, await must(inventory.exportJson()));
    const { losses } = await must(there.snapshot());
    expect(losses).toHaveLength(1);
    expect(losses[0]?.items[0]?.doneAt).not.toBeNull();
    expect(losses[0]?.closedAt).not.toBeNull();
  });

  it('a key that was lost elsewhere is lost here, unless we have seen it since', async () => {
    const { inventory, clock, second } = await filled();
    clock.set('2026-01-05T00:00:00.000Z');
    await must(inventory.recordLoss({ keyIds: [second], otherWayIds: [], items: [], note: null }));
    const json = await must(inventory.exportJson());
    const lostHere = async (seen: string | null) => {
      const there = await filled();
      if (seen !== null) there.clock.set(seen);
      if (seen !== null) await must(there.inventory.recordSeen(pluggedKey({ vendorSerial: '2' })));
      await importInto(there.inventory, json);
      return (await must(there.inventory.snapshot())).keys[1]?.lostAt ?? null;
    };
    expect(await lostHere(null)).toBe('2026-01-05T00:00:00.000Z');
    expect(await lostHere('2026-01-06T00:00:00.000Z')).toBeNull();
  });

  it('J-08 reads a document of version 1, in which there is none of it', async () => {
    const { inventory } = await filled();
    const document = JSON.parse(await must(inventory.exportJson())) as Record<string, unknown>;
    const decided = ['accountMarks', 'corrections', 'losses', 'backupSessions', 'policy', 'dismissals', 'preferences'];
    const added = [...decided, 'devices', 'sameAccounts', 'checks'];
    const old = Object.fromEntries(Object.entries(document).filter(([name]) => !added.includes(name)));
    const newOfKeys = ['carriedOn', 'pinBlocked', 'pinMinLength', 'alwaysUv', 'lostAt', 'assetTag', 'note'];
    const keys = (document['keys'] as object[]).map((key) =>
      Object.fromEntries(Object.entries(key).filter(([name]) => !newOfKeys.includes(name))),
    );
    const there = await open({ file: 'memory' });
    expect(await importInto(there, JSON.stringify({ ...old, version: 1, keys }))).toMatchObject({ addedKeys: 2 });
    expect((await must(there.snapshot())).keys).toMatchObject([
      { carriedOn: null, pinBlocked: null, lostAt: null },
      { carriedOn: null, pinBlocked: null, lostAt: null },
    ]);
    const mixed = JSON.stringify({ ...old, version: 1, keys, losses: [] });
    expect(await failureOf(there.previewImport(mixed))).toMatchObject({ detail: 'export-malformed' });
  });
});
