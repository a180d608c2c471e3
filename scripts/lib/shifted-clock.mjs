import { capture } from './run.mjs';

/**
 * Creates the environment in which every program sees a clock that is ahead of the machine's (behind it, when negative), and checks that
 * Node does. Only the time of day is shifted: monotonic clocks and the times of files are not. Rejects where libfaketime is missing or
 * without effect.
 * @param {number} seconds
 * @returns {Promise<Record<string, string>>}
 */
export async function shiftedClock(seconds) {
  const library = await capture('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD']).catch(() => {
    throw new Error('libfaketime (the program "faketime") cannot be started: nothing was run.');
  });
  const shift = `${seconds < 0 ? '' : '+'}${seconds}`;
  const env = { LD_PRELOAD: library.trim(), FAKETIME: shift, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  const expected = Date.now() + seconds * 1_000;
  const seen = Number(await capture('node', ['-p', 'Date.now()'], { env }));
  if (!(Math.abs(seen - expected) < 60_000)) throw new Error('libfaketime does not shift the clock of Node: not run.');
  return env;
}
