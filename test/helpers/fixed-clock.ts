import { afterEach, vi } from 'vitest';
import { localTime } from './local-time.ts';

// Set-up file of the unit, component and integration tests: every test starts at the same hour of the same day, in any
// time zone, and no test reads the real clock. Only Date is replaced, and it stands still: timers and performance.now()
// run as ever. A test that needs its own time calls vi.setSystemTime(), or vi.useFakeTimers() with "Date" in `toFake`.

/** Two days after the readings of the fixtures; no zone changes to or from summer time near it. */
const now = localTime('2026-11-22T09:30');

vi.setSystemTime(now);

// Runs after the hooks of the test file, which may have called vi.useRealTimers().
afterEach(() => {
  vi.useRealTimers();
  vi.setSystemTime(now);
});
