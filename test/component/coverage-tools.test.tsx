import { describe, expect, it, vi } from 'vitest';
import { unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { chooseMore, detailsPanel, openAccount } from './coverage-actions.ts';
import { failure, ok } from './fake-api.ts';
import { emptySnapshot, inventoryKey, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const headline = () => screen.getByRole('heading', { level: 1 }).textContent;
const rowNames = () =>
  within(screen.getByRole('grid'))
    .queryAllByRole('rowheader')
    .map((cell) => cell.textContent);
const openFilters = () => person().click(screen.getByRole('button', { name: /^Filter/ }));

/** Creates fourteen keys with an account each. */
function manyKeys() {
  const keys = Array.from({ length: 14 }, (_, at) => inventoryKey(`k${at}`, `Key ${at}`, { vendorSerial: `${at}` }));
  const enrolments = keys.slice(0, 13).map((key, at) => readEnrolment(key.id, `s${at}.example`, 'mika'));
  return { ...twoKeys(), snapshot: { ...emptySnapshot, keys, enrolments } };
}

describe('search', () => {
  it('Ctrl-F goes to it, Esc empties it; what it found is marked', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.keyboard('{Control>}f{/Control}');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('FORUM');
    expect(rowNames()).toEqual(['fforum.example mika-forum']);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['forum', 'forum']);
    await user.keyboard('{Escape}');
    expect(rowNames()).toHaveLength(3);
    expect(document.querySelector('mark')).toBeNull();
  });

  it('without a match there is one line with what clears it, and no empty head', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.type(screen.getByRole('searchbox'), 'zebra');
    expect(screen.getByText('No account matches.')).toBeVisible();
    expect(screen.queryByRole('grid')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Clear search' }));
    expect(rowNames()).toHaveLength(3);
  });

  it('signs of a pattern are letters like others', async () => {
    await renderApp(twoKeys());
    await person().type(screen.getByRole('searchbox'), 'forum.e');
    expect(document.querySelector('mark')).toHaveTextContent('forum.e');
    await person().clear(screen.getByRole('searchbox'));
    await person().type(screen.getByRole('searchbox'), '(+*');
    expect(screen.getByText('No account matches.')).toBeVisible();
  });
});

describe('filters', () => {
  it('combine, are counted, and are taken away together', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.click(screen.getByRole('button', { name: 'To do 2' }));
    await openFilters();
    const menu = screen.getByRole('dialog', { name: 'Which accounts are shown' });
    await user.selectOptions(within(menu).getByLabelText('Opened by key'), 'Spare');
    await user.keyboard('{Escape}');
    expect(rowNames()).toEqual(['fforum.example mika-forum']);
    expect(screen.getByText('1 of 3')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Filter (1)…' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all accounts' }));
    expect(rowNames()).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Show all accounts' })).toBeNull();
  });

  it('say how many accounts each would leave, and explain an empty result', async () => {
    await renderApp(twoKeys());
    await openFilters();
    expect(screen.getByRole('checkbox', { name: 'exactly one key' })).toHaveAccessibleDescription('2 accounts');
    const old = screen.getByRole('checkbox', { name: 'old records' });
    expect(old).toHaveAccessibleDescription('0 accounts');
    const user = person();
    await user.click(old);
    await user.keyboard('{Escape}');
    expect(screen.getByText('No account fits the filters.')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(rowNames()).toHaveLength(3);
  });

  it('stay as they are while the person looks at something else', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.type(screen.getByRole('searchbox'), 'bank');
    await user.click(screen.getByRole('button', { name: 'Activity' }));
    await user.click(screen.getByRole('button', { name: 'Coverage' }));
    expect(screen.getByRole('searchbox')).toHaveValue('bank');
    expect(rowNames()).toEqual(['BBank mika@bank']);
  });
});

describe('many keys', () => {
  it('unused ones have no column unless a person wants them; few keys all have one', async () => {
    await renderApp(manyKeys());
    const columns = () => Number(screen.getByRole('grid').getAttribute('aria-colcount'));
    expect(columns()).toBe(13 + 3);
    await openFilters();
    const only = screen.getByRole('checkbox', { name: 'only keys in use here' });
    expect(only).toBeChecked();
    const user = person();
    await user.click(only);
    await user.keyboard('{Escape}');
    expect(columns()).toBe(14 + 3);
  });

  it('have three sizes to see them in, remembered; few keys have one', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    await renderApp(manyKeys());
    const user = person();
    await user.click(screen.getByRole('radio', { name: 'Compact' }));
    await user.click(screen.getByRole('button', { name: 'Activity' }));
    await user.click(screen.getByRole('button', { name: 'Coverage' }));
    expect(screen.getByRole('radio', { name: 'Compact' })).toBeChecked();
    expect(screen.getAllByRole('columnheader', { name: /^Key 1 / })[0]).toBeVisible();
  });

  it('few keys have one size', async () => {
    await renderApp(twoKeys());
    expect(screen.queryByRole('radio', { name: 'Compact' })).toBeNull();
  });

  it('O-06 the map is a grid whose one place is in words: arrows move it, Enter acts on it', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    await renderApp(manyKeys());
    const user = person();
    await user.click(screen.getByRole('radio', { name: 'Map' }));
    const grid = screen.getByRole('grid');
    const here = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent;
    grid.focus();
    expect(here()).toBe('Key 0, only here: 1');
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(here()).toMatch(/^s0\.example · mika, Key 1: not there .* Only Key 0$/);
    await user.keyboard('{Enter}');
    expect(detailsPanel()).toHaveTextContent('s0.example');
    await user.keyboard('{Escape}');
    grid.focus();
    await user.keyboard('{Control>}{Home}{/Control}{Enter}');
    expect(headline()).toContain('Without Key 0, 1 of 13 accounts is closed.');
  });
});

describe('print', () => {
  it('Ctrl-P and the menu ask for the print dialog; a printer that fails is told', async () => {
    const fake = await renderApp(twoKeys(), {
      'app.print': () => failure({ kind: 'unexpected', detail: 'no printer' }),
    });
    await person().keyboard('{Control>}p{/Control}');
    await chooseMore('Print…');
    expect(fake.callsOf('app.print')).toHaveLength(2);
    expect(document.body).toHaveTextContent('no printer');
  });

  it('puts all accounts that are shown, the sentence and the search on paper, and nothing when nobody prints', async () => {
    await renderApp(twoKeys(), { 'app.print': () => ok(null) });
    const user = person();
    expect(screen.queryByRole('table')).toBeNull();
    await user.type(screen.getByRole('searchbox'), 'mika');
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    const sheet = screen.getByRole('table').parentElement;
    expect(sheet).toHaveTextContent('2 of 3 accounts hang on one key.');
    expect(sheet).toHaveTextContent('“mika”');
    const table = within(screen.getByRole('table'));
    expect(table.getAllByRole('row')).toHaveLength(4);
    expect(table.getByRole('columnheader', { name: /^Blue/ })).toHaveTextContent('only here: 1');
    expect(table.getByRole('row', { name: /^Bank/ })).toHaveTextContent('Only Blue');
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('details', () => {
  it('say how grave further gaps are, what is doubtful, and which recorded ways do not count', async () => {
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
    const panel = await openAccount(/^Bank, mika@bank: Only Blue/);
    const list = within(panel).getByRole('list', { name: 'Ways in that do not count now' });
    expect(list).toHaveTextContent('Pass of March');
    expect(list).toHaveTextContent(/Over since (February 28|March 1), 2026/);
  });
});
