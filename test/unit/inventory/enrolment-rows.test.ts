import { describe, expect, it, vi } from 'vitest';
import { decodeBlock, encodeBlock } from '../../../src-main/inventory/file/enrolment-block.ts';
import { EnrolmentTable } from '../../../src-main/inventory/records/enrolment-table.ts';
import { sealJson, unsealJson } from '../../../src-main/inventory/file/sealing.ts';
import { rowsOf, tamper, listing, must, open, passkey, pluggedKey, temporaryFile } from './inventory-fixture.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';

vi.setConfig({ testTimeout: 60_000 });

const at = '2026-01-01T00:00:00.000Z';
const enrolment: Enrolment = {
  id: 'e1',
  keyId: 'k1',
  evidence: 'read',
  accountId: 'example|user:01',
  serviceId: null,
  rpId: 'example.com',
  rpIdHash: 'ab',
  userId: '01',
  userName: '鍵\u0000\u202e',
  userDisplayName: null,
  credentialId: 'cd',
  algorithm: -7,
  credProtect: 1,
  firstSeen: at,
  asOf: at,
  vanishedAt: at,
  vanishedBy: 'not-listed',
  note: null,
};

describe('the enrolments of a key in one row', () => {
  it('come back as they were', () => {
    const told: Enrolment = { ...enrolment, id: 'e2', evidence: 'told', vanishedAt: null, vanishedBy: null, note: 'x' };
    expect(decodeBlock('k1', encodeBlock([enrolment, told]))).toEqual([enrolment, told]);
  });

  it('of another shape are damage', () => {
    const cells = encodeBlock([enrolment]) as unknown[][];
    const bad = (change: (row: unknown[]) => unknown) => [change([...(cells[0] ?? [])])];
    const malformed: unknown[] = [
      null,
      {},
      ['row'],
      bad((row) => row.slice(1)),
      bad((row) => [...row, null]),
      bad((row) => row.with(0, 1)),
      bad((row) => row.with(1, 'guessed')),
      bad((row) => row.with(3, {})),
      bad((row) => row.with(9, '-7')),
      bad((row) => row.with(11, null)),
      bad((row) => row.with(14, 'stolen')),
    ];
    for (const content of malformed) expect(() => decodeBlock('k1', content)).toThrow('inventory-damaged');
  });

  it('a copy of the table and the table do not see each other’s changes', () => {
    const table = new EnrolmentTable();
    table.set('e1', enrolment);
    const copy = table.copy();
    copy.set('e1', { ...enrolment, note: 'copy' });
    table.set('e2', { ...enrolment, id: 'e2' });
    const second = copy.copy();
    copy.delete('e1');
    expect(table.of('k1').map(({ id, note }) => [id, note])).toEqual([
      ['e1', null],
      ['e2', null],
    ]);
    expect([...copy.values()]).toEqual([]);
    expect(second.get('e1')?.note).toBe('copy');
    expect([table.size, copy.size, second.size, copy.delete('e1')]).toEqual([2, 0, 1, false]);
  });

  it('a long value is compressed before it is sealed, and opens again', () => {
    const key = new Uint8Array(32).fill(7);
    const value = { text: 'passkey '.repeat(10_000) };
    const sealed = sealJson(key, 'c', value);
    expect(sealed.length).toBeLessThan(10_000);
    expect(sealed.length % 128).toBe(28);
    expect(unsealJson(key, 'c', sealed)).toEqual(value);
    expect(() => unsealJson(key, 'd', sealed)).toThrow('inventory-damaged');
  });

  it('are one row for each key, and a change of one key writes its row and no other', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const passkeys = ['a', 'b', 'c'].map((name) => passkey(name));
    const first = (await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing(passkeys)))).keyId;
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing(passkeys)));
    const rows = () => rowsOf(file, "select id, revision from record where kind = 'enrolments' order by sequence");
    expect(rows()).toMatchObject([{ id: first, revision: 1 }, { revision: 2 }]);
    await must(inventory.addManual({ keyId: first, serviceId: 'github', rpId: null, userName: null, note: null }));
    expect(rows()).toMatchObject([{ id: first, revision: 3 }, { revision: 2 }]);
    await must(inventory.forgetKey(first));
    expect(rows()).toMatchObject([{ revision: 2 }]);
  });
});

describe('a change by another process', () => {
  it('is read alone: every record that it did not touch stays the same object, removed ones go', async () => {
    const file = temporaryFile();
    const [ours, theirs] = [await open({ file }), await open({ file })];
    const keys = ['1', '2', '3'].map((vendorSerial) => pluggedKey({ vendorSerial }));
    const keyIds: string[] = [];
    for (const key of keys) {
      const passkeys = [passkey('a'), passkey('b')];
      keyIds.push((await must(ours.recordListing(key, listing(passkeys)))).keyId);
    }
    const before = await must(ours.snapshot());
    const [first = '', second = '', third = ''] = keyIds;
    await must(theirs.addManual({ keyId: first, serviceId: 'github', rpId: null, userName: 'x', note: null }));
    await must(theirs.forgetKey(second));
    await must(theirs.markAccount({ serviceId: 'github', userId: null, userName: 'x' }, 'high'));
    const now = await must(ours.snapshot());
    expect(now).toEqual(await must(theirs.snapshot()));
    expect(now).toEqual(await must((await open({ file })).snapshot()));
    expect(now.keys.map(({ id }) => id)).toEqual([first, third]);
    expect(now.enrolments).toHaveLength(5);
    const kept = before.enrolments.filter(({ keyId }) => keyId !== second);
    for (const one of kept) expect(now.enrolments.includes(one)).toBe(true);
    expect(now.keys[1]).toBe(before.keys[2]);
  });

  it('that damaged the file is damage for who had it open, too', async () => {
    const file = temporaryFile();
    const [ours, theirs] = [await open({ file }), await open({ file })];
    const key = pluggedKey({ vendorSerial: '1' });
    const { keyId } = await must(ours.recordListing(key, listing([passkey('a')])));
    await must(theirs.editKey(keyId, { owner: 'Mika' }));
    tamper(file, `update record set sealed = zeroblob(length(sealed)) where kind = 'key'`);
    expect(await ours.snapshot()).toMatchObject({ ok: false, failure: { kind: 'inventory-damaged' } });
  });
});
