import { describe, expect, it, vi } from 'vitest';
import { localTime } from '../../helpers/local-time.ts';

// Read while this file is loaded, before any test or hook.
const atLoad = new Date().toISOString();
const start = localTime('2026-11-22T09:30');

describe('the fixed clock', () => {
  it('holds from the first line of a test file on', () => {
    expect(atLoad).toBe(start);
    expect(new Date(Date.now()).toISOString()).toBe(start);
  });

  it('stands still while timers run', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(new Date().toISOString()).toBe(start);
  });

  it('is where fake timers start', () => {
    vi.useFakeTimers();
    vi.advanceTimersByTime(60_000);
    expect(new Date().toISOString()).toBe(localTime('2026-11-22T09:31'));
  });

  it('is back after a test that used fake timers', () => {
    expect(vi.isFakeTimers()).toBe(false);
    expect(new Date().toISOString()).toBe(start);
    vi.useRealTimers();
  });

  it('is back after a test that gave it up', () => {
    expect(new Date().toISOString()).toBe(start);
  });
});
