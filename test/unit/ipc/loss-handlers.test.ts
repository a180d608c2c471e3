import { describe, expect, it, vi } from 'vitest';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { createLossHandlers } from '../../../src-main/ipc/loss-handlers.ts';
import { createRemindersHandlers } from '../../../src-main/ipc/reminders-handlers.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { inputOf, keyOf, readOf, serviceOf, wayOf } from '../coverage/coverage-fixtures.ts';
import { emptySnapshot } from '../../component/fake-data.ts';

function device(id: string, lostAt: string | null): InventorySnapshot['devices'][number] {
  const words = { label: id, owner: null, place: null, carriedOn: null, simIn: null, note: null };
  return { ...words, id, kind: 'phone', lostAt, asOf: '2026-01-01T00:00:00.000Z' };
}

const services = [
  serviceOf('shop', ['shop.example'], { nameJa: '店', addKeyUrl: 'https://shop.example/keys' }),
  serviceOf('app', ['app.example'], { addKeyUrl: 'unknown', addKeyPath: 'App > Keys' }),
];
const snapshot: InventorySnapshot = {
  ...emptySnapshot,
  keys: [keyOf('blue', { label: 'Blue' }), keyOf('red'), keyOf('gone', { lostAt: '2026-01-01T00:00:00.000Z' })],
  enrolments: [readOf('blue', 'shop.example', 'x'), readOf('red', 'shop.example', 'x')],
  otherWaysIn: [wayOf('shop', 'x', { id: 'codes' })],
  devices: [device('phone', null), device('old-phone', '2026-01-01T00:00:00.000Z')],
};

function make(locale: Locale = 'en') {
  const recordLoss = vi.fn<Inventory['recordLoss']>(async () => success({ id: 'loss-1' }));
  const openExternal = vi.fn(async () => success(null));
  const handlers = createLossHandlers({
    inventory: {
      snapshot: async () => success(snapshot),
      recordLoss,
      setLossItem: async () => success(undefined),
      closeLoss: async () => success(undefined),
    },
    world: ({ keys, enrolments, otherWaysIn }) => ({
      snapshot,
      services,
      report: analyseCoverage(inputOf({ keys, enrolments, otherWaysIn, services })),
    }),
    services: () => services,
    locale: () => locale,
    openExternal,
  });
  return { handlers, recordLoss, openExternal };
}

const lost = { keyIds: ['blue'], otherWayIds: ['codes'], pinKnownKeyIds: [], note: 'on the train' };

describe('recording a loss', () => {
  it('writes the checklist itself, with names in the person’s language', async () => {
    const { handlers, recordLoss } = make('ja');
    expect(await handlers.record(lost)).toEqual(success({ lossId: 'loss-1' }));
    expect(recordLoss).toHaveBeenCalledWith({
      keyIds: ['blue'],
      otherWayIds: ['codes'],
      deviceIds: [],
      accountIds: [],
      note: 'on the train',
      items: [
        expect.objectContaining({ id: '1', task: 'remove-lost-key', serviceName: '店', opensWith: ['Key red'] }),
        expect.objectContaining({ id: '2', task: 'add-spare', serviceName: '店' }),
      ],
    });
  });

  it('takes a device or an account alone', async () => {
    const { handlers, recordLoss } = make();
    const alone = { keyIds: [], otherWayIds: [], pinKnownKeyIds: [], note: null };
    await handlers.record({ ...alone, deviceIds: ['phone'] });
    await handlers.record({ ...alone, accountIds: ['shop|user:01', 'shop|user:01'] });
    expect(recordLoss.mock.calls.map(([{ deviceIds, accountIds }]) => [deviceIds, accountIds])).toEqual([
      [['phone'], []],
      [[], ['shop|user:01']],
    ]);
  });

  it.each([
    ['nothing', { keyIds: [], otherWayIds: [] }, 'nothing-lost'],
    ['a key that is not there', { keyIds: ['blue', 'nobody'], otherWayIds: [] }, 'loss-changed'],
    ['a key that is lost already', { keyIds: ['gone'], otherWayIds: [] }, 'loss-changed'],
    ['another way that is not there', { keyIds: [], otherWayIds: ['nothing'] }, 'loss-changed'],
    ['a device that is not there', { deviceIds: ['phone', 'nothing'] }, 'loss-changed'],
    ['a device that is lost already', { deviceIds: ['old-phone'] }, 'loss-changed'],
  ])('refuses %s and stores nothing', async (_, what, detail) => {
    const { handlers, recordLoss } = make();
    expect(await handlers.record({ ...lost, ...what })).toMatchObject({ failure: { kind: 'input-invalid', detail } });
    expect(recordLoss).not.toHaveBeenCalled();
  });
});

describe('the page of a step', () => {
  it('is opened by the id of its service, never by an address of the window', async () => {
    const { handlers, openExternal } = make();
    await handlers.openPage({ serviceId: 'shop' });
    expect(openExternal).toHaveBeenCalledWith('https://shop.example/keys');
  });

  it.each(['app', 'nobody'])('is refused where there is none (%s)', async (serviceId) => {
    const { handlers, openExternal } = make();
    expect(await handlers.openPage({ serviceId })).toMatchObject({ failure: { kind: 'input-invalid' } });
    expect(openExternal).not.toHaveBeenCalled();
  });
});

describe('reminders', () => {
  it('are put aside for 30 days, security events for good', async () => {
    const dismiss = vi.fn<Inventory['dismiss']>(async () => success(undefined));
    const handlers = createRemindersHandlers({ dismiss }, () => new Date('2026-11-22T10:00:00.000Z'));
    expect(await handlers.snooze({ id: 'spare-not-seen:a' })).toEqual(success(null));
    expect(dismiss).toHaveBeenLastCalledWith('spare-not-seen:a', '2026-12-22T10:00:00.000Z');
    await handlers.acknowledge({ id: 'passkey-vanished:a' });
    expect(dismiss).toHaveBeenLastCalledWith('passkey-vanished:a', null);
  });
});
