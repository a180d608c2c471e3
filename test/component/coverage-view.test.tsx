import { describe, expect, it } from 'vitest';
import { emptySnapshot, inventoryKey, readEnrolment } from './fake-data.ts';
import { twoKeys } from './small-world.ts';
import { person, renderApp, screen, spoken, within } from './render-app.tsx';

const headline = () => screen.getByRole('heading', { level: 1 }).textContent;
const rowNames = () =>
  screen
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent)
    .filter((text) => text !== '');

describe('coverage view', () => {
  it('says in one sentence how many accounts would be lost', async () => {
    await renderApp(twoKeys());
    expect(headline()).toBe('2 of 3 accounts would be lost with one key.');
  });

  it('shows every account with its cells as named buttons and the verdict in words', async () => {
    await renderApp(twoKeys());
    const grid = screen.getByRole('grid');
    expect(within(grid).getByRole('button', { name: /^GitHub, mika, Blue: read on the key/ })).toBeVisible();
    expect(within(grid).getByRole('button', { name: /^Bank, mika@bank, Spare: read, and not there/ })).toBeVisible();
    expect(within(grid).getByRole('button', { name: /^Bank, mika@bank: only this key/ })).toBeVisible();
    expect(within(grid).getByRole('button', { name: /^GitHub, mika: survives any one loss/ })).toBeVisible();
  });

  it('sorts what would be lost before what survives, and by name on request', async () => {
    await renderApp(twoKeys());
    expect(rowNames()).toEqual(['Bankmika@bank', 'forum.examplemika-forum', 'GitHubmika']);
    const user = person();
    await user.selectOptions(screen.getByLabelText('Sort by'), 'Name');
    expect(rowNames()).toEqual(['Bankmika@bank', 'forum.examplemika-forum', 'GitHubmika']);
    await user.selectOptions(screen.getByLabelText('Group by'), 'Nothing');
    expect(rowNames()).toEqual(['GitHubmika', 'forum.examplemika-forum', 'Bankmika@bank'].toSorted(byUser));
  });

  it('asks "what if this key were lost" without storing anything, for several keys, and Esc goes back', async () => {
    const fake = await renderApp(twoKeys());
    const before = fake.calls.length;
    const user = person();
    await user.click(screen.getByRole('button', { name: /What if Blue were lost\?$/ }));
    expect(screen.getByRole('button', { name: /What if Blue were lost\?$/ })).toHaveAttribute('aria-pressed', 'true');
    expect(headline()).toContain('Without Blue you would be locked out of 1 of 3 accounts');
    expect(rowNames()[0]).toBe('1 account would be lost');
    expect(rowNames()[1]).toBe('Bankmika@bank');
    await expect.poll(() => spoken().polite).toContain('locked out of 1 of 3');
    await user.click(screen.getByRole('button', { name: /What if Spare were lost\?$/ }));
    expect(headline()).toContain('locked out of 3 of 3');
    await user.keyboard('{Escape}');
    expect(headline()).toBe('2 of 3 accounts would be lost with one key.');
    expect(fake.calls.length).toBe(before);
  });

  it('opens the evidence of a cell: how it is known, when, which passkey', async () => {
    await renderApp(twoKeys());
    await person().click(screen.getByRole('button', { name: /^Bank, mika@bank, Blue: read/ }));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent('Read from the key on November 20, 2026');
    expect(dialog).toHaveTextContent('bank.com');
    expect(dialog).toHaveTextContent('Credential ID');
  });

  it('finds accounts by service and user name; Ctrl-F goes to the search, Esc empties it', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.keyboard('{Control>}f{/Control}');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('FORUM');
    expect(rowNames()).toEqual(['forum.examplemika-forum']);
    await user.keyboard('{Escape}');
    expect(rowNames()).toHaveLength(3);
  });

  it('explains the first steps while no key is known', async () => {
    await renderApp({ ...twoKeys(), snapshot: { ...twoKeys().snapshot, keys: [], enrolments: [] } });
    expect(headline()).toContain('If you lost a security key today');
    expect(screen.getByRole('button', { name: 'Unlock and read…' })).toBeEnabled();
  });

  it('records a registration that cannot be read, from an empty cell', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('button', { name: /^Bank, mika@bank, Spare: read, and not there/ }));
    await user.click(screen.getByRole('button', { name: 'Record that it does open it…' }));
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addManual')).toEqual([
      { keyId: 'spare', serviceId: 'bank', rpId: 'bank.com', userName: 'mika@bank', note: null },
    ]);
  });

  it('records another way in for an account', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('button', { name: /^Bank, mika@bank: only this key/ }));
    await user.click(screen.getByRole('button', { name: 'Record another way in…' }));
    await user.type(screen.getByLabelText('Where it is kept'), 'safe');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      { serviceId: 'bank', kind: 'recovery-codes', place: 'safe' },
    ]);
  });
});

function byUser(left: string, right: string): number {
  const user = (text: string) => text.slice(text.indexOf('mika'));
  return user(left).localeCompare(user(right));
}

describe('names of keys', () => {
  const named = (changes: readonly { readonly label: string; readonly vendorSerial: string | null }[]) => {
    const world = twoKeys();
    const keys = world.snapshot.keys.map((key, index) => ({ ...key, ...changes[index] }));
    return { ...world, snapshot: { ...world.snapshot, keys } };
  };
  const heads = () =>
    screen
      .getAllByRole('button', { name: /What if .* were lost\?$/ })
      .map((head) => head.lastElementChild?.textContent);

  it('two keys with one label are told apart by their serial numbers, in the head, the cells and the headline', async () => {
    await renderApp(
      named([
        { label: 'YubiKey', vendorSerial: '21755120' },
        { label: 'YubiKey', vendorSerial: '2' },
      ]),
    );
    expect(heads()).toEqual(['What if YubiKey (21755120) were lost?', 'What if YubiKey (2) were lost?']);
    expect(screen.getByRole('button', { name: /^Bank, mika@bank, YubiKey \(21755120\): read/ })).toBeVisible();
    await person().click(screen.getByRole('button', { name: /What if YubiKey \(2\) were lost\?$/ }));
    expect(headline()).toContain('Without YubiKey (2) you would');
  });

  it('without serial numbers they are counted', async () => {
    const plain = { label: 'Security Key', vendorSerial: null };
    await renderApp(named([plain, plain]));
    expect(heads()).toEqual([
      'What if Security Key (1st of 2) were lost?',
      'What if Security Key (2nd of 2) were lost?',
    ]);
  });

  it('many lost keys are counted in the headline, not named', async () => {
    const keys = Array.from({ length: 5 }, (_, index) => inventoryKey(`k${index}`, `Key ${index}`));
    const enrolments = keys.map((key) => readEnrolment(key.id, `${key.id}.example`, 'mika'));
    await renderApp({ ...twoKeys(), snapshot: { ...emptySnapshot, keys, enrolments } });
    const user = person();
    for (const name of [0, 1, 2].map((index) => new RegExp(`What if Key ${index} were lost`))) {
      await user.click(screen.getByRole('button', { name }));
    }
    expect(headline()).toBe('Without Key 0, Key 1, Key 2 you would be locked out of 3 of 5 accounts.');
    await user.click(screen.getByRole('button', { name: /What if Key 3 were lost\?$/ }));
    expect(headline()).toBe('Without 4 of your keys you would be locked out of 4 of 5 accounts.');
  });
});

describe('what a screen reader meets', () => {
  it('a column is named by its key, and its button says role, last reading and what it alone holds', async () => {
    await renderApp(twoKeys());
    const head = screen.getByRole('columnheader', { name: 'Spare' });
    expect(within(head).getByRole('button')).toHaveAccessibleName(
      /^Spare Spare 2 days ago alone: 1 What if Spare were lost\?$/,
    );
  });

  it('every row names service and account, also where the service is the one above', async () => {
    const world = twoKeys();
    const enrolments = [...world.snapshot.enrolments, readEnrolment('blue', 'github.com', 'mika-bot')];
    await renderApp({ ...world, snapshot: { ...world.snapshot, enrolments } });
    expect(screen.getByRole('rowheader', { name: 'GitHub, mika' })).toBeVisible();
    expect(screen.getByRole('rowheader', { name: 'GitHub, mika-bot' })).toBeVisible();
  });
});

describe('forms opened from the details', () => {
  it('say for which key and account they are, and give the focus back to the cell', async () => {
    await renderApp(twoKeys());
    const user = person();
    const cell = screen.getByRole('button', { name: /^Bank, mika@bank, Spare: read, and not there/ });
    await user.click(cell);
    await user.click(screen.getByRole('button', { name: 'Record that it does open it…' }));
    expect(screen.getByRole('dialog')).toHaveTextContent('Key: Spare');
    expect(screen.getByRole('dialog')).toHaveTextContent('Service: Bank');
    await user.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(cell);
  });
});
