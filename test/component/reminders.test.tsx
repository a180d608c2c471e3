import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src-shared/domain/activity.ts';
import { noticeStore } from '../../src-renderer/stores/notice-store.ts';
import { localTime } from '../helpers/local-time.ts';
import { otherWay } from './chain-world.ts';
import { type FakeWorld, sentChanges } from './fake-api.ts';
import { inventoryKey, now, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const vanishedAt = localTime('2026-11-18T10:00');

/** Creates a world in which a passkey of Blue vanished, and the spare was not seen for years. */
function watchedWorld(): FakeWorld {
  const world = twoKeys();
  const gone = { vanishedAt, vanishedBy: 'not-listed' } as const;
  return {
    ...world,
    snapshot: {
      ...world.snapshot,
      keys: [
        inventoryKey('blue', 'Blue'),
        inventoryKey('spare', 'Spare', { role: 'spare', vendorSerial: '2', lastSeen: localTime('2020-01-05T00:00') }),
      ],
      enrolments: [readEnrolment('blue', 'github.com', 'mika', gone), ...world.snapshot.enrolments.slice(1)],
    },
  };
}

const list = () => screen.getByRole('region', { name: 'Reminders' });
const badge = () => screen.getByRole('button', { name: 'Coverage' });

it('the number of many reminders beside their view is no larger than a person can use', async () => {
  const world = watchedWorld();
  const gone = { vanishedAt, vanishedBy: 'not-listed' } as const;
  const keys = Array.from({ length: 120 }, (_, index) => inventoryKey(`k${index}`, `Key ${index}`));
  const enrolments = keys.map(({ id }) => readEnrolment(id, 'github.com', 'mika', gone));
  await renderApp({ ...world, snapshot: { ...world.snapshot, keys, enrolments } }, {}, 'settings');
  expect(screen.getByText('99+')).toBeVisible();
  expect(badge()).toHaveAccessibleDescription(/^120 security events/);
});

describe('a security event', () => {
  it('stands on top of every view, and is said once', async () => {
    const fake = await renderApp(watchedWorld(), {}, 'settings');
    const strip = screen.getByRole('region', { name: 'Security event' });
    expect(strip).toHaveTextContent(
      'A passkey is gone from Blue and was not deleted in Sparekey: GitHub (mika). Found on Nov 18, 2026.',
    );
    expect(spoken().polite).toBe('1 security event, 1 reminder');
    expect(badge()).toHaveAccessibleDescription('1 security event, 1 reminder');
    // After another change the same reminders are not said again.
    act(() => noticeStore.setState({ polite: { text: '', count: 9 } }));
    const after = { ...fake.world.snapshot, revision: 2, activity: [] };
    await act(async () => fake.emit('inventory.onChanged', sentChanges(fake.world.snapshot, after)));
    expect(spoken().polite).toBe('');
    await person().click(within(strip).getByRole('button', { name: 'Look into it' }));
    expect(screen.getByRole('heading', { name: 'Reminders' })).toHaveFocus();
    expect(within(list()).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.queryByRole('region', { name: 'Security event' })).toBeNull();
  });

  it('leads to its key, and is acknowledged for good', async () => {
    const fake = await renderApp(watchedWorld());
    const user = person();
    await user.click(screen.getByRole('button', { name: '1 security event, 1 reminder' }));
    const [event] = within(list()).getAllByRole('listitem');
    if (event === undefined) throw new Error('no event');
    expect(within(event).getByText(/change the PIN/)).toBeVisible();
    await user.click(within(event).getByRole('button', { name: /^I have looked into it/ }));
    expect(fake.callsOf('reminders.acknowledge')).toEqual([{ id: `passkey-vanished:blue:${vanishedAt}` }]);
    await user.click(within(event).getByRole('button', { name: /^Show the key/ }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Blue');
  });
});

describe('reminders', () => {
  it('are put aside for a time', async () => {
    const fake = await renderApp(watchedWorld());
    const user = person();
    await user.click(screen.getByRole('button', { name: '1 security event, 1 reminder' }));
    const [, reminder] = within(list()).getAllByRole('listitem');
    if (reminder === undefined) throw new Error('no reminder');
    expect(reminder).toHaveTextContent('The spare Spare was last seen on Jan 5, 2020.');
    await user.click(within(reminder).getByRole('button', { name: /^Remind me in 30 days/ }));
    expect(fake.callsOf('reminders.snooze')).toEqual([{ id: 'spare-not-seen:spare' }]);
  });

  it('are no part of the coverage where there are none, and have no badge', async () => {
    await renderApp(twoKeys());
    expect(badge()).not.toHaveAccessibleDescription();
    expect(screen.queryByRole('button', { name: /reminder/ })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Security event' })).toBeNull();
  });

  it('of which the last one was put aside say so in their place', async () => {
    const world = watchedWorld();
    const fake = await renderApp(world);
    await person().click(screen.getByRole('button', { name: '1 security event, 1 reminder' }));
    const { keys, enrolments } = twoKeys().snapshot;
    const after = { ...world.snapshot, revision: 2, keys, enrolments };
    await act(async () => fake.emit('inventory.onChanged', sentChanges(world.snapshot, after)));
    expect(within(list()).getByText('Nothing needs your attention.')).toBeVisible();
  });

  it('leave their place to an account that is opened, and come back to it with Esc', async () => {
    await renderApp(watchedWorld());
    const user = person();
    await user.click(screen.getByRole('button', { name: '1 security event, 1 reminder' }));
    await user.click(screen.getAllByRole('rowheader')[0] ?? document.body);
    expect(screen.queryByRole('region', { name: 'Reminders' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '1 security event, 1 reminder' }));
    expect(list()).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Reminders' })).toBeNull();
  });

  it('of a pass lead to its account in the table', async () => {
    const world = twoKeys();
    const pass = otherWay('pass', {
      kind: 'temporary-access-pass',
      serviceId: 'github',
      userName: 'mika',
      validFrom: localTime('2026-11-01T00:00'),
      validUntil: localTime('2026-11-20T00:00'),
    });
    await renderApp({ ...world, snapshot: { ...world.snapshot, otherWaysIn: [pass] } });
    const user = person();
    await user.click(screen.getByRole('button', { name: '1 reminder' }));
    await user.click(within(list()).getByRole('button', { name: /^Show the account/ }));
    expect(screen.getByRole('searchbox')).toHaveValue('GitHub mika');
  });

  it('of an inventory without keys stand on its first page', async () => {
    const world = watchedWorld();
    const pass = otherWay('pass', {
      kind: 'temporary-access-pass',
      serviceId: 'github.com',
      validFrom: localTime('2026-11-01T00:00'),
      validUntil: localTime('2026-11-20T00:00'),
    });
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys: [], enrolments: [], otherWaysIn: [pass] } });
    expect(within(list()).getAllByRole('listitem')).toHaveLength(1);
  });

  it('speak Japanese', async () => {
    const world = watchedWorld();
    await renderApp({ ...world, status: { ...world.status, locale: 'ja' } });
    await person().click(screen.getByRole('button', { name: 'セキュリティ上の出来事1件、お知らせ1件' }));
    expect(screen.getByRole('region', { name: 'お知らせ' })).toHaveTextContent('Blueからパスキーが1件消えています。');
  });
});

describe('what a reading changed', () => {
  const line = (id: string, kind: Activity['kind'], at: string, details: Record<string, string> = {}): Activity => ({
    id,
    at,
    kind,
    keyId: 'blue',
    keyLabel: 'Blue',
    details,
  });
  const first = [line('1', 'key-read', '2026-11-01T10:00:00.000Z', { passkeys: '2', added: '2' })];
  const second = [
    ...first,
    line('2', 'passkey-added', now, { rpId: 'new.example', userName: 'mika' }),
    line('3', 'passkey-vanished', now, { rpId: 'old.example', userName: 'mika' }),
    line('4', 'passkey-renamed', now, { rpId: 'github.com', userName: 'mika2', formerUserName: 'mika' }),
    line('5', 'key-read', now, { passkeys: '2', added: '1' }),
  ];

  it('is said by "Add a spare" itself, and not twice', async () => {
    const world = twoKeys();
    const fake = await renderApp({ ...world, snapshot: { ...world.snapshot, activity: first } }, {}, 'backup');
    const after = { ...fake.world.snapshot, revision: 2, activity: second };
    await act(async () => fake.emit('inventory.onChanged', sentChanges(fake.world.snapshot, after)));
    expect(screen.queryByRole('region', { name: 'Messages' })).toBeNull();
  });

  it('is said in a line right after the reading', async () => {
    const world = twoKeys();
    const fake = await renderApp({ ...world, snapshot: { ...world.snapshot, activity: first } });
    expect(screen.queryByText(/added/)).toBeNull();
    const after = { ...fake.world.snapshot, revision: 2, activity: second };
    await act(async () => fake.emit('inventory.onChanged', sentChanges(fake.world.snapshot, after)));
    expect(
      await within(screen.getByRole('region', { name: 'Messages' })).findByText('Blue: 1 added, 1 gone, 1 renamed.'),
    ).toBeVisible();
  });

  it('stays on the key’s page, with the accounts', async () => {
    const world = twoKeys();
    await renderApp({ ...world, snapshot: { ...world.snapshot, activity: second } }, {}, 'keys');
    const user = person();
    await user.click(screen.getAllByText('Blue').at(-1) ?? document.body);
    await user.click(await screen.findByRole('tab', { name: 'About this key' }));
    const changes = screen.getByRole('region', { name: 'Changes at the last reading' });
    expect(changes).toHaveTextContent('1 added, 1 gone, 1 renamed');
    expect(changes).toHaveTextContent('new.example: mika');
    expect(changes).toHaveTextContent('github.com: mika2, before: mika');
  });
});
