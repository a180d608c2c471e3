import { describe, expect, it } from 'vitest';
import type { Device } from '../../../src-shared/domain/device.ts';
import { emptyWorld, file, planOf, problemsOf } from './import-fixture.ts';

const phone: Device = {
  id: 'd1',
  kind: 'phone',
  label: 'Phone',
  owner: 'Hana',
  place: null,
  carriedOn: null,
  simIn: null,
  lostAt: null,
  asOf: '2026-01-01T00:00:00.000Z',
  note: null,
};
const known = { ...emptyWorld, snapshot: { ...emptyWorld.snapshot, devices: [phone] } };

describe('devices of a table', () => {
  it('are recorded with their words, a phone number in the phone that stands further down', () => {
    const { bulk, counts, rows } = planOf(
      file('Device,Device kind,SIM in,Owner,Note\n+81,phone number,Phone,Hana,\nPhone,phone,,Hana,blue\n'),
    );
    expect(counts).toMatchObject({ devices: 2, keys: 0 });
    expect(rows.map(({ line, what, state, subject }) => [line, what, state, subject])).toEqual([
      [2, 'device', 'new', '+81'],
      [3, 'device', 'new', 'Phone'],
    ]);
    const [made, number] = bulk.devices ?? [];
    expect(made).toMatchObject({ kind: 'phone', label: 'Phone', owner: 'Hana', note: 'blue', simIn: null });
    expect(number).toMatchObject({ kind: 'phone-number', label: '+81', simIn: made?.ref });
  });

  it('are understood in Japanese', () => {
    const { bulk } = planOf(file('端末,端末の種類\nノート,パソコン\n'));
    expect(bulk.devices).toMatchObject([{ kind: 'computer', label: 'ノート' }]);
  });

  it('are needed by other ways in of the same table', () => {
    const { bulk } = planOf(
      file('Device,Device kind,Service,Other way in,Name,Through\nPhone,phone,,,,\n,,github,push,Push,device:phone\n'),
    );
    expect(bulk.otherWaysIn).toMatchObject([{ requires: [{ type: 'device', deviceId: bulk.devices?.[0]?.ref }] }]);
  });

  it('that are known are completed, and a word that differs is asked about', () => {
    const filled = planOf(file('Device,Place\nphone,Desk\n'), known);
    expect(filled.bulk.deviceEdits).toEqual([{ id: 'd1', edit: { place: 'Desk' } }]);
    const there = { ...known, snapshot: { ...known.snapshot, devices: [{ ...phone, place: 'Safe' }] } };
    const table = file('Device,Place\nPhone,Desk\n');
    const ours = planOf(table, there);
    expect(ours.conflicts).toMatchObject([{ kind: 'device', column: 'place', ours: 'Safe', theirs: 'Desk' }]);
    expect(ours.bulk.deviceEdits).toEqual([]);
    const theirs = planOf(table, there, { others: 'theirs', byId: {} });
    expect(theirs.bulk.deviceEdits).toEqual([{ id: 'd1', edit: { place: 'Desk' } }]);
  });

  it('of another owner are others', () => {
    const { bulk } = planOf(file('Device,Device kind,Owner\nPhone,phone,Mori\n'), known);
    expect(bulk.devices).toMatchObject([{ label: 'Phone', owner: 'Mori' }]);
  });

  it.each([
    ['without a kind', 'Device\nTablet\n', 'device-kind-missing', 'deviceKind'],
    ['of a kind that is none', 'Device,Device kind\nTablet,tablet\n', 'bad-value', 'deviceKind'],
    ['a phone in a phone', 'Device,Device kind,SIM in\nOther,phone,Phone\n', 'bad-value', 'simIn'],
    [
      'a SIM in a phone that nobody knows',
      'Device,Device kind,SIM in\n+81,phone number,Nokia\n',
      'requirement-unknown',
      'simIn',
    ],
  ])('%s is a problem', (_, table, code, column) => {
    expect(problemsOf(file(table), known)).toContainEqual([2, code, column]);
  });
});
