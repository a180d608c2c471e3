import { describe, expect, it } from 'vitest';
import { lossStore } from '../../src-renderer/features/loss/loss-store.ts';
import { navigationStore } from '../../src-renderer/stores/navigation-store.ts';
import { cellOf } from './coverage-actions.ts';
import { failure, type FakeWorld, ok } from './fake-api.ts';
import { credentialOf, keyFacts, keyView, listingOf, now, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const row = (name: RegExp) => within(screen.getByRole('row', { name })).getByRole('rowheader');
const head = (name: RegExp) => screen.getByRole('columnheader', { name });
const entries = () => screen.getAllByRole('menuitem').map((item) => item.textContent);

/** Opens the menu of a place in the table with the second mouse button. */
async function openMenu(target: Element) {
  const user = person();
  await user.pointer({ keys: '[MouseRight]', target });
  await screen.findByRole('menu');
  return user;
}

async function choose(target: Element, entry: string): Promise<void> {
  const user = await openMenu(target);
  await user.click(screen.getByRole('menuitem', { name: entry }));
}

/** Creates a world in which the first key is read and another one, never read, is plugged in. */
function oneOfTwo(): FakeWorld {
  const world = twoKeys();
  return {
    ...world,
    keys: [...world.keys, keyView(2, { facts: keyFacts({ vendorSerial: '77' }) })],
    snapshot: {
      ...world.snapshot,
      keys: world.snapshot.keys.slice(0, 1),
      enrolments: [readEnrolment('blue', 'bank.com', 'mika@bank')],
    },
  };
}

describe('the menus of the matrix', () => {
  it('of a row: details, the addition that helps, what if it is taken over, its name', async () => {
    const fake = await renderApp(twoKeys(), { 'backup.start': () => ok({ sessionId: 's1' }) });
    await openMenu(row(/^Bank/));
    expect(entries()).toEqual([
      'Details',
      'Add Spare to Bank…',
      'What if it is taken over?',
      expect.stringMatching(/^Open /),
      'Copy the account name',
    ]);
    await person().click(screen.getByRole('menuitem', { name: 'Add Spare to Bank…' }));
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
    expect(navigationStore.getState().view).toBe('backup');
  });

  it('of a row: an account that is taken over is a question', async () => {
    await renderApp(twoKeys());
    await choose(row(/^GitHub/), 'What if it is taken over?');
    expect(navigationStore.getState().view).toBe('what-if');
    expect(lossStore.getState().chosen['what-if']).toEqual([
      { kind: 'account', id: expect.stringMatching(/^github\|/) },
    ]);
  });

  it('of a cell: its key too, and the details of the two', async () => {
    await renderApp(twoKeys());
    const cell = cellOf(/^GitHub/, /^Spare: /);
    await openMenu(cell);
    expect(entries()).toEqual(expect.arrayContaining(['What if Spare were lost?', 'Open Spare']));
    await person().click(screen.getByRole('menuitem', { name: 'Details' }));
    expect(screen.getByRole('region', { name: /GitHub/ })).toHaveTextContent('Spare');
    await choose(cellOf(/^GitHub/, /^Spare: /), 'Open Spare');
    expect(navigationStore.getState().selection).toEqual({ type: 'remembered', keyId: 'spare' });
  });

  it('of the head of a key: what if, its page, its serial number', async () => {
    await renderApp(twoKeys());
    await openMenu(head(/^Blue/));
    expect(entries()).toEqual(['What if Blue were lost?', 'Open Blue', 'Copy the serial number']);
    await person().click(screen.getByRole('menuitem', { name: 'What if Blue were lost?' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Without Blue,');
  });

  it('of the head of a key that was never read: read it', async () => {
    const answer = () => ok({ listing: listingOf([]), stored: { state: 'stored', keyId: 'red', isNew: true } });
    const fake = await renderApp(oneOfTwo(), { 'keys.unlock': answer });
    await openMenu(head(/…77/));
    expect(entries()).toEqual(['Read this key…', 'Open']);
    await person().click(screen.getByRole('menuitem', { name: 'Read this key…' }));
    expect(fake.callsOf('keys.unlock')).toEqual([{ handle: keyView(2).handle }]);
  });

  it('the head of the accounts has none', async () => {
    await renderApp(twoKeys());
    await person().pointer({ keys: '[MouseRight]', target: head(/^Account/) });
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('the menus of lists', () => {
  it('of a key: its page, what if, its serial number', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    await openMenu(screen.getByRole('row', { name: /^Spare/ }));
    expect(entries()).toEqual(['Open', 'What if it is lost?', 'Copy the serial number']);
    await person().click(screen.getByRole('menuitem', { name: 'What if it is lost?' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Without Spare,');
  });

  it('of a passkey that is only remembered: nothing that changes the key', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    await person().click(screen.getByRole('row', { name: /^Spare/ }));
    await openMenu(screen.getByRole('row', { name: /^GitHub/ }));
    expect(entries()).toEqual(['Details', 'In coverage', 'Copy the account name']);
  });

  it('of a passkey on an unlocked key: rename and delete, each of which asks first', async () => {
    const bank = credentialOf(readEnrolment('blue', 'bank.com', 'mika@bank'));
    const blue = keyView(1, {
      unlocked: true,
      remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' },
    });
    const reading = { listing: listingOf([bank]), stored: { state: 'stored', keyId: 'blue', isNew: false } };
    const fake = await renderApp(
      { ...twoKeys(), keys: [blue] },
      { 'keys.listPasskeys': () => ok(reading), 'keys.prepareDelete': () => failure({ kind: 'cancelled' }) },
      'keys',
    );
    const user = person();
    await user.click(within(screen.getByRole('navigation')).getByRole('link'));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await openMenu(await screen.findByRole('row', { name: /^Bank/ }));
    expect(entries().slice(0, 3)).toEqual(['Details', 'Rename…', 'Delete…']);
    await user.click(screen.getByRole('menuitem', { name: 'Delete…' }));
    expect(fake.callsOf('keys.prepareDelete')).toHaveLength(1);
    await choose(screen.getByRole('row', { name: /^Bank/ }), 'Rename…');
    expect(screen.getByRole('dialog')).toBeVisible();
  });
});

describe('the question "what if" is asked from', () => {
  const title = () => screen.getByRole('heading', { level: 1 });

  it('the page of a key', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    const user = person();
    await user.click(within(screen.getByRole('navigation')).getByRole('link'));
    await user.click(screen.getByRole('button', { name: /^More/ }));
    await user.click(screen.getByRole('menuitem', { name: 'What if it is lost?' }));
    expect(title()).toHaveTextContent('Without Blue,');
    await user.keyboard('{Escape}');
    expect(navigationStore.getState().view).toBe('coverage');
  });

  it('the details of an account', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.click(row(/^Bank/));
    const panel = within(screen.getByRole('region', { name: /Bank/ }));
    await user.click(panel.getByRole('button', { name: 'More about this account' }));
    await user.click(screen.getByRole('menuitem', { name: 'What if it is taken over?' }));
    expect(title()).toHaveTextContent('With Bank taken over,');
  });

  it.each([
    ['a key', 'if blue', /^What if Blue were lost/, 'Without Blue,'],
    ['a phone', 'pixel', /^What if Pixel were lost/, 'Without Pixel,'],
  ])('the list of everything: %s', async (_what, typed, entry, headline) => {
    const world = twoKeys();
    const nothing = { owner: null, place: null, carriedOn: null, simIn: null, lostAt: null, note: null };
    const device = { id: 'p', kind: 'phone', label: 'Pixel', asOf: now, ...nothing } as const;
    await renderApp({ ...world, snapshot: { ...world.snapshot, devices: [device] } });
    const user = person();
    await user.click(screen.getByRole('button', { name: /^Go to anything/ }));
    await user.keyboard(typed);
    await user.click(screen.getByRole('menuitem', { name: entry }));
    await screen.findByRole('heading', { level: 1, name: new RegExp(headline) });
  });
});
