import { describe, expect, it, vi } from 'vitest';
import type { LossRecord } from '../../src-shared/domain/loss-record.ts';
import { armDelay } from '../../src-renderer/components/danger-button.tsx';
import { localTime } from '../helpers/local-time.ts';
import { navigationStore } from '../../src-renderer/stores/navigation-store.ts';
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

const chip = (name: RegExp | string) => screen.getByRole('button', { name });
const wayBack = () => screen.getByRole('region', { name: 'The way back' });
const steps = () => within(screen.getByRole('list', { name: 'The way back' })).getAllByRole('listitem');
const group = (name: RegExp) => screen.getByRole('gridcell', { name });
const title = () => screen.getByRole('heading', { level: 1 });

describe('the question "what if"', () => {
  it('says what closes, what stays open and in which order, and asks nothing of the main process', async () => {
    const fake = await renderApp(bagWorld(), {}, 'what-if');
    const before = fake.calls.length;
    expect(title()).toHaveTextContent('What if something is lost?');
    await person().click(chip('Blue'));
    expect(title()).toHaveTextContent('Without Blue, no account is closed.');
    expect(screen.getByRole('row', { name: 'GitHub, mika: Spare' })).toBeInTheDocument();
    expect(screen.getByRole('row', { name: 'Bank, mika@bank: Codes' })).toBeInTheDocument();
    expect(steps().map((step) => step.textContent)).toEqual([
      expect.stringContaining('Bank with a code'),
      expect.stringContaining('Remove Blue from 2'),
    ]);
    await vi.waitFor(() => expect(spoken().polite).toBe('0 closed, 0 come back in steps, 2 with one spare less.'));
    expect(fake.calls.length).toBe(before);
  });

  it('a bag takes everything in it along, which cannot be taken back by itself, and gives it back', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Bag'));
    expect(title()).toHaveTextContent('Without Bag, 1 of 3 accounts is closed.');
    expect(chip('Blue')).toBeDisabled();
    expect(group(/^1 closed: nothing recorded brings it back/)).toBeVisible();
    expect(screen.getByRole('row', { name: 'Bank, mika@bank: Closed' })).toBeInTheDocument();
    await user.click(chip('Bag'));
    expect(chip('Blue')).toBeEnabled();
    expect(title()).toHaveTextContent('What if something is lost?');
  });

  it('folds what is not touched, and the tally shows one group alone', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Bag'));
    expect(screen.queryByRole('row', { name: /^forum/i })).toBeNull();
    await user.click(screen.getByRole('button', { name: '1 untouched', expanded: false }));
    expect(screen.getByRole('row', { name: /Not touched$/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '1 closed' }));
    expect(screen.queryByRole('row', { name: /^GitHub/ })).toBeNull();
    expect(screen.getByRole('row', { name: /^Bank/ })).toBeInTheDocument();
  });

  it('offers the one step that prevents it, and goes to that account with that spare', async () => {
    const fake = await renderApp(bagWorld(), { 'backup.start': () => ok({ sessionId: 's1' }) }, 'what-if');
    const user = person();
    await user.click(chip('Bag'));
    await user.click(within(wayBack()).getByRole('button', { name: 'Add Bank to Spare…' }));
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
    expect(navigationStore.getState().view).toBe('backup');
  });

  it('leaves with Esc, back to the coverage, and forgets what was asked', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Bag'));
    await user.keyboard('{Escape}');
    expect(navigationStore.getState().view).toBe('coverage');
    act(() => navigationStore.setState({ view: 'what-if' }));
    expect(title()).toHaveTextContent('What if something is lost?');
  });

  it('loses the key of a column by its head and by L', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(screen.getByRole('button', { name: /What if Spare were lost\?$/ }));
    expect(title()).toHaveTextContent('Without Spare,');
    screen.getAllByRole('gridcell', { name: 'Spare: lost' })[0]?.focus();
    await user.keyboard('l');
    expect(title()).toHaveTextContent('What if something is lost?');
  });

  it('says of one account what to do there, and opens its page by the service’s id', async () => {
    const fake = await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Blue'));
    await user.click(screen.getByText('GitHub'));
    const panel = screen.getByRole('region', { name: /GitHub/ });
    expect(within(panel).getByText('Sign in with Spare.')).toBeVisible();
    const [page] = within(panel).getAllByRole('button', { name: 'Open github.com' });
    if (page === undefined) throw new Error('no page');
    await user.click(page);
    expect(fake.callsOf('loss.openPage')).toEqual([{ serviceId: 'github' }]);
    await user.keyboard('{Escape}');
    expect(wayBack()).toBeVisible();
  });

  it('finds anything else by its name or its bag, and says when nothing fits', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Other…'));
    const dialog = screen.getByRole('dialog', { name: 'What is lost' });
    await user.type(within(dialog).getByRole('searchbox'), 'bAg');
    expect(within(dialog).queryByRole('checkbox', { name: /^Spare/ })).toBeNull();
    await user.click(within(dialog).getByRole('checkbox', { name: /^recovery codes/ }));
    await user.type(within(dialog).getByRole('searchbox'), 'nobody');
    expect(within(dialog).getByText('Nothing matches the search.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(title()).toHaveTextContent('Without recovery codes (Sheet), no account is closed.');
  });

  it('an account that is taken over is a lost way for all that hang on it', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Other…'));
    await user.click(screen.getByRole('checkbox', { name: /^GitHub/ }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(title()).toHaveTextContent('With GitHub taken over, 1 of 3 accounts is closed.');
    expect(screen.getByRole('row', { name: 'GitHub, mika: Taken over' })).toBeInTheDocument();
  });

  it('has the plan saved with what is chosen', async () => {
    const fake = await renderApp(
      bagWorld(),
      { 'reports.exportRecoveryPlan': () => ok({ file: '/home/plan.html' }) },
      'what-if',
    );
    const user = person();
    await user.click(chip('Bag'));
    await user.click(screen.getByRole('button', { name: 'Save plan…' }));
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
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys, enrolments } }, {}, 'what-if');
    await person().click(chip(/gnp\.exe[^?]*$/));
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
    await renderApp({ ...world, status: { ...world.status, locale: 'ja' } }, {}, 'what-if');
    await person().click(chip('Bag'));
    expect(title()).toHaveTextContent('「Bag」を失うと、3件中1件が開けなくなります。');
  });
});

describe('a real loss', () => {
  it('is taken over from the question, counts the same in page and dialog, and asks who knows the PIN', async () => {
    await renderApp(bagWorld(), {}, 'what-if');
    const user = person();
    await user.click(chip('Bag'));
    await user.click(screen.getByRole('button', { name: 'It is really lost…' }));
    expect(navigationStore.getState().view).toBe('loss');
    const counts = '1 closed, 0 come back in steps, 1 with one spare less.';
    expect(screen.getByRole('img', { name: counts })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Record the loss…' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Record this loss?' });
    expect(within(dialog).getByText(counts)).toBeVisible();
    expect(within(dialog).getByRole('checkbox', { name: 'Somebody may know its PIN' })).not.toBeChecked();
  });

  it('begins with nothing chosen', async () => {
    await renderApp(bagWorld(), {}, 'loss');
    expect(title()).toHaveTextContent('What is lost?');
    expect(screen.queryByRole('button', { name: 'Record the loss…' })).toBeNull();
    expect(screen.queryAllByRole('button', { pressed: true })).toEqual([]);
  });

  it('is recorded only after a rest, by ids, and leads to the checklist', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const fake = await renderApp(bagWorld(), { 'loss.record': () => ok({ lossId: 'loss-1' }) }, 'loss');
    const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
    await user.click(chip('Bag'));
    await user.click(screen.getByRole('button', { name: 'Record the loss…' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Record this loss?' });
    expect(within(dialog).getByText('This will be recorded as lost: 1 key, 1 other way in')).toBeVisible();
    await user.click(within(dialog).getByRole('checkbox', { name: 'Somebody may know its PIN' }));
    const confirm = within(dialog).getByRole('button', { name: 'Record the loss' });
    await user.click(confirm);
    expect(fake.callsOf('loss.record')).toEqual([]);
    await act(async () => vi.advanceTimersByTime(armDelay + 50));
    confirm.focus();
    await user.keyboard('{Enter}');
    expect(fake.callsOf('loss.record')).toEqual([
      { keyIds: ['blue'], otherWayIds: ['codes'], pinKnownKeyIds: ['blue'], note: null },
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
    expect(within(dialog).getByRole('listitem')).toHaveTextContent('Bank: mika@bank · Get back in');
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Close the loss' }));
    expect(fake.callsOf('loss.close')).toEqual([{ lossId: 'loss-1' }]);
  });

  it('a closed one can be read, not ticked; a lost key is not offered again', async () => {
    await renderApp(lostWorld({ closedAt: localTime('2026-11-21T10:00') }), {}, 'loss');
    expect(screen.queryByRole('button', { name: 'Blue' })).toBeNull();
    await person().click(screen.getByRole('button', { name: 'Look at it: Blue' }));
    for (const step of screen.getAllByRole('checkbox')) expect(step).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Close this loss…' })).toBeNull();
  });
});
