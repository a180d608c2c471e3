import { describe, expect, it } from 'vitest';
import { nextPosition } from '../../src-renderer/components/use-grid-focus.ts';
import { headerHeight, matrixLayout } from '../../src-renderer/features/coverage/matrix/matrix-layout.ts';
import { emptySnapshot, inventoryKey, readEnrolment } from './fake-data.ts';
import { twoKeys } from './small-world.ts';
import { person, renderApp, screen } from './render-app.tsx';

const bounds = {
  rowCount: 5,
  columnsIn: (row: number) => (row < 0 ? 2 : 3),
  page: 3,
  whole: false,
  hasCells: (row: number) => row !== 2,
};

describe('nextPlace', () => {
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
  it('O-06 arrows move one tab stop through headers, cells and verdicts; Enter opens, Esc closes and gives focus back', async () => {
    await renderApp(twoKeys());
    const user = person();
    const header = screen.getByRole('button', { name: /What if Blue were lost\?$/ });
    header.focus();
    await user.keyboard('{ArrowDown}');
    const first = screen.getByRole('button', { name: /^Bank, mika@bank, Blue/ });
    await expect.poll(() => document.activeElement).toBe(first);
    await user.keyboard('{ArrowRight}{ArrowRight}');
    const verdict = screen.getByRole('button', { name: /^Bank, mika@bank: only/ });
    await expect.poll(() => document.activeElement).toBe(verdict);
    expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('dialog')).toHaveTextContent('Only Blue opens this account');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await expect.poll(() => document.activeElement).toBe(verdict);
  });

  it('L-14 200 keys × 5,000 accounts keep the document small', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => inventoryKey(`k${index}`, `Key ${index}`));
    const enrolments = Array.from({ length: 5_000 }, (_, index) =>
      readEnrolment(`k${index % 200}`, `s${index}.example`, `user${index}`),
    );
    await renderApp({ ...twoKeys(), snapshot: { ...emptySnapshot, keys, enrolments } });
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '5001');
    expect(screen.getByRole('grid')).toHaveAttribute('aria-colcount', '202');
    expect(document.querySelectorAll('*').length).toBeLessThan(6_000);
  });
});

describe('matrixLayout', () => {
  it.each([
    [1104, 2],
    [1104, 4],
    [624, 4],
    [640, 3],
    [400, 2],
  ])('O-05 at %i px and %i keys names, cells and verdict fit without scrolling', (width, keys) => {
    const layout = matrixLayout(width, keys);
    expect(layout.totalWidth).toBeLessThanOrEqual(width);
    expect(layout.columnWidth).toBeGreaterThanOrEqual(72);
  });
});

describe('headerHeight', () => {
  it('makes room for long labels, Japanese ones sooner, and no more than five lines', () => {
    const one = headerHeight(['Blue key ring'], 104, false);
    expect(headerHeight(['青いキーリング'], 104, false)).toBeGreaterThan(one);
    expect(headerHeight(['Virtual key, strict CTAP 2.1'], 104, false)).toBeGreaterThan(one);
    expect(headerHeight(['x'.repeat(80)], 104, false)).toBe(headerHeight(['x'.repeat(800)], 104, false));
    expect(headerHeight(['Blue'], 104, true)).toBeGreaterThan(one);
  });
});
