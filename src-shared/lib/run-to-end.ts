/** Runs work that is done in steps at once, and returns its result. */
export function runToEnd<Value>(work: Generator<undefined, Value, void>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
