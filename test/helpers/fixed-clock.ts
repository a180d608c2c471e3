import { afterEach, vi } from 'vitest';

// Set-up file of the unit, component and integration tests: every test starts at the same instant, and no test reads
// the real clock. Only Date is replaced, and it stands still: timers and performance.now() run as ever.
// A test that needs its own time calls vi.setSystemTime(), or vi.useFakeTimers() with "Date" among what it fakes.

/** A Sunday, in no zone's change to or from summer time, and after the readings of the fixtures. */
const now = '2026-11-22T09:30:00.000Z';

vi.setSystemTime(now);

// Runs after the hooks of the test file, which may have called vi.useRealTimers().
afterEach(() => {
  vi.useRealTimers();
  vi.setSystemTime(now);
});
