import { describe, expect, it } from 'vitest';
import {
  blocksByKeyOf2,
  upgradeBlockTo3,
  upgradeDocument,
  upgradeKeyTo2,
  upgradeLossTo3,
  upgradeOtherWayTo3,
} from '../../../src-main/inventory/file/old/upgrade-records.ts';

describe('bringing records up to date', () => {
  it('adds what a record lacks and keeps what it says', () => {
    expect(upgradeOtherWayTo3({ id: 'w', owner: 'Mika' })).toEqual({
      id: 'w',
      owner: 'Mika',
      accountId: null,
      requires: null,
    });
    expect(upgradeLossTo3({ id: 'l' })).toEqual({ id: 'l', deviceIds: [], deviceLabels: [], accountIds: [] });
  });

  it.each([null, 'text', 7])('leaves %s for the check that follows', (record) => {
    for (const upgrade of [upgradeKeyTo2, upgradeOtherWayTo3, upgradeLossTo3]) expect(upgrade(record)).toBe(record);
  });

  it('groups enrolments of version 1 by key, with null for what they lack', () => {
    const blocks = blocksByKeyOf2([
      { id: 'e1', keyId: 'k1', note: 'x' },
      { id: 'e2', keyId: 'k2' },
      { id: 'e3', keyId: 'k1' },
    ]);
    const row = (id: string, note: string | null) => [id, ...Array.from({ length: 14 }, () => null), note];
    expect([...blocks]).toEqual([
      ['k1', [row('e1', 'x'), row('e3', null)]],
      ['k2', [row('e2', null)]],
    ]);
    expect(upgradeBlockTo3(blocks.get('k2'))).toEqual([[...row('e2', null), null]]);
  });

  it('calls damage by its name', () => {
    for (const record of [null, 'text', {}, { keyId: 7 }]) {
      expect(() => blocksByKeyOf2([record])).toThrow('inventory-damaged');
    }
    for (const block of [null, {}, ['row'], [['too', 'short']]]) {
      expect(() => upgradeBlockTo3(block)).toThrow('inventory-damaged');
    }
  });

  it('leaves a malformed document for the check that follows', () => {
    expect(upgradeDocument(null, 1)).toBeNull();
    expect(upgradeDocument([], 4)).toEqual([]);
    expect(upgradeDocument({ losses: [] }, 1)).toBeNull();
    expect(upgradeDocument({ keys: 'none', otherWaysIn: 7 }, 1)).toMatchObject({
      version: 4,
      keys: 'none',
      otherWaysIn: 7,
    });
    expect(upgradeDocument({ sameAccounts: [] }, 2)).toBeNull();
  });
});
