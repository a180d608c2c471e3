import { describe, expect, it } from 'vitest';
import { localTime } from '../helpers/local-time.ts';
import { inventoryKey } from './fake-data.ts';
import { openAccount } from './coverage-actions.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

async function openTab(name: RegExp, tab: string) {
  const user = person();
  await user.click(screen.getByRole('row', { name }));
  await user.click(screen.getByRole('tab', { name: tab }));
  return user;
}

const preferencesRegion = () => within(screen.getByRole('region', { name: 'Checking' }));

describe('what a person says about a key', () => {
  it('what it is carried on is saved, and words that are used already are offered', async () => {
    const world = twoKeys();
    const [blue, spare] = world.snapshot.keys;
    if (blue === undefined || spare === undefined) throw new Error('two keys');
    const keys = [blue, { ...spare, place: 'Home safe', carriedOn: 'Key ring', owner: 'Mika' }];
    const fake = await renderApp({ ...world, snapshot: { ...world.snapshot, keys } }, {}, 'keys');
    const user = await openTab(/Blue/, 'Details');
    const carriedOn = screen.getByLabelText('Travels with');
    const offered = document.getElementById(carriedOn.getAttribute('list') ?? '');
    expect([...(offered?.querySelectorAll('option') ?? [])].map(({ value }) => value)).toEqual(['Key ring']);
    await user.type(carriedOn, ' Key ring');
    await user.tab();
    expect(fake.callsOf('inventory.editKey')).toEqual([{ keyId: 'blue', carriedOn: 'Key ring' }]);
  });

  it('a key has a colour of its turn, or one that is chosen, which can be taken back', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openTab(/Blue/, 'Details');
    const colours = screen.getByRole('group', { name: 'Colour' });
    expect(within(colours).getByRole('radio', { name: 'Automatic' })).toBeChecked();
    await user.click(within(colours).getByRole('radio', { name: 'Teal' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.editKey')).toEqual([
      { keyId: 'blue', colour: 'teal' },
      { keyId: 'blue', colour: null },
    ]);
  });

  it('a lost key says so wherever it is opened, and is found only after a question', async () => {
    const world = twoKeys();
    const lost = { lostAt: localTime('2026-11-01T00:00'), lastSeen: localTime('2026-11-20T00:00') };
    const keys = [inventoryKey('blue', 'Blue', lost)];
    const fake = await renderApp({ ...world, snapshot: { ...world.snapshot, keys } }, {}, 'keys');
    const user = await openTab(/Blue/, 'About this key');
    expect(
      screen.getByText(/Recorded as lost on Nov 1, 2026\..*It was plugged in again on Nov 20, 2026\./),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'It was found…' }));
    const dialog = screen.getByRole('dialog', { name: 'Is Blue back?' });
    expect(fake.callsOf('inventory.markFound')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'It was found' }));
    expect(fake.callsOf('inventory.markFound')).toEqual([{ keyId: 'blue' }]);
  });
});

describe('preferences of the inventory', () => {
  it('the limit for old records is checked before it is saved', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    const days = preferencesRegion().getByLabelText('Days until a record counts as old');
    expect(days).toHaveValue('365');
    await user.clear(days);
    await user.type(days, '0');
    expect(preferencesRegion().getByRole('alert')).toHaveTextContent('from 1 to 3650');
    await user.keyboard('{Enter}');
    expect(fake.callsOf('inventory.setPreferences')).toEqual([]);
    await user.clear(days);
    await user.type(days, '90{Enter}');
    expect(fake.callsOf('inventory.setPreferences')).toEqual([{ staleAfterDays: 90, allowPasskeyEndpoints: false }]);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.setPreferences')[1]).toEqual({ staleAfterDays: 365, allowPasskeyEndpoints: false });
  });

  it('the limit for old records is kept when its field is left', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    const days = preferencesRegion().getByLabelText('Days until a record counts as old');
    await user.clear(days);
    await user.type(days, '30');
    await user.tab();
    expect(fake.callsOf('inventory.setPreferences')).toEqual([{ staleAfterDays: 30, allowPasskeyEndpoints: false }]);
  });

  it('asking services is off, says what it reveals, and is switched on by the person', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const box = preferencesRegion().getByRole('switch', { name: 'Asking services over the network' });
    expect(box).not.toBeChecked();
    expect(preferencesRegion().getByText(/see your internet address/)).toBeVisible();
    await person().click(box);
    expect(fake.callsOf('inventory.setPreferences')).toEqual([{ staleAfterDays: 365, allowPasskeyEndpoints: true }]);
  });
});

describe('the importance of an account', () => {
  it('is set and taken back in its details; the mark that holds is the one that changes', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    await openAccount(/^Bank, mika@bank: Only Blue/);
    const importance = screen.getByLabelText('Importance');
    expect(importance).toHaveDisplayValue('automatic (normal)');
    await user.selectOptions(importance, 'high');
    const [asked] = fake.callsOf('inventory.markAccount');
    expect(asked).toMatchObject({ serviceId: 'bank', userName: 'mika@bank', importance: 'high' });
    const said = { serviceId: 'bank', userId: null, userName: 'MIKA@bank', importance: 'high' } as const;
    const mark = { ...said, id: 'm1', asOf: '2026-11-01T00:00:00.000Z' };
    act(() => fake.inventoryBecomes({ ...fake.world.snapshot, revision: 2, accountMarks: [mark] }));
    expect(screen.getByLabelText('Importance')).toHaveDisplayValue('high');
    await user.selectOptions(screen.getByLabelText('Importance'), 'automatic');
    expect(fake.callsOf('inventory.markAccount')[1]).toEqual({
      serviceId: 'bank',
      userId: null,
      userName: 'MIKA@bank',
      importance: null,
    });
  });
});
