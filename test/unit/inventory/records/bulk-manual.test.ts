import { describe, expect, it, vi } from 'vitest';
import type { BulkManual } from '../../../../src-main/inventory/inventory.ts';
import { alicesCodes, failureOf, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const byHand = { ref: 'row-1', label: 'Drawer', role: 'spare', owner: 'Mika', place: '', carriedOn: 'Bag' } as const;
const told = { serviceId: 'github', rpId: null, userName: 'alice', note: null };
const bulk: BulkManual = {
  keys: [byHand],
  enrolments: [
    { ...told, keyId: 'row-1' },
    { ...told, keyId: 'row-1', serviceId: null, rpId: 'example.com', userName: '' },
  ],
  otherWaysIn: [alicesCodes],
};

describe('many records by hand at once', () => {
  it('make keys, enrolments and other ways in, told of in one line', async () => {
    const inventory = await open({ file: 'memory' });
    expect(await must(inventory.addBulk(bulk))).toEqual({ added: 4, unchanged: 0 });
    const { keys, enrolments, otherWaysIn, activity } = await must(inventory.snapshot());
    expect(keys).toMatchObject([
      {
        label: 'Drawer',
        role: 'spare',
        owner: 'Mika',
        place: null,
        carriedOn: 'Bag',
        identifiedBy: 'told',
        lostAt: null,
      },
    ]);
    expect(
      enrolments.map(({ keyId, evidence, serviceId, rpId, userName }) => [keyId, evidence, serviceId, rpId, userName]),
    ).toEqual([
      [keys[0]?.id, 'told', 'github', null, 'alice'],
      [keys[0]?.id, 'told', null, 'example.com', null],
    ]);
    expect(otherWaysIn).toMatchObject([{ name: 'Codes' }]);
    expect(activity).toMatchObject([
      { kind: 'enrolments-imported', details: { keys: '1', enrolments: '2', otherWays: '1' } },
    ]);
  });

  it('told a second time are left as they are, and a key with a known label is that key', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.addBulk(bulk));
    const before = await must(inventory.snapshot());
    const again = { ...bulk, keys: [{ ...byHand, ref: 'other', label: 'DRAWER ', owner: 'Ken' }] };
    const renamed = { ...again, enrolments: bulk.enrolments.map((one) => ({ ...one, keyId: 'other' })) };
    expect(await must(inventory.addBulk(renamed))).toEqual({ added: 0, unchanged: 4 });
    expect(await must(inventory.snapshot())).toEqual(before);
    const twice = { ...told, keyId: 'other', userName: 'carol' };
    expect(await must(inventory.addBulk({ ...renamed, enrolments: [twice, twice] }))).toEqual({
      added: 1,
      unchanged: 3,
    });
  });

  it('name keys that were read, and never touch what was read', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(
      inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([passkey('alice')])),
    );
    expect(await must(inventory.addBulk({ keys: [], enrolments: [{ ...told, keyId }], otherWaysIn: [] }))).toEqual({
      added: 1,
      unchanged: 0,
    });
    expect((await must(inventory.snapshot())).enrolments.map(({ evidence }) => evidence)).toEqual(['read', 'told']);
  });

  it('are taken whole or not at all', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const before = await must(inventory.snapshot());
    const long = 'x'.repeat(201);
    const refused: readonly (readonly [Partial<BulkManual>, string])[] = [
      [{ enrolments: [...bulk.enrolments, { ...told, keyId: 'nobody' }] }, 'no-such-key'],
      [{ enrolments: [{ ...told, keyId: 'row-1', serviceId: null }] }, 'told-without-service'],
      [{ enrolments: [{ ...told, keyId: 'row-1', userName: long }] }, 'told'],
      [{ otherWaysIn: [{ ...alicesCodes, kind: 'other', link: 'http://plain.example' }] }, 'other-way'],
      [{ otherWaysIn: [{ ...alicesCodes, kind: 'other', serviceId: null }] }, 'other-way-without-service'],
      [{ keys: [byHand, { ...byHand, label: 'Second' }] }, 'ref-twice'],
      [{ keys: [{ ...byHand, ref: keyId }] }, 'ref-twice'],
      [{ keys: [{ ...byHand, label: '  ' }] }, 'key-by-hand'],
      [{ keys: Array.from({ length: 2_001 }, () => byHand) }, 'too-many'],
    ];
    for (const [part, detail] of refused) {
      expect(await failureOf(inventory.addBulk({ ...bulk, ...part }))).toEqual({ kind: 'input-invalid', detail });
    }
    expect(await must(inventory.snapshot())).toEqual(before);
  });
});
