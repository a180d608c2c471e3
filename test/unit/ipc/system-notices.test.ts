import { describe, expect, it, vi } from 'vitest';
import { createSystemNotices, type SystemNotice } from '../../../src-main/ipc/system-notices.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';
import { localTime } from '../../helpers/local-time.ts';
import { keyOf, readOf, wayOf } from '../coverage/coverage-fixtures.ts';

const now = localTime('2026-11-22T09:30');
const earlier = localTime('2026-11-21T09:30');

/** Creates an inventory that a test changes, with the notices that were shown. */
async function watched(
  first: Partial<InventorySnapshot>,
  change: { readonly isOn?: boolean; readonly isLookedAt?: boolean } = {},
) {
  let snapshot = inventorySnapshot(first);
  let changed = (): void => {};
  let time = now;
  const shown: SystemNotice[] = [];
  const look = await createSystemNotices({
    inventory: {
      snapshot: async () => success(snapshot),
      subscribe: (listener) => {
        changed = () => listener();
        return () => {};
      },
    },
    services: () => [],
    isOn: () => change.isOn ?? true,
    isLookedAt: () => change.isLookedAt ?? false,
    translate: () => createTranslator('en'),
    show: (notice) => shown.push(notice),
    now: () => new Date(time),
  });
  return {
    shown,
    becomes: async (next: Partial<InventorySnapshot>) => {
      snapshot = inventorySnapshot(next);
      changed();
      await vi.waitFor(() => Promise.resolve());
      await look();
    },
    at: async (instant: string) => {
      time = instant;
      await look();
    },
  };
}

const lost = (lastSeen: string) => keyOf('blue', { label: 'Blue key ring', lostAt: earlier, lastSeen });

describe('notices of the system', () => {
  it('tell that a lost key is plugged in, each time, and name the key only', async () => {
    const { shown, becomes } = await watched({ keys: [lost(earlier)] });
    await becomes({ keys: [lost(now)] });
    await becomes({ keys: [lost(now)] });
    expect(shown).toEqual([
      {
        title: 'A lost key is plugged in',
        body: 'Blue key ring is recorded as lost.',
        target: { type: 'key', keyId: 'blue' },
      },
    ]);
    await becomes({ keys: [lost(localTime('2026-11-22T10:00'))] });
    expect(shown).toHaveLength(2);
  });

  it('tell that passkeys vanished, and never which accounts', async () => {
    const key = keyOf('blue', { label: 'Blue' });
    const { shown, becomes } = await watched({ keys: [key], enrolments: [readOf('blue', 'bank.example', 'hana')] });
    const gone = readOf('blue', 'bank.example', 'hana', { vanishedAt: now, vanishedBy: 'not-listed' });
    await becomes({ keys: [key], enrolments: [gone] });
    expect(shown.map(({ body }) => body)).toEqual(['Blue: 1 passkey that was there before is gone.']);
    expect(JSON.stringify(shown)).not.toMatch(/bank|hana/);
  });

  it('tell once that a pass is about to end, when half an hour is left', async () => {
    const pass = wayOf('work', 'hana', {
      kind: 'temporary-access-pass',
      name: 'pass',
      validUntil: localTime('2026-11-22T12:00'),
    });
    const { shown, at } = await watched({ otherWaysIn: [pass] });
    await at(localTime('2026-11-22T11:20'));
    expect(shown).toEqual([]);
    await at(localTime('2026-11-22T11:31'));
    await at(localTime('2026-11-22T11:32'));
    await at(localTime('2026-11-22T12:30'));
    expect(shown.map(({ body }) => body)).toEqual(['It ends at 12:00. Add a key while it lasts.']);
  });

  it('leave to the window what was so when the program started', async () => {
    const { shown, becomes } = await watched({ keys: [lost(now)] });
    await becomes({ keys: [lost(now)] });
    expect(shown).toEqual([]);
  });

  it.each([{ isOn: false }, { isLookedAt: true }])('are not shown, nor made up for later: %j', async (change) => {
    const { shown, becomes } = await watched({ keys: [lost(earlier)] }, change);
    await becomes({ keys: [lost(now)] });
    expect(shown).toEqual([]);
  });
});
