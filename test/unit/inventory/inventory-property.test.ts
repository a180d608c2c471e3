import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { isLabelTaken } from '../../../src-main/inventory/records/key-label.ts';
import { InventoryData } from '../../../src-main/inventory/records/inventory-data.ts';
import { inventorySnapshotSchema } from '../../../src-shared/domain/inventory-snapshot-schema.ts';
import { unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import { listing, must, open, passkey, pluggedKey, temporaryFile } from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 300_000 });

const runs = process.env['SPAREKEY_LONG'] === '1' ? 300 : 12;
const names = ['alice', 'bob', 'carol', '鍵', '', '\u0000\ud800', 'x'.repeat(300)];

type Step = (inventory: Inventory) => Promise<unknown>;

const nth = (values: readonly { id: string }[], index: number) =>
  values[index % Math.max(1, values.length)]?.id ?? 'nobody';

const listingStep = fc
  .record({
    serial: fc.constantFrom('1', '2', null),
    users: fc.subarray(names),
    complete: fc.boolean(),
    day: fc.integer({ min: 10, max: 28 }),
    isNew: fc.boolean(),
  })
  .map(({ serial, users, complete, day, isNew }): Step => (inventory) => {
    const read = listing(
      users.map((user) => passkey(user)),
      `2026-05-${String(day)}T00:00:00.000Z`,
      { complete },
    );
    const key = pluggedKey({ vendorSerial: serial });
    return inventory.recordListing(key, read, ...(isNew ? [{ newKey: true } as const] : []));
  });

const otherSteps = fc
  .record({
    what: fc.constantFrom(
      ...(['edit', 'forget', 'told', 'untold', 'way', 'no way', 'begin', 'end', 'seen', 'import'] as const),
      ...(['bulk', 'lost', 'found', 'session', 'mark', 'aside'] as const),
      ...(['device', 'no device', 'device lost', 'requires', 'attach', 'join', 'separate', 'assign'] as const),
    ),
    index: fc.nat(9),
    text: fc.string({ maxLength: 90, unit: 'grapheme' }),
    result: fc.constantFrom('done', 'not-done', 'unknown' as const),
  })
  .map(({ what, index, text, result }): Step => {
    const begun: string[] = [];
    return async (inventory) => {
      const { keys, enrolments, otherWaysIn, devices, sameAccounts } = await must(inventory.snapshot());
      const device = devices[index % Math.max(1, devices.length)];
      const keyId = nth(keys, index);
      const account = { serviceId: 'github', rpId: null, userName: text };
      const way = { ...unsaidOfOtherWay, ...account, userId: null, kind: 'other', name: text } as const;
      const { credentialId } = passkey('alice');
      switch (what) {
        case 'edit':
          return inventory.editKey(keyId, { label: text, role: index > 4 ? 'daily' : null });
        case 'forget':
          return index > 7 ? inventory.forgetKey(keyId) : null;
        case 'told':
          return inventory.addManual({ keyId, ...account, note: text });
        case 'untold':
          return inventory.removeManual(nth(enrolments, index));
        case 'way':
          return inventory.addOtherWayIn(way);
        case 'no way':
          return inventory.removeOtherWayIn(nth(otherWaysIn, index));
        case 'seen':
          return inventory.recordSeen(pluggedKey({ vendorSerial: '1' }));
        case 'bulk':
          return inventory.addBulk({
            keys: [{ ref: 'r', label: `by hand ${text}`, role: null, owner: null, place: null, carriedOn: null }],
            enrolments: [{ keyId: index > 4 ? 'r' : keyId, ...account, note: null }],
            otherWaysIn: [way],
          });
        case 'lost':
          return inventory.recordLoss({ keyIds: [keyId], otherWayIds: [], items: [], note: text });
        case 'found':
          return inventory.markFound(keyId);
        case 'session':
          return inventory.startBackupSession({ primaryKeyId: keyId, spareKeyId: nth(keys, index + 1) });
        case 'mark':
          return inventory.markAccount({ serviceId: 'github', userId: null, userName: text }, index > 4 ? 'low' : null);
        case 'device': {
          const simIn = device?.kind === 'phone' && index > 4 ? device.id : null;
          const kind = simIn === null ? 'phone' : 'phone-number';
          return inventory.addDevice({
            kind,
            label: text,
            owner: null,
            place: text,
            carriedOn: null,
            simIn,
            note: null,
          });
        }
        case 'no device':
          return inventory.removeDevice(nth(devices, index));
        case 'device lost':
          return inventory.setDeviceLost(nth(devices, index), index > 4 ? 'lost' : 'found');
        case 'requires': {
          const requires = [
            { type: 'key' as const, keyId },
            { type: 'device' as const, deviceId: nth(devices, index) },
          ];
          return inventory.addOtherWayIn({ ...way, requires: requires.slice(index % 2) });
        }
        case 'attach':
          return inventory.attachRecord('other-way', nth(otherWaysIn, index), index > 4 ? `github|name:${text}` : null);
        case 'join':
          return inventory.joinAccounts(`github|name:${text}`, `github|user:0${String(index)}`);
        case 'separate':
          return inventory.separateAccounts(nth(sameAccounts, index));
        case 'assign':
          return inventory.assignService({ serviceId: index > 4 ? 'github' : null, userId: '01', userName: text });
        case 'aside':
          return inventory.dismiss(text, null);
        case 'import': {
          const preview = inventory.previewImport(await must(inventory.exportJson()));
          const { conflicts, ...added } = await must(preview);
          const counts = [added.addedKeys, added.addedEnrolments, added.addedDevices, added.addedOther];
          if ([...counts, conflicts.length].some((count) => count !== 0))
            throw new Error(`importing its own export would change something: ${JSON.stringify(added)}`);
          return preview;
        }
        default: {
          const entry = await inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId });
          if (entry.ok) begun.push(entry.value.id);
          return entry.ok ? inventory.journalEnd(entry.value.id, result) : entry;
        }
      }
    };
  });

it(`any sequence of operations reads back equal after reopening (n = ${String(runs)})`, async () => {
  const steps = fc.array(fc.oneof({ weight: 2, arbitrary: listingStep }, { weight: 3, arbitrary: otherSteps }), {
    minLength: 3,
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const file = temporaryFile();
      const inventory = await open({ file });
      const onlooker = await open({ file });
      for (const [index, step] of sequence.entries()) {
        await step(inventory);
        if (index % 3 === 0) await must(onlooker.snapshot());
      }
      const before = await must(inventory.snapshot());
      // Who saw some states in between, and read only what differed, has the same in the end.
      expect(await must(onlooker.snapshot())).toEqual(before);
      await onlooker.close();
      await inventory.close();
      const again = await open({ file });
      const after = await must(again.snapshot());
      await again.close();
      expect(after).toEqual(before);
      expect(inventorySnapshotSchema.safeParse(after).success).toBe(true);
      const ids = new Set(after.keys.map(({ id }) => id));
      for (const { keyId } of after.enrolments) expect(ids.has(keyId)).toBe(true);
      const data = new InventoryData();
      for (const key of after.keys) data.put('key', key);
      for (const key of after.keys) expect(isLabelTaken(data, key.label, key.id)).toBe(false);
    }),
    { numRuns: runs },
  );
});
