import { describe, expect, it } from 'vitest';
import { otherWay } from './chain-world.ts';
import { cellOf, chooseMore, detailsPanel, openAccount, openCell } from './coverage-actions.ts';
import { inventoryKey, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';
import { ok } from './fake-api.ts';

const headline = () => screen.getByRole('heading', { level: 1 }).textContent;
const rowNames = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);

describe('coverage view', () => {
  it('says in one sentence how many accounts hang on one key, as a picture, and as counts', async () => {
    await renderApp(twoKeys());
    expect(headline()).toBe('2 of 3 accounts hang on one key.');
    expect(screen.getByRole('img', { name: '2 only one key, 1 survive any one loss' })).toBeVisible();
    const tally = within(screen.getByRole('toolbar', { name: 'How accounts stand' }));
    expect(tally.getAllByRole('button').map((item) => item.textContent)).toEqual([
      '2 only one key',
      '1 survive any one loss',
    ]);
  });

  it('what is counted filters: pressed once, and once more', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('button', { name: '1 survive any one loss' }));
    expect(rowNames()).toEqual(['GGitHub mika']);
    expect(screen.getByText('1 of 3')).toBeVisible();
    await user.click(screen.getByRole('button', { name: '1 survive any one loss' }));
    expect(rowNames()).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'To do 2' }));
    expect(rowNames()).toHaveLength(2);
    await user.keyboard('{Escape}');
    expect(rowNames()).toHaveLength(3);
  });

  it('reads every row and cell out in words', async () => {
    await renderApp(twoKeys());
    const rows = screen.getAllByRole('row').slice(1);
    const said = rows.map((row) => [
      row.getAttribute('aria-label'),
      ...within(row)
        .getAllByRole('gridcell')
        .map((cell) => cell.getAttribute('aria-label') ?? cell.textContent),
    ]);
    expect(said).toEqual([
      [
        'Bank, mika@bank: Only Blue',
        'Blue: read 2 days ago, the only way in',
        'Spare: not there, read 2 days ago, best added here',
        'no other way in',
        'Only BlueSpare…',
      ],
      [
        'forum.example, mika-forum: Only Spare',
        'Blue: not there, read 2 days ago',
        'Spare: read 2 days ago, the only way in',
        'no other way in',
        'Only Spare',
      ],
      ['GitHub, mika: 2 keys', 'Blue: read 2 days ago', 'Spare: read 2 days ago', 'no other way in', '2 keys'],
    ]);
    expect(screen.getByRole('columnheader', { name: /^Blue/ })).toHaveTextContent('daily');
  });

  it('speaks Japanese', async () => {
    const { status, ...world } = twoKeys();
    await renderApp({ ...world, status: { ...status, locale: 'ja' } });
    expect(headline()).toBe('アカウント3件のうち2件は、キー1本だけが頼りです。');
    expect(screen.getByRole('row', { name: 'Bank、mika@bank：Blueだけ' })).toBeVisible();
    expect(cellOf(/^Bank/, /^Blue：/)).toHaveAccessibleName('Blue：一昨日読み取り、唯一の手段');
    expect(screen.getByText(/^次の一手$/)).toBeVisible();
  });

  it('sorts what hangs on one key before what survives, and by name on request', async () => {
    await renderApp(twoKeys());
    const user = person();
    expect(rowNames()).toEqual(['BBank mika@bank', 'fforum.example mika-forum', 'GGitHub mika']);
    await user.click(screen.getByRole('button', { name: /^Filter/ }));
    await user.selectOptions(screen.getByLabelText('Sort by'), 'Name');
    await user.keyboard('{Escape}');
    expect(rowNames()).toEqual(['BBank mika@bank', 'fforum.example mika-forum', 'GGitHub mika']);
  });

  it('explains the first steps while no key is known', async () => {
    await renderApp({ ...twoKeys(), snapshot: { ...twoKeys().snapshot, keys: [], enrolments: [] } });
    expect(headline()).toBe('Lose a key: what closes?');
    expect(screen.queryByRole('grid')).toBeNull();
  });
});

describe('the next step', () => {
  const session = { sessionId: 's1' };

  it('names the one key to add, where, and what is safe then; its button begins it', async () => {
    const fake = await renderApp(twoKeys(), { 'backup.start': () => ok(session) });
    expect(screen.getByText('Add Spare to Bank: 1 of the 2 is then safe.')).toBeVisible();
    await person().click(screen.getByRole('button', { name: 'Add 1…' }));
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
    expect(screen.getByRole('button', { name: 'Add a spare' })).toHaveAttribute('aria-current', 'page');
  });

  it('a row that hangs on one key has the same action, and so have its details', async () => {
    const fake = await renderApp(twoKeys(), { 'backup.start': () => ok(session) });
    const add = within(screen.getByRole('row', { name: /^Bank/ })).getByRole('button', { name: 'Add Spare to Bank…' });
    expect(within(screen.getByRole('row', { name: /^GitHub/ })).queryByRole('button')).toBeNull();
    const panel = await openAccount(/^Bank/);
    expect(screen.queryByText('Add Spare to Bank: 1 of the 2 is then safe.')).toBeNull();
    expect(within(panel).getByRole('button', { name: 'Add Spare to Bank…' })).toBeVisible();
    await person().click(add);
    expect(fake.callsOf('backup.start')).toHaveLength(1);
  });

  it('where nothing is critical it is the key that waits to be read', async () => {
    const world = twoKeys();
    const enrolments = world.snapshot.enrolments.filter(({ rpId }) => rpId === 'github.com');
    const keys = [...world.snapshot.keys, inventoryKey('new', 'New', { vendorSerial: '3', lastRead: null })];
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys, enrolments } });
    expect(screen.getByText('Read New: nothing is known of what it opens now.')).toBeVisible();
  });
});

describe('what if', () => {
  it('is asked at the head of a key, for several keys, stores nothing, and Esc goes back', async () => {
    const fake = await renderApp(twoKeys());
    const before = fake.calls.length;
    const user = person();
    await user.click(screen.getByRole('button', { name: /What if Blue were lost\?$/ }));
    expect(screen.getByRole('button', { name: /What if Blue were lost\?$/ })).toHaveAttribute('aria-pressed', 'true');
    expect(headline()).toBe('Without Blue, 1 of 3 accounts is closed.');
    expect(rowNames()[0]).toBe('BBank mika@bank');
    expect(screen.getByText('1 closed: nothing recorded brings it back')).toBeVisible();
    expect(cellOf(/^Bank/, /^Blue: /)).toHaveAccessibleName('Blue: lost');
    await expect.poll(() => spoken().polite).toContain('1 closed');
    await user.click(screen.getByRole('button', { name: /What if Spare were lost\?$/ }));
    expect(headline()).toBe('Without these 2 things, 3 of 3 accounts are closed.');
    await user.keyboard('{Escape}');
    expect(headline()).toBe('2 of 3 accounts hang on one key.');
    expect(fake.calls.length).toBe(before);
  });

  it('begins with nothing chosen from the tools, and goes back with its button', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('button', { name: 'What if…' }));
    expect(headline()).toBe('What if something is lost?');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByRole('searchbox')).toBeVisible();
  });
});

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
    expect(screen.getByRole('columnheader', { name: /^YubiKey 21755120/ })).toBeVisible();
    expect(cellOf(/^Bank/, /^YubiKey \(21755120\): read/)).toBeVisible();
    await person().click(screen.getByRole('button', { name: /What if YubiKey \(2\) were lost\?$/ }));
    expect(headline()).toContain('Without YubiKey (2),');
  });

  it('without serial numbers they are counted', async () => {
    const plain = { label: 'Security Key', vendorSerial: null };
    await renderApp(named([plain, plain]));
    expect(heads()).toEqual([
      'What if Security Key (1st of 2) were lost?',
      'What if Security Key (2nd of 2) were lost?',
    ]);
  });
});

describe('a lost key', () => {
  it('stands last, with head and cells struck; what it alone opened has no way in, and the headline says so', async () => {
    const world = twoKeys();
    const keys = world.snapshot.keys.map((key) =>
      key.id === 'blue' ? { ...key, lostAt: '2026-11-10T00:00:00.000Z' } : key,
    );
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys } });
    expect(headline()).toBe('1 of 3 accounts has no way in now.');
    const heads = screen.getAllByRole('button', { name: /What if .* were lost\?$/ });
    expect(heads.map((head) => head.querySelector('s')?.textContent ?? null)).toEqual([null, 'Blue']);
    expect(heads[1]).toHaveTextContent('lost');
    expect(cellOf(/^Bank/, /^Blue \(lost\): /)).toHaveAccessibleName('Blue (lost): lost, and opened it');
    expect(screen.getByRole('row', { name: 'Bank, mika@bank: No way in is known' })).toBeVisible();
    expect(screen.getByRole('button', { name: '1 no way in' })).toBeVisible();
    expect(screen.getByText('1 key · read 2 days ago')).toBeVisible();
  });
});

describe('the details of an account', () => {
  it('of a cell: how it is known, when, which passkey', async () => {
    await renderApp(twoKeys());
    const panel = await openCell(/^Bank/, /^Blue: /);
    expect(panel).toHaveTextContent('Read from the key on November 20, 2026');
    expect(panel).toHaveTextContent('bank.com');
    expect(panel).toHaveTextContent('Credential ID');
    expect(within(panel).getByRole('heading', { level: 2 })).toHaveFocus();
  });

  it('say what opens it and since when, where it is not, and what hangs on the same key', async () => {
    const world = twoKeys();
    const enrolments = [...world.snapshot.enrolments, readEnrolment('blue', 'shop.example', 'mika')];
    await renderApp({ ...world, snapshot: { ...world.snapshot, enrolments } });
    const panel = within(await openAccount(/^Bank/));
    expect(panel.getByRole('list', { name: 'How it opens' })).toHaveTextContent('Blueread 2 days ago');
    expect(panel.getByRole('heading', { name: 'Not there' }).parentElement).toHaveTextContent('Spareread 2 days ago');
    await person().click(panel.getByRole('button', { name: 'shop.example' }));
    expect(detailsPanel()).toHaveTextContent('shop.example');
    expect(within(detailsPanel()).getByRole('heading', { name: 'Also hangs on Blue' })).toBeVisible();
  });

  it('records a registration that cannot be read, from an empty cell, and names key and account', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    const cell = cellOf(/^Bank/, /^Spare: not there/);
    const panel = await openCell(/^Bank/, /^Spare: not there/);
    await user.click(within(panel).getByRole('button', { name: 'Record that it does open it…' }));
    expect(screen.getByRole('dialog')).toHaveTextContent('Key: Spare');
    expect(screen.getByRole('dialog')).toHaveTextContent('Service: Bank');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addManual')).toMatchObject([
      { keyId: 'spare', serviceId: 'bank', rpId: 'bank.com', userName: 'mika@bank', note: null },
    ]);
    await user.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(cell);
  });

  it('records another way in', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    await openAccount(/^Bank/);
    await user.click(screen.getByRole('button', { name: 'Another way in…' }));
    await user.type(screen.getByLabelText('Place'), 'safe');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      { serviceId: 'bank', kind: 'recovery-codes', place: 'safe' },
    ]);
  });

  it('another way in whose name is its kind says it once', async () => {
    const world = twoKeys();
    const { userId } = readEnrolment('blue', 'bank.com', 'mika@bank');
    const of = { serviceId: 'bank', userId, userName: 'mika@bank', kind: 'recovery-codes' } as const;
    const ways = [otherWay('a', { ...of, name: 'Recovery codes' }), otherWay('b', { ...of, name: 'Sheet' })];
    await renderApp({ ...world, snapshot: { ...world.snapshot, otherWaysIn: ways } });
    await openAccount(/^Bank/);
    const lines = within(screen.getByRole('list', { name: 'Other ways in' })).getAllByRole('listitem');
    const firsts = lines.map((line) => line.querySelector('p')?.textContent);
    expect(firsts).toEqual([
      expect.not.stringMatching(/codes.*codes/i),
      expect.stringMatching(/^Recovery codes · Sheet/),
    ]);
  });

  it('a service page opens, which is said, and a key is recorded from the menu', async () => {
    const fake = await renderApp(twoKeys());
    await openAccount(/^Bank/);
    await person().click(screen.getByRole('button', { name: 'Service' }));
    expect(fake.callsOf('app.openServicePage')).toEqual([{ serviceId: 'bank' }]);
    expect(screen.getByRole('region', { name: 'Messages' })).toHaveTextContent('The page is open in your browser.');
    await chooseMore('Record a key by hand…', 'More about this account');
    expect(screen.getByRole('dialog')).toHaveTextContent('Service: Bank');
  });
});

describe('other ways in', () => {
  it('stand in a column of their own, the first in words, and tell what keeps an account open', async () => {
    const world = twoKeys();
    const [bank] = world.snapshot.enrolments.filter(({ rpId }) => rpId === 'bank.com');
    const of = { serviceId: 'bank', userId: bank?.userId ?? null, userName: 'mika@bank' };
    const ways = [
      otherWay('codes', { ...of, kind: 'recovery-codes', name: 'Sheet', place: 'bank safe' }),
      otherWay('sms', { ...of, kind: 'helpdesk', name: 'IT' }),
    ];
    await renderApp({ ...world, snapshot: { ...world.snapshot, otherWaysIn: ways } });
    const row = screen.getByRole('row', { name: 'Bank, mika@bank: 1 key, codes, help desk' });
    expect(within(row).getByRole('gridcell', { name: 'codes, bank safe +1: help desk' })).toHaveTextContent(
      'codes, bank safe +1',
    );
  });

  it('a chain is drawn in the column of the key that it ends on, and named link by link', async () => {
    const world = twoKeys();
    const vault = { serviceId: 'github', userName: 'mika' } as const;
    const [first] = world.snapshot.enrolments;
    const enrolments = [first ?? readEnrolment('blue', 'github.com', 'mika')];
    const way = otherWay('shop', {
      serviceId: 'bank',
      userName: 'mika@bank',
      kind: 'synced-passkey',
      name: 'in the vault',
      requires: [{ type: 'account', ...vault, accountId: null }],
    });
    await renderApp({ ...world, snapshot: { ...world.snapshot, enrolments, otherWaysIn: [way] } });
    const row = /^Bank, mika@bank: Only through GitHub → Blue$/;
    expect(cellOf(row, /^Blue: /)).toHaveAccessibleName('Blue: through another account, the only way in');
    expect(cellOf(row, /^through GitHub/)).toBeVisible();
    // The spare is added where the chain ends.
    expect(within(screen.getByRole('row', { name: row })).getByRole('button')).toHaveAccessibleName(
      'Add Spare to GitHub…',
    );
    const links = within(await openAccount(row)).getByRole('list', { name: 'How it opens' });
    expect(links).toHaveTextContent(/Bank mika@bank.*through GitHub.*GitHub mika.*only on.*Blue/);
  });
});
