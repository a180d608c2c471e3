import type { ElectronApplication } from 'playwright-core';

/** The error of Playwright where V8 lost the promise of a result: the function has run, its result did not arrive. */
const lost = /garbage collected/;

let calls = 0;

/**
 * Keeps in the main process each result of `app.evaluate`. Playwright holds them weakly, so that a collection of
 * garbage at the wrong moment loses one (Playwright issue 33737). A lost result is asked for again by its number: a
 * function never runs twice.
 */
export function keepResults(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app);
  const evaluateKept = async (body: unknown, argument?: unknown): Promise<unknown> => {
    calls += 1;
    const call = { number: calls, body: `(${String(body)})`, argument };
    for (;;) {
      try {
        return await evaluate(runOnce, call);
      } catch (error) {
        if (!lost.test(String(error))) throw error;
      }
    }
  };
  Object.assign(app, { evaluate: evaluateKept });
}

/** Runs the function of a call in the main process the first time it is asked for, and returns what that gave. */
function runOnce(electron: unknown, call: { number: number; body: string; argument: unknown }): unknown {
  const kept = globalThis as { resultsOfTests?: Map<number, unknown> };
  kept.resultsOfTests ??= new Map();
  if (!kept.resultsOfTests.has(call.number)) {
    const run = process.getBuiltinModule('node:vm').runInThisContext(call.body) as (...given: unknown[]) => unknown;
    kept.resultsOfTests.set(call.number, run(electron, call.argument));
  }
  return kept.resultsOfTests.get(call.number);
}
