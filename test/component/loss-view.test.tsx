import { describe, expect, it, vi } from 'vitest';
import type { LossRecord } from '../../src-shared/domain/loss-record.ts';
import { armDelay } from '../../src-renderer/components/danger-button.tsx';
import { localTime } from '../helpers/local-time.ts';
import { type FakeWorld, ok, sentChanges } from './fake-api.ts';
import { inventoryKey, now, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

/** Creates Blue and codes for Bank in one bag; Bank opens with Blue only, GitHub with both. */
function bagWorld(): FakeWorld {
  const world = twoKeys();
  const { keys } = world.snapshot;
  return {
    ...world,
    snapshot: {
      ...world.snapshot,
      keys: keys.map((key) => (key.id === 'blue' ? { ...key, carriedOn: 'Bag' } : key)),
      otherWaysIn: [
        {
          id: 'codes',
          serviceId: 'bank',
          rpId: null,
          userId: null,
          userName: 'mika@bank',
          kind: 'recovery-codes',
          providerId: null,
          name: 'Sheet',
          owner: null,
          accountId: null,
          requires: null,
          place: null,
          carriedOn: 'Bag',
          link: null,
          validFrom: null,
          validUntil: null,
          hours: null,
          contact: null,
          asOf: now,
          note: null,
        },
      ],
    },
  };
}

const record: LossRecord = {
  id: 'loss-1',
  at: localTime('2026-11-19T10:00'),
  keyIds: ['blue'],
  keyLabels: ['Blue'],
  otherWayIds: [],
  deviceIds: [],
  deviceLabels: [],
  accountIds: [],
  items: [
    {
      id: '1',
      task: 'remove-lost-key',
      accountId: 'github|x',
      serviceId: 'github',
      serviceName: 'GitHub',
      userName: 'mika',
      opensWith: ['Spare'],
      doneAt: localTime('2026-11-20T08:00'),
    },
    {
      id: '2',
      task: 'get-back-in',
      accountId: 'bank|x',
      serviceId: 'bank',
      serviceName: 'Bank',
      userName: 'mika@bank',
      opensWith: [],
      doneAt: null,
    },
  ],
  closedAt: null,
  note: 'on the train',
};

function lostWorld(change: Partial<LossRecord> = {}): FakeWorld {
  const world = twoKeys();
  return {
    ...world,
    snapshot: {
      ...world.snapshot,
      keys: world.snapshot.keys.map((key) => (key.id === 'blue' ? { ...key, lostAt: record.at } : key)),
      losses: [{ ...record, ...change }],
    },
  };
}

const box = (name: RegExp | string) => screen.getByRole('checkbox', { name });
const answer = (text: string) => within(screen.getByRole('main')).getByText(text);
const plan = () => screen.getByRole('region', { name: 'What to do' });

describe('the drill', () => {
  it('says what still opens and what to do first, and asks nothing of the main process', async () => {
    const fake = await renderApp(bagWorld(), {}, 'loss');
    const before = fake.calls.length;
    await person().click(box(/^Blue/));
    expect(answer('Of 3 accounts, 2 are touched: 2 still open.')).toBeVisible();
    expect(spoken().polite).toContain('2 are touched');
    expect(within(plan()).getByText('Sign in with Spare.')).toBeInTheDocument();
    expect(within(plan()).getByText('Sign in with recovery codes (Sheet).')).toBeInTheDocument();
    expect(fake.calls.length).toBe(before);
  });

  it('a bag takes everything in it, other ways in too, and gives it back', async () => {
    await renderApp(bagWorld(), {}, 'loss');
    const user = person();
    await user.click(box(/^Bag/));
    expect(box(/^Blue/)).toBeChecked();
    expect(box(/^recovery codes/)).toBeChecked();
    expect(answer('Of 3 accounts, 2 are touched: 1 locked out, 1 still open.')).toBeVisible();
    await user.click(box(/^Blue/));
    expect(box(/^Bag/)).toBePartiallyChecked();
    await user.click(screen.getByRole('button', { name: 'Clear all marks' }));
    expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
    expect(screen.getByText(/^Mark a key, or everything in a bag/)).toBeVisible();
  });

  it('asks whether somebody knows the PIN, and that changes what comes first', async () => {
    await renderApp(bagWorld(), {}, 'loss');
    const user = person();
    await user.click(box(/^Blue/));
    expect(within(plan()).queryAllByText('first')).toEqual([]);
    await user.click(box('Somebody may know its PIN'));
    expect(within(plan()).getAllByText('first').length).toBeGreaterThan(0);
    expect(within(plan()).getAllByText(/somebody else may know the PIN of Blue/).length).toBeGreaterThan(0);
    await user.click(box(/^Blue/));
    await user.click(box(/^Blue/));
    // A key that was taken out and marked again starts without the answer.
    expect(box('Somebody may know its PIN')).not.toBeChecked();
  });

  it('finds keys by their bag, and says when nothing fits', async () => {
    await renderApp(bagWorld(), {}, 'loss');
    const user = person();
    await user.type(screen.getByRole('searchbox'), 'bAg');
    expect(screen.queryByRole('checkbox', { name: /^Spare/ })).toBeNull();
    expect(box(/^Blue/)).toBeVisible();
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'nobody');
    expect(screen.getByText('Nothing matches the search.')).toBeVisible();
  });

  it('opens the page by the service’s id, with the host in the words', async () => {
    const fake = await renderApp(bagWorld(), {}, 'loss');
    const user = person();
    await user.click(box(/^Blue/));
    const [page] = within(plan()).getAllByRole('button', { name: 'Open github.com' });
    if (page === undefined) throw new Error('no page');
    await user.click(page);
    expect(fake.callsOf('loss.openPage')).toEqual([{ serviceId: 'github' }]);
  });

  it('has the plan saved with what is marked', async () => {
    const fake = await renderApp(
      bagWorld(),
      { 'reports.exportRecoveryPlan': () => ok({ file: '/home/plan.html' }) },
      'loss',
    );
    const user = person();
    await user.click(box(/^Bag/));
    await user.click(screen.getByRole('button', { name: 'Print or save the plan…' }));
    const dialog = screen.getByRole('dialog', { name: 'Print or save' });
    await user.selectOptions(within(dialog).getByLabelText('Form'), 'html');
    await user.click(within(dialog).getByRole('button', { name: 'Save…' }));
    expect(fake.callsOf('reports.exportRecoveryPlan')).toEqual([
      { format: 'html', language: 'en', lostKeyIds: ['blue'], lostWayIds: ['codes'], pinKnownKeyIds: [], lossId: null },
    ]);
    expect(
      await within(screen.getByRole('region', { name: 'Messages' })).findByText('Saved: /home/plan.html'),
    ).toBeVisible();
  });

  it('hostile labels stay text on their line', async () => {
    const world = twoKeys();
    const label = '\u202Egnp.exe <img src=x onerror=alert(1)>';
    const keys = [inventoryKey('blue', label), ...world.snapshot.keys.slice(1)];
    const enrolments = [readEnrolment('blue', 'bank.com', '\u202E<script>'), ...world.snapshot.enrolments.slice(1)];
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys, enrolments } }, {}, 'loss');
    await person().click(box(/gnp\.exe/));
    expect(document.querySelector('main img, main script')).toBeNull();
    expect(document.querySelector('main')?.textContent).not.toMatch(/[\u202A-\u202E]/);
  });

  it('without any key it says what to do', async () => {
    const world = twoKeys();
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys: [], enrolments: [] } }, {}, 'loss');
    expect(screen.getByText('No keys are remembered yet. Read a key first.')).toBeVisible();
  });

  it('speaks Japanese', async () => {
    const world = bagWorld();
    await renderApp({ ...world, status: { ...world.status, locale: 'ja' } }, {}, 'loss');
    await person().click(box(/^Bag/));
    expect(answer('3件のうち2件のアカウントに影響します。開けなくなる: 1件、引き続き開ける: 1件。')).toBeVisible();
  });
});

describe('a real loss', () => {
  it('is recorded only after a rest, by ids, and leads to the checklist', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const fake = await renderApp(bagWorld(), { 'loss.record': () => ok({ lossId: 'loss-1' }) }, 'loss');
    const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
    await user.click(box(/^Bag/));
    await user.click(screen.getByRole('button', { name: 'It is really lost: record it…' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Record this loss?' });
    expect(within(dialog).getByText('Recorded as lost: 1 key, 1 other way in')).toBeVisible();
    expect(within(dialog).getByText('2 accounts are touched: 1 locked out, 0 not known.')).toBeVisible();
    const confirm = within(dialog).getByRole('button', { name: 'Record the loss' });
    await user.click(confirm);
    expect(fake.callsOf('loss.record')).toEqual([]);
    await act(async () => vi.advanceTimersByTime(armDelay + 50));
    confirm.focus();
    await user.keyboard('{Enter}');
    expect(fake.callsOf('loss.record')).toEqual([
      { keyIds: ['blue'], otherWayIds: ['codes'], pinKnownKeyIds: [], note: null },
    ]);
    const after = { ...lostWorld().snapshot, revision: 2 };
    await act(async () => fake.emit('inventory.onChanged', sentChanges(fake.world.snapshot, after)));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Loss of Blue');
  });

  it('is worked through: done steps say when, a tick goes to the main process, progress is said', async () => {
    const fake = await renderApp(lostWorld(), {}, 'loss');
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Go on: Blue' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Loss of Blue');
    expect(screen.getByText('on the train')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '1');
    const [done, open] = screen.getAllByRole('checkbox');
    expect(done).toBeChecked();
    if (open === undefined) throw new Error('two steps');
    await user.click(open);
    expect(fake.callsOf('loss.tick')).toEqual([{ lossId: 'loss-1', itemId: '2', done: true }]);
    expect(spoken().polite).toBe('2 of 2 done');
  });

  it('the key can be found again', async () => {
    const fake = await renderApp(lostWorld(), {}, 'loss');
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Go on: Blue' }));
    await user.click(screen.getByRole('button', { name: 'Blue was found again' }));
    expect(fake.callsOf('inventory.markFound')).toEqual([{ keyId: 'blue' }]);
  });

  it('closing names what is still open; Cancel has the focus', async () => {
    const fake = await renderApp(lostWorld(), {}, 'loss');
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Go on: Blue' }));
    await user.click(screen.getByRole('button', { name: 'Close this loss…' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Close this loss?' });
    expect(within(dialog).getByText(/1 step is still open/)).toBeVisible();
    expect(within(dialog).getByRole('listitem')).toHaveTextContent('Get back in: Bank: mika@bank');
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Close the loss' }));
    expect(fake.callsOf('loss.close')).toEqual([{ lossId: 'loss-1' }]);
  });

  it('a closed one can be read, not ticked; a lost key is not offered in the drill', async () => {
    await renderApp(lostWorld({ closedAt: localTime('2026-11-21T10:00') }), {}, 'loss');
    expect(screen.queryByRole('checkbox', { name: /^Blue/ })).toBeNull();
    await person().click(screen.getByRole('button', { name: 'Look at it: Blue' }));
    for (const step of screen.getAllByRole('checkbox')) expect(step).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Close this loss…' })).toBeNull();
  });
});
