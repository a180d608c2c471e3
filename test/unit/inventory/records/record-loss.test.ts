import { describe, expect, it, vi } from 'vitest';
import type { Inventory, NewLoss } from '../../../../src-main/inventory/inventory.ts';
import {
  alicesCodes,
  failureOf,
  handClock,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  temporaryFile,
} from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const item = (id: string): NewLoss['items'][number] => ({
  id,
  task: 'remove-lost-key',
  accountId: `github|user:${id}`,
  serviceId: 'github',
  serviceName: 'GitHub',
  userName: 'alice\u202e\u{1F511}<script>=cmd',
  opensWith: ['Red'],
});

async function twoKeys(file = 'memory') {
  const clock = handClock();
  const inventory = await open({ file, clock: clock.now });
  const plugged = pluggedKey({ vendorSerial: '1' });
  const blue = (await must(inventory.recordListing(plugged, listing([passkey('alice')])))).keyId;
  const red = (await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing([])))).keyId;
  await must(inventory.editKey(blue, { label: 'Blue' }));
  await must(inventory.editKey(red, { label: 'Red' }));
  return { inventory, clock, plugged, blue, red };
}

async function kinds(inventory: Inventory): Promise<string[]> {
  return (await must(inventory.snapshot())).activity.map(({ kind, keyLabel }) => `${kind} ${keyLabel ?? ''}`);
}

describe('a loss', () => {
  it('takes keys out of use, removes lost other ways and keeps the checklist across closing and opening', async () => {
    const file = temporaryFile();
    const { inventory, blue } = await twoKeys(file);
    const { id: wayId } = await must(inventory.addOtherWayIn(alicesCodes));
    const loss = { keyIds: [blue, blue], otherWayIds: [wayId], items: [item('1'), item('2')], note: '' };
    const { id } = await must(inventory.recordLoss(loss));
    const before = await must(inventory.snapshot());
    expect(before.keys.map(({ label, lostAt }) => [label, lostAt])).toEqual([
      ['Blue', '2026-01-01T00:00:00.000Z'],
      ['Red', null],
    ]);
    expect(before.otherWaysIn).toEqual([]);
    expect(before.losses).toEqual([
      {
        id,
        at: '2026-01-01T00:00:00.000Z',
        keyIds: [blue],
        keyLabels: ['Blue'],
        otherWayIds: [wayId],
        deviceIds: [],
        deviceLabels: [],
        accountIds: [],
        items: [
          { ...item('1'), doneAt: null },
          { ...item('2'), doneAt: null },
        ],
        closedAt: null,
        note: null,
      },
    ]);
    expect((await kinds(inventory)).slice(0, 2)).toEqual(['other-way-removed ', 'key-lost Blue']);
    await inventory.close();
    expect(await must((await open({ file })).snapshot())).toEqual(before);
  });

  it('is worked through: steps are ticked and unticked, and it is closed once', async () => {
    const { inventory, clock, blue } = await twoKeys();
    const { id } = await must(
      inventory.recordLoss({ keyIds: [blue], otherWayIds: [], items: [item('1'), item('2')], note: null }),
    );
    clock.set('2026-01-02T00:00:00.000Z');
    await must(inventory.setLossItem(id, '2', true));
    await must(inventory.setLossItem(id, '1', true));
    await must(inventory.setLossItem(id, '1', false));
    const { losses } = await must(inventory.snapshot());
    expect(losses[0]?.items.map(({ doneAt }) => doneAt)).toEqual([null, '2026-01-02T00:00:00.000Z']);
    await must(inventory.closeLoss(id));
    await must(inventory.closeLoss(id));
    const closed = await must(inventory.snapshot());
    expect(closed.losses[0]?.closedAt).toBe('2026-01-02T00:00:00.000Z');
    expect(closed.activity.filter(({ kind }) => kind === 'loss-closed')).toMatchObject([
      { keyLabel: 'Blue', details: { done: '1', items: '2', name: 'Blue' } },
    ]);
  });

  it('a lost key that is plugged in again is recognised and stays lost until the person says that it was found', async () => {
    const { inventory, clock, plugged, blue } = await twoKeys();
    await must(inventory.recordLoss({ keyIds: [blue], otherWayIds: [], items: [], note: null }));
    clock.set('2026-03-01T00:00:00.000Z');
    expect(await must(inventory.recognise(plugged))).toMatchObject({ state: 'known', keyId: blue });
    await must(inventory.recordSeen(plugged));
    await must(inventory.recordListing(plugged, listing([passkey('alice')], '2026-03-01T00:00:00.000Z')));
    expect((await must(inventory.snapshot())).keys[0]).toMatchObject({
      lostAt: '2026-01-01T00:00:00.000Z',
      lastSeen: '2026-03-01T00:00:00.000Z',
    });
    await must(inventory.markFound(blue));
    await must(inventory.markFound(blue));
    expect((await must(inventory.snapshot())).keys[0]?.lostAt).toBeNull();
    expect((await kinds(inventory)).filter((kind) => kind.startsWith('key-found'))).toEqual(['key-found Blue']);
  });

  it('that is recorded already, names nothing that is there, or cannot be read changes nothing', async () => {
    const { inventory, blue } = await twoKeys();
    const loss = { keyIds: [blue], otherWayIds: [], items: [], note: null };
    await must(inventory.recordLoss(loss));
    const before = await must(inventory.snapshot());
    const refused: readonly (readonly [NewLoss, string])[] = [
      [loss, 'already-lost'],
      [{ ...loss, keyIds: ['nobody'] }, 'no-such-key'],
      [{ ...loss, otherWayIds: ['nothing'] }, 'no-such-way'],
      [{ ...loss, items: [item('1'), item('1')] }, 'loss'],
      [{ ...loss, items: [{ ...item('1'), serviceName: 'x'.repeat(1_001) }] }, 'loss'],
      [{ ...loss, keyIds: Array.from({ length: 2_001 }, (_, index) => String(index)) }, 'loss'],
    ];
    for (const [bad, detail] of refused) {
      expect(await failureOf(inventory.recordLoss(bad))).toEqual({ kind: 'input-invalid', detail });
    }
    expect(await failureOf(inventory.setLossItem('no', '1', true))).toMatchObject({ detail: 'no-such-loss' });
    expect(await failureOf(inventory.setLossItem(before.losses[0]?.id ?? '', 'no', true))).toMatchObject({
      detail: 'no-such-item',
    });
    expect(await failureOf(inventory.closeLoss('no'))).toMatchObject({ detail: 'no-such-loss' });
    expect(await failureOf(inventory.markFound('no'))).toMatchObject({ detail: 'no-such-key' });
    expect(await must(inventory.snapshot())).toEqual(before);
  });

  it('keeps the label of a key that is forgotten afterwards', async () => {
    const { inventory, blue, red } = await twoKeys();
    await must(inventory.recordLoss({ keyIds: [blue, red], otherWayIds: [], items: [item('1')], note: null }));
    await must(inventory.forgetKey(blue));
    expect((await must(inventory.snapshot())).losses).toMatchObject([{ keyIds: [red], keyLabels: ['Blue', 'Red'] }]);
  });
});

describe('a backup session', () => {
  it('notes what was done, is resumed over the same two keys, and ends', async () => {
    const { inventory, clock, blue, red } = await twoKeys();
    const keys = { primaryKeyId: blue, spareKeyId: red };
    const { id, resumed } = await must(inventory.startBackupSession(keys));
    expect(resumed).toBe(false);
    await must(inventory.setBackupItem(id, 'github|1', { state: 'opened', reason: null }));
    await must(inventory.setBackupItem(id, 'google|1', { state: 'skipped', reason: 'not mine' }));
    await must(inventory.setBackupItem(id, 'bank|1', { state: 'told', reason: '' }));
    clock.set('2026-01-03T00:00:00.000Z');
    await must(inventory.setBackupItem(id, 'github|1', { state: 'ticked', reason: null }));
    await must(inventory.setBackupItem(id, 'google|1', null));
    expect(await must(inventory.startBackupSession(keys))).toEqual({ id, resumed: true });
    expect((await must(inventory.snapshot())).backupSessions).toEqual([
      {
        id,
        ...keys,
        startedAt: '2026-01-01T00:00:00.000Z',
        changedAt: '2026-01-03T00:00:00.000Z',
        closedAt: null,
        items: [
          { accountId: 'bank|1', state: 'told', at: '2026-01-01T00:00:00.000Z', reason: null },
          { accountId: 'github|1', state: 'ticked', at: '2026-01-03T00:00:00.000Z', reason: null },
        ],
      },
    ]);
    await must(inventory.closeBackupSession(id));
    expect(await failureOf(inventory.setBackupItem(id, 'x', { state: 'told', reason: null }))).toMatchObject({
      detail: 'session-closed',
    });
    expect(await must(inventory.startBackupSession(keys))).toMatchObject({ resumed: false });
    expect((await kinds(inventory)).slice(0, 3)).toEqual([
      'backup-session-started Red',
      'backup-session-closed Red',
      'backup-session-started Red',
    ]);
  });

  it('needs two different keys that are not lost, and goes with either of them', async () => {
    const { inventory, blue, red } = await twoKeys();
    const start = (primaryKeyId: string, spareKeyId: string) =>
      inventory.startBackupSession({ primaryKeyId, spareKeyId });
    expect(await failureOf(start(blue, blue))).toMatchObject({ detail: 'same-key' });
    expect(await failureOf(start(blue, 'nobody'))).toMatchObject({ detail: 'no-such-key' });
    const { id } = await must(start(blue, red));
    expect(await failureOf(inventory.setBackupItem('no', 'x', null))).toMatchObject({ detail: 'no-such-session' });
    expect(await failureOf(inventory.setBackupItem(id, '', { state: 'told', reason: null }))).toMatchObject({
      detail: 'backup-item',
    });
    await must(inventory.recordLoss({ keyIds: [red], otherWayIds: [], items: [], note: null }));
    expect(await failureOf(start(blue, red))).toMatchObject({ detail: 'key-lost' });
    await must(inventory.forgetKey(red));
    expect((await must(inventory.snapshot())).backupSessions).toEqual([]);
  });
});
