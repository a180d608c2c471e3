import { expect } from 'vitest';
import { patience } from './harness.ts';

/** Asks again and again until the expectation holds, for as long as a busy computer may need. */
export function soon<Value>(read: () => Value): ReturnType<typeof expect.poll<Awaited<Value>>> {
  // oxlint-disable-next-line vitest/require-awaited-expect-poll -- handed on through a cast; the callers await it
  return expect.poll(read, { timeout: patience }) as ReturnType<typeof expect.poll<Awaited<Value>>>;
}
