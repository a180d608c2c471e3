import { describe, expect, it, vi } from 'vitest';
import { failure, ok } from './fake-api.ts';
import { inventoryKey, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { twoKeys } from './small-world.ts';

const headline = () => screen.getByRole('heading', { level: 1 }).textContent;
const rowNames = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);
const openFilters = () => person().click(screen.getByRole('button', { name: /^Filter/ }));

function homeAndOffice() {
  const world = twoKeys();
  const [blue, spare] = world.snapshot.keys;
  if (blue === undefined || spare === undefined) throw new Error('two keys are needed');
  const keys = [
    { ...blue, owner: 'Mika', place: 'home', carriedOn: 'door keys' },
    { ...spare, owner: 'Aki', place: 'office' },
    { ...blue, id: 'second', label: 'Second', vendorSerial: '9', place: 'home', carriedOn: 'door keys' },
  ];
  const enrolments = [...world.snapshot.enrolments, readEnrolment('second', 'bank.com', 'mika@bank')];
  return { ...world, snapshot: { ...world.snapshot, keys, enrolments } };
}

describe('filters', () => {
  it('combine, are shown as words that a press takes away, and are counted', async () => {
    await renderApp(twoKeys());
    await openFilters();
    const user = person();
    const menu = screen.getByRole('dialog', { name: 'Which accounts are shown' });
    await user.click(within(menu).getByRole('checkbox', { name: 'something to do' }));
    await user.selectOptions(within(menu).getByLabelText('Opened by key'), 'Spare');
    await user.keyboard('{Escape}');
    expect(rowNames()).toEqual(['forum.examplemika-forum']);
    const bar = screen.getByRole('group', { name: 'Filters' });
    expect(bar).toHaveTextContent('1 of 3 accounts');
    await user.click(within(bar).getByRole('button', { name: 'Take away the filter “key: Spare”' }));
    expect(rowNames()).toHaveLength(2);
    await user.click(within(bar).getByRole('button', { name: 'Show all accounts' }));
    expect(rowNames()).toHaveLength(3);
    expect(screen.queryByRole('group', { name: 'Filters' })).toBeNull();
  });

  it('say how many accounts each would leave', async () => {
    await renderApp(twoKeys());
    await openFilters();
    expect(screen.getByRole('checkbox', { name: 'something to do' })).toHaveAccessibleDescription('2 accounts');
    expect(screen.getByRole('checkbox', { name: 'old facts' })).toHaveAccessibleDescription('0 accounts');
  });

  it('explain an empty result in their own words, and Esc takes them all away', async () => {
    await renderApp(twoKeys());
    await openFilters();
    const user = person();
    await user.click(screen.getByRole('checkbox', { name: 'old facts' }));
    await user.keyboard('{Escape}');
    expect(screen.getByText('No account fits all of these: old facts.')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(rowNames()).toHaveLength(3);
  });

  it('the columns of keys that open nothing here can be left out', async () => {
    await renderApp(twoKeys());
    await openFilters();
    const user = person();
    await user.click(screen.getByRole('checkbox', { name: 'only keys in use here' }));
    await user.keyboard('{Escape}');
    await user.type(screen.getByRole('searchbox'), 'forum');
    expect(screen.queryByRole('button', { name: /What if Blue were lost\?$/ })).toBeNull();
    expect(screen.getByRole('button', { name: /What if Spare were lost\?$/ })).toBeVisible();
  });

  it('stay as they are while the person looks at something else', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.type(screen.getByRole('searchbox'), 'bank');
    await user.click(screen.getByRole('button', { name: 'Activity' }));
    await user.click(screen.getByRole('button', { name: 'Coverage' }));
    expect(screen.getByRole('searchbox')).toHaveValue('bank');
    expect(rowNames()).toEqual(['Bankmika@bank']);
  });
});

describe('places and key rings', () => {
  /** Creates eight places with one key each; no key opens more than another. */
  function eightPlaces() {
    const world = twoKeys();
    const keys = Array.from({ length: 8 }, (_, at) => inventoryKey(`k${at}`, `Key ${at}`, { place: `Place ${at}` }));
    const enrolments = keys.map((key, at) => readEnrolment(key.id, `s${at}.example`, 'mika'));
    return { ...world, snapshot: { ...world.snapshot, keys, enrolments } };
  }
  const strip = () => screen.getByRole('list', { name: 'Places and key rings' });
  const buttons = () => within(strip()).getAllByRole('button');

  it('beyond the first six come when they are chosen, not with a press on a key: that key would move', async () => {
    await renderApp(eightPlaces());
    const user = person();
    expect(buttons()).toHaveLength(6);
    const list = within(strip()).getByRole('combobox');
    const [, last] = within(list).getAllByRole('option').slice(1);
    const name = /^Place \d/.exec(last?.textContent ?? '')?.[0] ?? '';
    await user.click(screen.getByRole('button', { name: new RegExp(`What if Key ${name.at(-1)} were lost`) }));
    expect(buttons()).toHaveLength(6);
    // It is lost already: to choose its place must not bring the key back.
    await user.selectOptions(list, last ?? '');
    expect(buttons()).toHaveLength(7);
    expect(within(strip()).getByRole('button', { name: new RegExp(`^${name}`) })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await user.click(within(strip()).getByRole('button', { name: new RegExp(`^${name}`) }));
    expect(buttons()).toHaveLength(6);
    expect(headline()).not.toContain('Without');
  });

  it('say what they alone hold up; pressing one asks what if everything there were lost', async () => {
    const fake = await renderApp(homeAndOffice());
    const before = fake.calls.length;
    const user = person();
    const home = screen.getByRole('button', { name: /What if everything kept at home were lost\? 1 account/ });
    expect(home).toHaveAttribute('aria-pressed', 'false');
    await user.click(home);
    expect(home).toHaveAttribute('aria-pressed', 'true');
    expect(headline()).toMatch(/^Without everything (at home|on door keys) you would be locked out of 1 of 3 accounts/);
    expect(screen.getByRole('button', { name: /What if Blue were lost\?$/ })).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => spoken().polite).toContain('locked out of 1 of 3');
    await user.keyboard('{Escape}');
    expect(home).toHaveAttribute('aria-pressed', 'false');
    expect(fake.calls.length).toBe(before);
  });

  it('a row that a loss touches says what opens it still', async () => {
    await renderApp(homeAndOffice());
    await person().click(screen.getByRole('button', { name: /kept at home/ }));
    expect(screen.getByRole('button', { name: /^GitHub, mika: still opens Opens with Spare\./ })).toBeVisible();
    expect(screen.getByText('Nothing would change for 1 account')).toBeVisible();
  });
});

describe('zoom', () => {
  it('has three sizes by control and by + and - in the table, and is remembered', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('radio', { name: 'Compact' }));
    expect(screen.getByRole('grid')).toHaveAttribute('data-zoom', 'compact');
    screen.getByRole('button', { name: /What if Blue were lost\?$/ }).focus();
    await user.keyboard('-');
    expect(screen.getByRole('radio', { name: 'Overview' })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Activity' }));
    await user.click(screen.getByRole('button', { name: 'Coverage' }));
    expect(screen.getByRole('radio', { name: 'Overview' })).toBeChecked();
    screen.getByRole('grid').focus();
    await user.keyboard('+');
    expect(screen.getByRole('radio', { name: 'Compact' })).toBeChecked();
  });

  it('Ctrl and the wheel zoom the table, not the page', async () => {
    await renderApp(twoKeys());
    const wheel = new WheelEvent('wheel', { ctrlKey: true, deltaY: 100, bubbles: true, cancelable: true });
    act(() => void screen.getByRole('grid').dispatchEvent(wheel));
    expect(wheel.defaultPrevented).toBe(true);
    expect(screen.getByRole('radio', { name: 'Compact' })).toBeChecked();
  });

  it('O-06 the overview is a grid whose one place is in words: arrows move it, Enter acts on it', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('radio', { name: 'Overview' }));
    const grid = screen.getByRole('grid');
    const here = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent;
    grid.focus();
    expect(here()).toBe('Blue, alone: 1');
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(here()).toMatch(/^Bank · mika@bank, Spare: read, and not there .* only this key$/);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('dialog')).toHaveTextContent('Bank · Spare');
    await user.keyboard('{Escape}');
    grid.focus();
    await user.keyboard('{Control>}{Home}{/Control}{Enter}');
    expect(headline()).toContain('Without Blue you would be locked out of 1 of 3 accounts');
  });
});

describe('print', () => {
  it('Ctrl-P and the button ask for the print dialog; a printer that fails is told', async () => {
    const fake = await renderApp(twoKeys(), {
      'app.print': () => failure({ kind: 'unexpected', detail: 'no printer' }),
    });
    const user = person();
    await user.keyboard('{Control>}p{/Control}');
    await user.click(screen.getByRole('button', { name: 'Print…' }));
    expect(fake.callsOf('app.print')).toHaveLength(2);
    expect(document.body).toHaveTextContent('no printer');
  });

  it('puts all accounts that are shown, the sentence and the filters on paper, and nothing when nobody prints', async () => {
    await renderApp(twoKeys(), { 'app.print': () => ok(null) });
    const user = person();
    expect(screen.queryByRole('table')).toBeNull();
    await user.type(screen.getByRole('searchbox'), 'mika');
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    const sheet = screen.getByRole('table').parentElement;
    expect(sheet).toHaveTextContent('2 of 3 accounts would be lost with one key.');
    expect(sheet).toHaveTextContent('“mika”');
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(4);
    expect(within(screen.getByRole('table')).getByRole('columnheader', { name: /^Blue/ })).toHaveTextContent(
      'alone: 1',
    );
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('details', () => {
  it('say how grave a gap is, what is doubtful, and which recorded ways do not count', async () => {
    const world = twoKeys();
    const pass = {
      ...unsaidOfOtherWay,
      id: 'w1',
      serviceId: 'bank',
      rpId: 'bank.com',
      userId: null,
      userName: 'mika@bank',
      kind: 'temporary-access-pass' as const,
      name: 'Pass of March',
      validUntil: '2026-03-01T00:00:00.000Z',
      asOf: '2026-02-28T00:00:00.000Z',
    };
    await renderApp({ ...world, snapshot: { ...world.snapshot, otherWaysIn: [pass] } });
    await person().click(screen.getByRole('button', { name: /^Bank, mika@bank: only this key/ }));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent('critical');
    const list = within(dialog).getByRole('list', { name: 'Ways in that do not count now' });
    expect(list).toHaveTextContent('Pass of March');
    expect(list).toHaveTextContent(/Over since (February 28|March 1), 2026/);
  });
});
