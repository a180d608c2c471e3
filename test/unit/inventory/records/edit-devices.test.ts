import { describe, expect, it, vi } from 'vitest';
import type { NewDevice } from '../../../../src-main/inventory/inventory.ts';
import { alicesCodes, failureOf, handClock, listing, must, open, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const phone: NewDevice = {
  kind: 'phone',
  label: 'Pixel',
  owner: 'Mika',
  place: null,
  carriedOn: 'Bag',
  simIn: null,
  note: null,
};
const number: NewDevice = { ...phone, kind: 'phone-number', label: '+81 90 1234 5678', carriedOn: null };

async function withPhone() {
  const clock = handClock();
  const inventory = await open({ file: 'memory', clock: clock.now });
  const { id } = await must(inventory.addDevice(phone));
  return { inventory, clock, id };
}

describe('devices', () => {
  it('are recorded, changed and removed, with lines of activity', async () => {
    const { inventory, clock, id } = await withPhone();
    const sim = await must(inventory.addDevice({ ...number, simIn: id, owner: '', note: '' }));
    clock.set('2026-02-01T00:00:00.000Z');
    await must(inventory.editDevice(id, { label: 'Pixel 9', carriedOn: '', place: 'Desk' }));
    const { devices } = await must(inventory.snapshot());
    expect(devices).toEqual([
      {
        ...phone,
        id,
        label: 'Pixel 9',
        carriedOn: null,
        place: 'Desk',
        lostAt: null,
        asOf: '2026-02-01T00:00:00.000Z',
      },
      { ...number, id: sim.id, simIn: id, owner: null, lostAt: null, asOf: '2026-01-01T00:00:00.000Z' },
    ]);
    await must(inventory.removeDevice(sim.id));
    await must(inventory.removeDevice(id));
    const after = await must(inventory.snapshot());
    expect(after.devices).toEqual([]);
    expect(after.activity.map(({ kind, details }) => [kind, details])).toEqual([
      ['device-removed', { kind: 'phone', name: 'Pixel 9' }],
      ['device-removed', { kind: 'phone-number', name: '+81 90 1234 5678' }],
      ['device-added', { kind: 'phone-number', name: '+81 90 1234 5678' }],
      ['device-added', { kind: 'phone', name: 'Pixel' }],
    ]);
  });

  it('are read back after the file was closed', async () => {
    const { inventory } = await withPhone();
    const there = await open({ file: 'memory' });
    const { token } = await must(there.previewImport(await must(inventory.exportJson())));
    await must(there.applyImport(token));
    expect((await must(there.snapshot())).devices).toEqual((await must(inventory.snapshot())).devices);
  });

  it('refuse what cannot be: a second one of the same name, a SIM in a computer, a code', async () => {
    const { inventory, id } = await withPhone();
    const computer = await must(inventory.addDevice({ ...phone, kind: 'computer', label: 'ThinkPad' }));
    const refused = [
      [{ ...phone, label: 'Ｐｉｘｅｌ ', owner: 'mika' }, 'device-exists'],
      [{ ...phone, label: 'Other', simIn: id }, 'device'],
      [{ ...number, simIn: computer.id }, 'no-such-device'],
      [{ ...number, simIn: 'nothing' }, 'no-such-device'],
      [{ ...phone, label: '' }, 'device'],
      [{ ...phone, label: 'Other', note: 'PIN: 493821' }, 'looks-like-code'],
    ] as const;
    for (const [device, detail] of refused) {
      expect(await failureOf(inventory.addDevice(device))).toEqual({ kind: 'input-invalid', detail });
    }
    expect(await failureOf(inventory.editDevice(computer.id, { simIn: id }))).toMatchObject({ detail: 'device' });
    expect(await failureOf(inventory.editDevice('nothing', {}))).toMatchObject({ detail: 'no-such-device' });
    // Another person may have a phone of the same name.
    await must(inventory.addDevice({ ...phone, owner: 'Aoi' }));
    expect((await must(inventory.snapshot())).devices).toHaveLength(3);
  });

  it('that other records need are not removed, and these are named', async () => {
    const { inventory, id } = await withPhone();
    const way = { ...alicesCodes, kind: 'push', name: 'Push', requires: [{ type: 'device', deviceId: id }] } as const;
    const added = await must(inventory.addOtherWayIn({ ...way, requires: [...way.requires] }));
    const sim = await must(inventory.addDevice({ ...number, simIn: id }));
    expect(await failureOf(inventory.removeDevice(id))).toEqual({
      kind: 'input-invalid',
      detail: 'device-in-use',
      names: ['Push (github, alice)', '+81 90 1234 5678'],
    });
    await must(inventory.removeOtherWayIn(added.id));
    await must(inventory.editDevice(sim.id, { simIn: null }));
    await must(inventory.removeDevice(id));
    expect(await failureOf(inventory.removeDevice(id))).toMatchObject({ detail: 'no-such-device' });
  });

  it('are lost and found', async () => {
    const { inventory, clock, id } = await withPhone();
    clock.set('2026-02-01T00:00:00.000Z');
    await must(inventory.setDeviceLost(id, 'lost'));
    await must(inventory.setDeviceLost(id, 'lost'));
    const lost = await must(inventory.snapshot());
    expect(lost.devices).toMatchObject([{ lostAt: '2026-02-01T00:00:00.000Z' }]);
    await must(inventory.setDeviceLost(id, 'found'));
    const found = await must(inventory.snapshot());
    expect(found.devices).toMatchObject([{ lostAt: null }]);
    expect(found.activity.map(({ kind }) => kind)).toEqual(['device-found', 'device-lost', 'device-added']);
    expect(await failureOf(inventory.setDeviceLost('nothing', 'lost'))).toMatchObject({ detail: 'no-such-device' });
  });

  it('are part of a loss, which keeps their labels and the accounts that were closed', async () => {
    const { inventory, id } = await withPhone();
    const loss = { keyIds: [], otherWayIds: [], items: [], note: null };
    const accountIds = ['github|user:01', 'github|user:01'];
    await must(inventory.recordLoss({ ...loss, deviceIds: [id, id], accountIds }));
    const recorded = await must(inventory.snapshot());
    expect(recorded.losses).toMatchObject([
      { keyIds: [], deviceIds: [id], deviceLabels: ['Pixel'], accountIds: ['github|user:01'] },
    ]);
    expect(recorded.devices[0]?.lostAt).toBe('2026-01-01T00:00:00.000Z');
    expect(await failureOf(inventory.recordLoss({ ...loss, deviceIds: [id] }))).toMatchObject({
      detail: 'already-lost',
    });
    expect(await failureOf(inventory.recordLoss({ ...loss, deviceIds: ['x'] }))).toMatchObject({
      detail: 'no-such-device',
    });
    await must(inventory.removeDevice(id));
    expect((await must(inventory.snapshot())).losses).toMatchObject([{ deviceIds: [], deviceLabels: ['Pixel'] }]);
  });
});

describe('what another way in requires', () => {
  it('must be in the inventory, and is kept once', async () => {
    const { inventory, id } = await withPhone();
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const requires = [
      { type: 'device' as const, deviceId: id },
      { type: 'key' as const, keyId },
      { type: 'memory' as const },
      { type: 'memory' as const },
    ];
    const way = await must(inventory.addOtherWayIn({ ...alicesCodes, owner: '', requires }));
    expect((await must(inventory.snapshot())).otherWaysIn).toMatchObject([
      { owner: null, accountId: null, requires: requires.slice(0, 3) },
    ]);
    await must(inventory.editOtherWayIn(way.id, { ...alicesCodes, owner: 'Mika', requires: [] }));
    expect((await must(inventory.snapshot())).otherWaysIn).toMatchObject([{ owner: 'Mika', requires: [] }]);
    const refused = [
      [{ type: 'key', keyId: 'nothing' }, 'no-such-key'],
      [{ type: 'device', deviceId: 'nothing' }, 'no-such-device'],
      [{ type: 'place', place: 'code: 8f3k-29dk-2x9d' }, 'looks-like-code'],
      [{ type: 'place', place: ' ' }, 'other-way'],
    ] as const;
    for (const [requirement, detail] of refused) {
      const outcome = inventory.addOtherWayIn({ ...alicesCodes, requires: [requirement] });
      expect(await failureOf(outcome)).toEqual({ kind: 'input-invalid', detail });
    }
  });

  it('keeps a key from being forgotten', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const way = await must(inventory.addOtherWayIn({ ...alicesCodes, name: '', requires: [{ type: 'key', keyId }] }));
    expect(await failureOf(inventory.forgetKey(keyId))).toEqual({
      kind: 'input-invalid',
      detail: 'key-in-use',
      names: ['recovery-codes (github, alice)'],
    });
    await must(inventory.removeOtherWayIn(way.id));
    await must(inventory.forgetKey(keyId));
    expect((await must(inventory.snapshot())).keys).toEqual([]);
  });

  it('and every other text is no place for a code', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const code = 'password: hunter22';
    const told = { keyId, serviceId: 'github', rpId: null, userName: null };
    for (const outcome of [
      inventory.addManual({ ...told, note: code }),
      inventory.editKey(keyId, { place: code }),
      inventory.addOtherWayIn({ ...alicesCodes, owner: code }),
    ]) {
      expect(await failureOf(outcome)).toEqual({ kind: 'input-invalid', detail: 'looks-like-code' });
    }
  });
});
