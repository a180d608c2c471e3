import { describe, expect, it, vi } from 'vitest';
import type { Inventory, NewDevice } from '../../../../src-main/inventory/inventory.ts';
import type { OpenInventoryOptions } from '../../../../src-main/inventory/open-inventory.ts';
import { alicesCodes, failureOf, handClock, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');
const phone: NewDevice = {
  kind: 'phone',
  label: 'Pixel 9',
  owner: 'Mika',
  place: null,
  carriedOn: null,
  simIn: null,
  note: null,
};
const number: NewDevice = { ...phone, kind: 'phone-number', label: '090-1234' };

async function importInto(there: Inventory, json: string) {
  const { token, ...preview } = await must(there.previewImport(json));
  await must(there.applyImport(token));
  return preview;
}

function edited(json: string, edit: (document: Record<string, Record<string, unknown>[]>) => void): string {
  const document = JSON.parse(json) as Record<string, Record<string, unknown>[]>;
  edit(document);
  return JSON.stringify(document);
}

/** Creates an inventory with one key, read on 1 January 2026. */
async function withKey(options: OpenInventoryOptions = {}) {
  const inventory = await open({ file: 'memory', clock: handClock().now, ...options });
  const reading = listing([alice], '2026-01-01T00:00:00.000Z');
  const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), reading));
  return { inventory, keyId };
}

describe('importing devices and what requires them', () => {
  it('finds a device by its id, else by kind, label and owner, and gives requirements our ids', async () => {
    const here = await withKey();
    const ours = await must(
      here.inventory.addDevice({ ...phone, label: 'ＰＩＸＥＬ 9', owner: 'MIKA', place: '金庫１' }),
    );
    const there = await withKey();
    const theirs = await must(there.inventory.addDevice({ ...phone, place: '金庫1', carriedOn: 'Bag', note: 'new' }));
    const sim = await must(there.inventory.addDevice({ ...number, simIn: theirs.id }));
    const requires = [
      { type: 'key' as const, keyId: there.keyId },
      { type: 'device' as const, deviceId: theirs.id },
      { type: 'people' as const },
    ];
    await must(there.inventory.addOtherWayIn({ ...alicesCodes, requires }));
    const loss = { keyIds: [], otherWayIds: [], items: [], note: null };
    await must(there.inventory.recordLoss({ ...loss, deviceIds: [theirs.id], accountIds: ['github|user:01'] }));
    const json = await must(there.inventory.exportJson());
    expect(await importInto(here.inventory, json)).toMatchObject({
      addedDevices: 1,
      addedOtherWaysIn: 1,
      addedOther: 1,
      conflicts: [],
    });
    const after = await must(here.inventory.snapshot());
    expect(after.devices).toMatchObject([
      { id: ours.id, label: 'ＰＩＸＥＬ 9', place: '金庫１', carriedOn: 'Bag', note: 'new', lostAt: null },
      { id: sim.id, simIn: ours.id },
    ]);
    expect(after.otherWaysIn[0]?.requires).toEqual([
      { type: 'key', keyId: here.keyId },
      { type: 'device', deviceId: ours.id },
      { type: 'people' },
    ]);
    expect(after.losses).toMatchObject([{ deviceIds: [ours.id], deviceLabels: ['Pixel 9'] }]);
    // A second time it changes nothing.
    expect(await importInto(here.inventory, json)).toMatchObject({ addedDevices: 0, addedOther: 0, conflicts: [] });
    expect((await must(here.inventory.snapshot())).revision).toBe(after.revision);
  });

  it('keeps our words and lists what differs', async () => {
    const here = await withKey();
    const device = await must(here.inventory.addDevice({ ...phone, place: 'Desk' }));
    const other = await must(here.inventory.addDevice({ ...phone, label: 'Old phone' }));
    await must(here.inventory.addDevice({ ...number, simIn: device.id }));
    const requires = [{ type: 'device' as const, deviceId: device.id }, { type: 'memory' as const }];
    await must(here.inventory.addOtherWayIn({ ...alicesCodes, owner: 'Mika', requires }));
    const json = edited(await must(here.inventory.exportJson()), (document) => {
      Object.assign(document['devices']?.[0] ?? {}, { label: 'Phone', place: 'Bed', note: 'theirs' });
      Object.assign(document['devices']?.[2] ?? {}, { simIn: other.id });
      const account = { type: 'account', serviceId: 'google', userName: 'mika', accountId: null };
      const theirs = [
        account,
        { type: 'key', keyId: here.keyId },
        { type: 'place', place: 'Safe' },
        { type: 'nobody' },
      ];
      Object.assign(document['otherWaysIn']?.[0] ?? {}, { owner: 'Aoi', requires: theirs });
    });
    const { conflicts } = await importInto(here.inventory, json);
    expect(conflicts).toEqual([
      { what: 'Pixel 9: label', ours: 'Pixel 9', theirs: 'Phone' },
      { what: 'Pixel 9: place', ours: 'Desk', theirs: 'Bed' },
      { what: '090-1234: simIn', ours: 'Pixel 9', theirs: 'Old phone' },
      { what: 'Codes: owner', ours: 'Mika', theirs: 'Aoi' },
      {
        what: 'Codes: requires',
        ours: 'device:Pixel 9, memory',
        theirs: 'account:google/mika, key:YubiKey 5 NFC …1, nobody, place:Safe',
      },
    ]);
    const { devices, otherWaysIn } = await must(here.inventory.snapshot());
    expect(devices[0]).toMatchObject({ label: 'Pixel 9', place: 'Desk', note: 'theirs' });
    expect(otherWaysIn).toMatchObject([{ owner: 'Mika', requires }]);
  });

  it('keeps apart what only has the same id', async () => {
    const here = await withKey();
    const { id } = await must(here.inventory.addDevice(phone));
    const json = edited(await must(here.inventory.exportJson()), (document) => {
      Object.assign(document['devices']?.[0] ?? {}, { kind: 'computer' });
    });
    expect(await importInto(here.inventory, json)).toMatchObject({ addedDevices: 1 });
    const { devices } = await must(here.inventory.snapshot());
    expect(devices.map(({ kind }) => kind)).toEqual(['phone', 'computer']);
    expect(devices[0]?.id).toBe(id);
    expect(devices[1]?.id).not.toBe(id);
  });

  it.each([
    ['a requirement of a device that is not there', { requires: [{ type: 'device', deviceId: 'x' }] }, {}],
    ['a requirement of a key that is not there', { requires: [{ type: 'key', keyId: 'x' }] }, {}],
    ['a SIM in no phone', {}, { kind: 'phone-number', simIn: 'x' }],
    ['a SIM of a phone', {}, { simIn: 'same' }],
    ['a requirement of another type', { requires: [{ type: 'luck' }] }, {}],
  ])('refuses %s', async (_what, way, device) => {
    const here = await withKey();
    await must(here.inventory.addDevice(phone));
    await must(here.inventory.addOtherWayIn(alicesCodes));
    const json = edited(await must(here.inventory.exportJson()), (document) => {
      Object.assign(document['devices']?.[0] ?? {}, { id: 'same' }, device);
      Object.assign(document['otherWaysIn']?.[0] ?? {}, way);
    });
    expect(await failureOf(here.inventory.previewImport(json))).toMatchObject({ detail: 'export-malformed' });
  });

  it('takes an empty list of requirements for none', async () => {
    const there = await withKey();
    await must(there.inventory.addOtherWayIn(alicesCodes));
    const json = edited(await must(there.inventory.exportJson()), (document) => {
      Object.assign(document['otherWaysIn']?.[0] ?? {}, { requires: [] });
    });
    const here = await open({ file: 'memory' });
    await importInto(here, json);
    expect((await must(here.snapshot())).otherWaysIn[0]?.requires).toBeNull();
  });
});

describe('importing records of accounts', () => {
  it('keeps two records of one user name apart that are attached to two accounts', async () => {
    const there = await withKey();
    const told = { keyId: there.keyId, serviceId: 'aws', rpId: null, userName: 'admin', note: null };
    await must(there.inventory.addManual({ ...told, accountId: 'aws|user:01' }));
    await must(there.inventory.addManual({ ...told, accountId: 'aws|user:02' }));
    await must(there.inventory.addOtherWayIn({ ...alicesCodes, accountId: 'github|user:01' }));
    await must(there.inventory.addOtherWayIn({ ...alicesCodes, accountId: 'github|user:02' }));
    await must(there.inventory.joinAccounts('aws|user:01', 'aws|user:02'));
    const json = await must(there.inventory.exportJson());
    const here = await withKey();
    // Ours is attached to none: it is the first of theirs, and the second stays a record of its own.
    await must(here.inventory.addManual({ ...told, keyId: here.keyId, userName: 'Admin' }));
    await must(here.inventory.addOtherWayIn(alicesCodes));
    const expected = { addedEnrolments: 1, addedOtherWaysIn: 1, addedOther: 1, conflicts: [] };
    expect(await importInto(here.inventory, json)).toMatchObject(expected);
    const after = await must(here.inventory.snapshot());
    expect(after.enrolments.map(({ accountId }) => accountId)).toEqual([null, 'aws|user:01', 'aws|user:02']);
    expect(after.otherWaysIn.map(({ accountId }) => accountId)).toEqual(['github|user:01', 'github|user:02']);
    expect(after.sameAccounts).toMatchObject([{ accountIds: ['aws|user:01', 'aws|user:02'] }]);
    expect(await importInto(here.inventory, json)).toMatchObject({ addedEnrolments: 0, addedOther: 0, conflicts: [] });
    expect((await must(here.inventory.snapshot())).revision).toBe(after.revision);
  });

  it('lists where one record is attached to two accounts, or one passkey assigned to two services', async () => {
    const { inventory, keyId } = await withKey();
    const told = { keyId, serviceId: 'aws', rpId: null, userName: 'admin', note: null };
    await must(inventory.addManual({ ...told, accountId: 'aws|user:01' }));
    await must(inventory.addOtherWayIn({ ...alicesCodes, accountId: 'github|user:01' }));
    await must(inventory.assignService({ serviceId: 'bank', userId: '01', userName: 'alice' }));
    await must(inventory.markAccount({ serviceId: 'bank', userId: '01', userName: 'alice' }, 'high'));
    const json = edited(await must(inventory.exportJson()), (document) => {
      Object.assign(document['enrolments']?.[1] ?? {}, { accountId: 'aws|user:02' });
      Object.assign(document['otherWaysIn']?.[0] ?? {}, { accountId: 'github|user:02' });
      Object.assign(document['accountMarks']?.[0] ?? {}, { serviceId: 'other-bank' });
    });
    expect((await importInto(inventory, json)).conflicts).toEqual([
      { what: 'aws: accountId', ours: 'aws|user:01', theirs: 'aws|user:02' },
      { what: 'Codes: accountId', ours: 'github|user:01', theirs: 'github|user:02' },
      { what: 'alice: service', ours: 'bank', theirs: 'other-bank' },
    ]);
    expect((await must(inventory.snapshot())).accountMarks).toMatchObject([
      { serviceId: 'bank', importance: null },
      { serviceId: 'bank', importance: 'high' },
    ]);
  });
});

describe('a date in the future', () => {
  const future = '2030-01-01T00:00:00.000Z';
  /** The clock of the importing computer. */
  const now = '2026-02-01T00:00:00.000Z';

  async function twoOfOneKey() {
    const [here, there] = [handClock(), handClock()];
    const ours = await withKey({ clock: here.now });
    const theirs = await withKey({ clock: there.now });
    here.set(now);
    there.set(now);
    return { ours, theirs };
  }

  it.each(['lastSeen', 'lastRead'])('in our %s does not undo a loss that was recorded elsewhere', async (part) => {
    const { ours, theirs } = await twoOfOneKey();
    // A wrong clock, here or where an import came from.
    const wrong = edited(await must(ours.inventory.exportJson()), (document) => {
      Object.assign(document['keys']?.[0] ?? {}, { [part]: future, lastSeen: future });
    });
    const here = await open({ file: 'memory', clock: () => Date.parse(now) });
    await importInto(here, wrong);
    const loss = { keyIds: [theirs.keyId], otherWayIds: [], items: [], note: null };
    await must(theirs.inventory.recordLoss(loss));
    await importInto(here, await must(theirs.inventory.exportJson()));
    expect((await must(here.snapshot())).keys).toMatchObject([{ lostAt: now, lastSeen: '2026-01-01T00:00:00.000Z' }]);
  });

  it('in their reading replaces nothing of ours', async () => {
    const { ours, theirs } = await twoOfOneKey();
    const wrong = edited(await must(theirs.inventory.exportJson()), (document) => {
      const reading = { firmware: '9.9', lastSeen: future, lastRead: future, remaining: 3 };
      Object.assign(document['keys']?.[0] ?? {}, reading);
      const gone = { asOf: future, userName: 'mallory', vanishedAt: future, vanishedBy: 'deleted' };
      Object.assign(document['enrolments']?.[0] ?? {}, gone);
    });
    const before = await must(ours.inventory.snapshot());
    await importInto(ours.inventory, wrong);
    const after = await must(ours.inventory.snapshot());
    expect(after.keys).toEqual(before.keys);
    expect(after.enrolments).toEqual(before.enrolments);
  });

  it('in ours gives way to a reading of theirs', async () => {
    const { ours, theirs } = await twoOfOneKey();
    const wrong = edited(await must(ours.inventory.exportJson()), (document) => {
      Object.assign(document['keys']?.[0] ?? {}, { lastSeen: future, lastRead: future });
      Object.assign(document['enrolments']?.[0] ?? {}, { asOf: future, userName: 'mallory' });
    });
    const here = await open({ file: 'memory', clock: () => Date.parse(now) });
    await importInto(here, wrong);
    await importInto(here, await must(theirs.inventory.exportJson()));
    const { keys, enrolments } = await must(here.snapshot());
    const day = '2026-01-01T00:00:00.000Z';
    expect(keys).toMatchObject([{ lastSeen: day, lastRead: day }]);
    expect(enrolments).toMatchObject([{ asOf: day, userName: 'alice' }]);
  });

  it('within a day is taken as it is: clocks differ', async () => {
    const { ours, theirs } = await twoOfOneKey();
    const ahead = '2026-02-01T23:00:00.000Z';
    const json = edited(await must(theirs.inventory.exportJson()), (document) => {
      Object.assign(document['keys']?.[0] ?? {}, { lastSeen: ahead });
    });
    await importInto(ours.inventory, json);
    expect((await must(ours.inventory.snapshot())).keys).toMatchObject([{ lastSeen: ahead }]);
  });

  it('of a device does not undo its loss, and what we said since does', async () => {
    const { ours, theirs } = await twoOfOneKey();
    const { id } = await must(theirs.inventory.addDevice(phone));
    await must(theirs.inventory.setDeviceLost(id, 'lost'));
    const json = await must(theirs.inventory.exportJson());
    const statedOn = async (asOf: string) => {
      const here = await open({ file: 'memory', clock: () => Date.parse(now) });
      const found = edited(json, (document) => {
        Object.assign(document['devices']?.[0] ?? {}, { asOf, lostAt: null });
      });
      await importInto(here, found);
      await importInto(here, json);
      return (await must(here.snapshot())).devices[0]?.lostAt;
    };
    expect(await statedOn('2026-01-31T00:00:00.000Z')).toBe(now);
    expect(await statedOn('2026-02-01T00:00:01.000Z')).toBeNull();
    expect(await statedOn(future)).toBe(now);
    // Ours is not lost where theirs is, if nothing is recorded of it here: it comes with its loss.
    await importInto(ours.inventory, json);
    expect((await must(ours.inventory.snapshot())).devices).toMatchObject([{ lostAt: now }]);
  });
});
