import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyView } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const { handle } = keyView(1);
const progress = (step: string, done: number | null = null, total: number | null = null) => ({
  handle,
  operation: 'list',
  step,
  done,
  total,
});
const wait = (milliseconds: number) => act(async () => vi.advanceTimersByTimeAsync(milliseconds));

describe('what runs on a key', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('O-01 asks for a touch after 750 ms and announces it once, as an alert', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('keys.onProgress', progress('touch')));
    await wait(500);
    expect(screen.queryByTestId('progress')).toBeNull();
    expect(spoken().assertive).toBe('');
    await wait(400);
    expect(screen.getByTestId('progress')).toHaveTextContent('Touch Blue now.');
    expect(spoken().assertive).toBe('Touch Blue now.');
    const regions = screen.getAllByRole('alert').filter((region) => region.textContent.includes('Touch Blue'));
    expect(regions).toHaveLength(1);
    const first = regions[0]?.firstChild;
    act(() => fake.emit('keys.onProgress', progress('touch')));
    await wait(1_000);
    expect(regions[0]?.firstChild).toBe(first);
  });

  it('a quick operation never flashes', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('keys.onProgress', progress('working')));
    await wait(600);
    act(() => fake.emit('keys.onProgress', progress('finished')));
    await wait(1_000);
    expect(screen.queryByTestId('progress')).toBeNull();
    expect(spoken()).toEqual({ polite: '', assertive: '' });
  });

  it('shows how far a long read has come, and Cancel cancels it on its key', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('keys.onProgress', progress('working', 12, 100)));
    await wait(800);
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '12');
    act(() => fake.emit('keys.onProgress', progress('working', 40, 100)));
    expect(screen.getByTestId('progress')).toHaveTextContent('40 of 100 read');
    await person((milliseconds) => vi.advanceTimersByTime(milliseconds)).click(
      screen.getByRole('button', { name: 'Cancel' }),
    );
    expect(fake.callsOf('keys.cancel')).toEqual([{ handle }]);
  });

  it('is not shown for keys that a dialog asks for a touch, and again once it is closed', async () => {
    const world = { ...twoKeys(), keys: [...twoKeys().keys, keyView(2)] };
    const fake = await renderApp(world, { 'keys.identify': () => new Promise(() => {}) }, 'keys');
    const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
    await user.click(screen.getByRole('button', { name: 'Choose by touch…' }));
    act(() => fake.emit('keys.onProgress', progress('touch')));
    await wait(1_000);
    expect(screen.getByRole('dialog')).toHaveTextContent(/Blue\s*waits for your touch/);
    expect(screen.queryByTestId('progress')).toBeNull();
    expect(spoken().assertive).toBe('');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await wait(1_000);
    expect(within(screen.getByRole('region', { name: 'Running on keys' })).getByTestId('progress')).toBeVisible();
  });

  it('goes away with its key', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('keys.onProgress', progress('touch')));
    await wait(800);
    act(() => fake.emit('keys.onChanged', []));
    expect(screen.queryByTestId('progress')).toBeNull();
  });

  it('O-11 the touch prompt is said in words, and its motion stops under prefers-reduced-motion', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('keys.onProgress', progress('hold')));
    await wait(800);
    expect(screen.getByTestId('progress')).toHaveTextContent('Press and hold Blue.');
    const css = readFileSync('src-renderer/styles/base.css', 'utf8');
    expect(css).toMatch(/prefers-reduced-motion: reduce\)\s*{[^}]*{?[^}]*animation: none !important/);
  });
});
