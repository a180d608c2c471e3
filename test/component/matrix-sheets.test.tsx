import { fireEvent } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { emptySnapshot, inventoryKey, readEnrolment } from './fake-data.ts';
import { act, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

/** So many that rows are not measured; Blue alone opens every third of them. */
const accounts = Array.from({ length: 2_100 }, (_, index) => index);
const enrolments = accounts.flatMap((index) => {
  const user = `user${String(index).padStart(4, '0')}`;
  return [
    readEnrolment('blue', `s${index}.example`, user),
    ...(index % 3 === 0 ? [] : [readEnrolment('spare', `s${index}.example`, user)]),
  ];
});
const snapshot = {
  ...emptySnapshot,
  keys: [inventoryKey('blue', 'Blue'), inventoryKey('spare', 'Spare', { vendorSerial: '2' })],
  enrolments,
};

const grid = () => screen.getByRole('grid');
const blue = () => screen.getByRole('button', { name: /What if Blue were lost\?$/ });
const spare = () => screen.getByRole('button', { name: /What if Spare were lost\?$/ });
const shown = () => within(grid()).getAllByRole('row');
const words = (rows: readonly HTMLElement[]) => rows.map((row) => row.textContent);
const hidden = () => [...grid().querySelectorAll<HTMLElement>('[aria-hidden="true"] > [role="row"]')];
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

const open = async () => {
  await renderApp({ ...twoKeys(), snapshot });
  // What is drawn a moment after the rest.
  await act(() => new Promise((resolve) => setTimeout(resolve, 150)));
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
};

describe('an answer drawn ahead', () => {
  it('is drawn where nobody sees it while the button of the mouse is down; the press turns the sheet and draws no row', async () => {
    await open();
    const before = words(shown());
    expect(hidden()).toEqual([]);

    fireEvent.pointerDown(blue());
    await pass(100);
    expect(words(shown())).toEqual(before);
    expect(words(hidden())[0]).toBe('700 accounts would be lost');
    expect(blue()).toHaveAttribute('aria-pressed', 'false');
    const drawn = hidden();
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    for (const row of drawn) expect(row.closest('[aria-hidden="true"]')?.querySelector('[tabindex="0"]')).toBeNull();

    fireEvent.click(blue());
    expect(blue()).toHaveAttribute('aria-pressed', 'true');
    // The same elements, not others that say the same.
    expect(drawn.every((row, at) => row === shown()[at + 1])).toBe(true);
    expect(drawn.length).toBeGreaterThan(5);
    expect(words(hidden())).toEqual(before.slice(1));

    // Who presses again at once gets back what stands there still, with the mouse and with the keyboard.
    const back = hidden();
    fireEvent.click(blue());
    expect(back.every((row, at) => row === shown()[at + 1])).toBe(true);
    expect(words(shown())).toEqual(before);
  });

  it('says what the same press says that was not foreseen', async () => {
    await open();
    fireEvent.click(blue());
    await pass(500);
    const pressed = words(shown());
    fireEvent.click(blue());
    await pass(500);
    for (const key of [blue, spare, blue, spare]) {
      fireEvent.pointerDown(key());
      await pass(80);
      fireEvent.click(key());
      await pass(100);
    }
    fireEvent.pointerDown(blue());
    await pass(80);
    fireEvent.click(blue());
    await pass(500);
    expect(words(shown())).toEqual(pressed);
    expect(hidden()).toEqual([]);
  });

  it('goes when it is not wanted: the button was let go elsewhere', async () => {
    await open();
    const before = words(shown());
    fireEvent.pointerDown(blue());
    await pass(100);
    expect(hidden()).not.toEqual([]);
    await pass(500);
    expect(hidden()).toEqual([]);
    expect(words(shown())).toEqual(before);
  });

  it('is not drawn for a press that is over at once', async () => {
    await open();
    fireEvent.pointerDown(blue());
    await pass(10);
    fireEvent.click(blue());
    await pass(100);
    expect(hidden()).toEqual([]);
    expect(words(shown())[1]).toBe('700 accounts would be lost');
  });
});

describe('rows beyond the edges', () => {
  it('wait with what they show until what is in sight is drawn, and never lie over it', async () => {
    await open();
    const before = shown().slice(1);
    const isInSight = (row: HTMLElement) => Number.parseFloat(row.style.top) < 800;
    const waiting = before.filter((row) => !isInSight(row));
    expect(waiting.length).toBeGreaterThan(0);
    const waited = words(waiting);

    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'user2' } });
    const found = shown().slice(1);
    for (const row of found.filter(isInSight)) expect(row).toHaveTextContent(/user2/);
    expect(words(waiting)).toEqual(waited);
    await pass(100);
    for (const row of shown().slice(1)) expect(row).toHaveTextContent(/user2/);
    expect(shown().slice(1)).toHaveLength(before.length);
  });
});
