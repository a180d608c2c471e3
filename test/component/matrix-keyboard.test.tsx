import { describe, expect, it } from 'vitest';
import { nextPosition } from '../../src-renderer/components/use-grid-focus.ts';
import { ok } from './fake-api.ts';
import { emptySnapshot, inventoryKey, readEnrolment } from './fake-data.ts';
import { twoKeys } from './small-world.ts';
import { cellOf, detailsPanel, openAccount } from './coverage-actions.ts';
import { person, renderApp, screen, within } from './render-app.tsx';

const bounds = {
  rowCount: 5,
  columnsIn: (row: number) => (row < 0 ? 2 : 3),
  page: 3,
  whole: false,
  hasCells: (row: number) => row !== 2,
};

describe('nextPosition', () => {
  it('steps over rows without cells, in both directions', () => {
    expect(nextPosition('ArrowDown', { row: 1, column: 0 }, bounds)).toEqual({ row: 3, column: 0 });
    expect(nextPosition('ArrowUp', { row: 3, column: 0 }, bounds)).toEqual({ row: 1, column: 0 });
  });

  it('never leaves the grid, and the header has no verdict column', () => {
    expect(nextPosition('ArrowDown', { row: 4, column: 0 }, bounds)).toEqual({ row: 4, column: 0 });
    expect(nextPosition('ArrowUp', { row: 0, column: 2 }, bounds)).toEqual({ row: -1, column: 1 });
    expect(nextPosition('ArrowLeft', { row: 0, column: 0 }, bounds)).toEqual({ row: 0, column: 0 });
    expect(nextPosition('ArrowRight', { row: 0, column: 2 }, bounds)).toEqual({ row: 0, column: 2 });
  });

  it('takes Home, End, Page and, with Ctrl, the corners', () => {
    expect(nextPosition('End', { row: 0, column: 0 }, bounds)).toEqual({ row: 0, column: 2 });
    expect(nextPosition('PageDown', { row: 0, column: 1 }, bounds)).toEqual({ row: 3, column: 1 });
    expect(nextPosition('End', { row: 0, column: 0 }, { ...bounds, whole: true })).toEqual({ row: 4, column: 2 });
    expect(nextPosition('Home', { row: 4, column: 2 }, { ...bounds, whole: true })).toEqual({ row: -1, column: 0 });
  });

  it('leaves other keys to others', () => {
    expect(nextPosition('a', { row: 0, column: 0 }, bounds)).toBeNull();
    expect(nextPosition('Enter', { row: 0, column: 0 }, bounds)).toBeNull();
  });
});

describe('matrix by keyboard', () => {
  it('O-06 arrows move one tab stop through heads, cells and verdicts; Enter opens, Esc closes and gives focus back', async () => {
    await renderApp(twoKeys());
    const user = person();
    const head = screen.getByRole('button', { name: /What if Blue were lost\?$/ });
    head.focus();
    await user.keyboard('{ArrowDown}');
    const first = cellOf(/^Bank, mika@bank/, /^Blue: /);
    await expect.poll(() => document.activeElement).toBe(first);
    await user.keyboard('{End}{ArrowLeft}');
    const verdict = cellOf(/^Bank, mika@bank/, /^Only Blue/);
    await expect.poll(() => document.activeElement).toBe(verdict);
    expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(detailsPanel()).toHaveTextContent('Only Blue opens this account');
    expect(within(detailsPanel()).getByRole('heading', { level: 2 })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(within(screen.getByRole('main')).queryByRole('heading', { level: 2 })).toBeNull();
    await expect.poll(() => document.activeElement).toBe(verdict);
  });

  it('F6 goes from the table to the details and back', async () => {
    await renderApp(twoKeys());
    await openAccount(/^Bank, mika@bank/);
    const user = person();
    const heading = within(detailsPanel()).getByRole('heading', { level: 2 });
    await user.keyboard('{F6}');
    expect(screen.getByRole('grid')).toContainElement(document.activeElement as HTMLElement);
    await user.keyboard('{F6}');
    expect(heading).toHaveFocus();
  });

  it('L asks what if the key of the cell were lost, and of any other cell the key that the account hangs on', async () => {
    await renderApp(twoKeys());
    const user = person();
    cellOf(/^GitHub, mika/, /^Spare: /).focus();
    await user.keyboard('l');
    expect(screen.getByRole('button', { name: /What if Spare were lost\?$/ })).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{Escape}');
    within(screen.getByRole('row', { name: /^Bank, mika@bank/ }))
      .getByRole('rowheader')
      .focus();
    await user.keyboard('L');
    expect(screen.getByRole('button', { name: /What if Blue were lost\?$/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('A opens "Add a spare" at the account of the row', async () => {
    const fake = await renderApp(twoKeys(), { 'backup.start': () => ok({ sessionId: 's1' }) });
    const user = person();
    within(screen.getByRole('row', { name: /^Bank, mika@bank/ }))
      .getByRole('rowheader')
      .focus();
    await user.keyboard('a');
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
  });

  it('L-14 200 keys × 5,000 accounts keep the document small', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => inventoryKey(`k${index}`, `Key ${index}`));
    const enrolments = Array.from({ length: 5_000 }, (_, index) =>
      readEnrolment(`k${index % 200}`, `s${index}.example`, `user${index}`),
    );
    await renderApp({ ...twoKeys(), snapshot: { ...emptySnapshot, keys, enrolments } });
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '5001');
    expect(screen.getByRole('grid')).toHaveAttribute('aria-colcount', '203');
    expect(document.querySelectorAll('*').length).toBeLessThan(6_000);
  });
});
