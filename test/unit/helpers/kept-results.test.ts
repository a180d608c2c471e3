import type { ElectronApplication } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { keepResults } from '../../e2e/kept-results.ts';

/** Creates a program whose `evaluate` runs each function here and then fails with each of `errors` once. */
function program(errors: string[]): ElectronApplication {
  const evaluate = async (run: (electron: unknown, argument: unknown) => unknown, argument: unknown) => {
    const result = await run({ name: 'electron' }, argument);
    const error = errors.shift();
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const app = { evaluate } as unknown as ElectronApplication;
  keepResults(app);
  return app;
}

function count(_electron: unknown, name: string): number {
  const counts = globalThis as unknown as Record<string, number | undefined>;
  return (counts[name] = (counts[name] ?? 0) + 1);
}

describe('results of the main process', () => {
  it('are asked for again where one was lost, and the function runs once', async () => {
    const lost = 'electronApplication.evaluate: Resulting promise was garbage collected.';
    expect(await program([lost, lost]).evaluate(count, 'keptOnce')).toBe(1);
  });

  it('belong to their call: the same function runs once per call', async () => {
    const app = program([]);
    expect([await app.evaluate(count, 'keptTwice'), await app.evaluate(count, 'keptTwice')]).toEqual([1, 2]);
  });

  it('arrive with the electron module and the argument, also out of a promise', async () => {
    const run = async (electron: unknown, argument: number) => [electron, argument];
    expect(await program([]).evaluate(run, 5)).toEqual([{ name: 'electron' }, 5]);
  });

  it('pass on every other error', async () => {
    await expect(program(['Target closed']).evaluate(count, 'keptNever')).rejects.toThrow('Target closed');
    await expect(
      program([]).evaluate(() => {
        throw new Error('from inside');
      }),
    ).rejects.toThrow('from inside');
  });
});
