import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MatrixColumn } from '../../src-renderer/components/matrix-column.ts';
import type { MatrixRowData } from '../../src-renderer/components/matrix-row.tsx';
import { MatrixTable, type MatrixTableProps } from '../../src-renderer/components/matrix-table.tsx';

beforeEach(() => {
  // jsdom has no layout.
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(500);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(500);
  Element.prototype.scrollTo = () => undefined;
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const columnsOf = (count: number): readonly MatrixColumn[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `k${index}`,
    width: 90,
    head: `Key ${index}`,
    headLabel: 'What if it were lost?',
  }));

const onAction = vi.fn<() => void>();

const rowIdAt = (index: number): string => `r${index}`;

/** Returns a row: 0 stands above a group, every fifth has an action. */
const rowAt = (index: number): MatrixRowData =>
  index === 0
    ? { kind: 'group', content: 'closed' }
    : {
        kind: 'row',
        label: `Account ${index}`,
        start: `Account ${index}`,
        cell: (columnId) => ({ mark: '●', label: `${columnId}: read` }),
        ends: [{ content: 'Only Key 0', label: 'Only Key 0' }],
        action: index % 5 === 0 ? { label: `Add to account ${index}`, content: '+', onPress: onAction } : null,
      };

function show(changes: Partial<MatrixTableProps> = {}) {
  render(
    <MatrixTable
      label="Coverage"
      start={{ id: 'account', width: 200, head: 'Account' }}
      columns={columnsOf(3)}
      ends={[{ id: 'verdict', width: 200, head: 'If one is lost' }]}
      rowCount={20}
      rowIdAt={rowIdAt}
      rowAt={rowAt}
      rowHeight={() => 36}
      headHeight={80}
      {...changes}
    />,
  );
  return { user: userEvent.setup(), grid: screen.getByRole('grid', { name: 'Coverage' }) };
}

/** Waits until something has the focus: the grid moves it in the next frame. */
const focused = (name: string) => vi.waitFor(() => expect(document.activeElement).toHaveAccessibleName(name));

describe('MatrixTable', () => {
  it('is one stop of the Tab key; arrow keys move in two directions and step over group lines', async () => {
    const { user } = show({ onHead: () => undefined });
    await user.tab();
    await focused('Account');
    await user.keyboard('{ArrowRight}');
    await focused('Key 0 What if it were lost?');
    await user.keyboard('{ArrowDown}');
    await focused('k0: read');
    expect(document.activeElement?.closest('[role="row"]')).toHaveAccessibleName('Account 1');
    await user.keyboard('{End}');
    await focused('Only Key 0');
    await user.keyboard('{ArrowUp}');
    await focused('Key 2 What if it were lost?');
    await user.tab();
    expect(document.body).toHaveFocus();
  });

  it('Enter and the mouse open the account of a cell, and ask the question of a head', async () => {
    const [onOpen, onHead] = [vi.fn<(row: string, column: string) => void>(), vi.fn<(column: string) => void>()];
    const { user, grid } = show({ onOpen, onHead });
    await user.click(
      within(grid).getByRole('row', { name: 'Account 2' }).querySelectorAll('[role="gridcell"]')[1] ?? grid,
    );
    await user.keyboard('{Enter}');
    await user.click(within(grid).getByRole('button', { name: 'Key 1 What if it were lost?' }));
    await user.keyboard('{Enter}');
    expect(onOpen.mock.calls).toEqual([
      ['r2', 'k1'],
      ['r2', 'k1'],
    ]);
    expect(onHead.mock.calls).toEqual([['k1'], ['k1']]);
  });

  it('the action of a row is the last place of its row, and opens nothing else', async () => {
    onAction.mockClear();
    const onOpen = vi.fn<(row: string, column: string) => void>();
    const { user, grid } = show({ onOpen });
    const row = within(grid).getByRole('row', { name: 'Account 5' });
    await user.click(within(row).getByRole('button', { name: 'Add to account 5' }));
    expect(onAction).toHaveBeenCalledOnce();
    await user.keyboard('{Enter}');
    expect(onAction).toHaveBeenCalledTimes(2);
    expect(onOpen).not.toHaveBeenCalled();
    await user.keyboard('{ArrowLeft}');
    await vi.waitFor(() => expect(document.activeElement).toHaveAccessibleName(/^Only Key 0/));
    await user.keyboard('{ArrowRight}');
    await focused('Add to account 5');
  });

  it('letters reach the row and column of the focus', async () => {
    const onLetter = vi.fn<(letter: string, row: string, column: string) => boolean>(() => true);
    const { user, grid } = show({ onLetter });
    await user.click(within(grid).getByRole('rowheader', { name: 'Account 3' }));
    await user.keyboard('a{Control>}a{/Control}');
    expect(onLetter.mock.calls).toEqual([['a', 'r3', 'account']]);
  });

  it('says how large it is and draws only what is in sight', () => {
    const { grid } = show({ columns: columnsOf(300), rowCount: 2_000 });
    expect(grid).toHaveAttribute('aria-rowcount', '2001');
    expect(grid).toHaveAttribute('aria-colcount', '302');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
    expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(800);
    expect(within(grid).getByRole('row', { name: 'Account 3' })).toHaveAttribute('aria-rowindex', '5');
  });

  it('marks the selected row', () => {
    const { grid } = show({ selectedRowId: 'r2' });
    expect(within(grid).getByRole('row', { name: 'Account 2' })).toHaveAttribute('aria-selected', 'true');
    expect(within(grid).getByRole('row', { name: 'Account 3' })).toHaveAttribute('aria-selected', 'false');
  });
});
