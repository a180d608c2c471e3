import type { Result } from './outcome.ts';

/** Ends of all that were asked. */
export interface AllAnswers<Name, Failure> {
  /** Those that succeeded: one, or more where they answered before they could be stopped. */
  readonly succeeded: readonly Name[];
  readonly failed: readonly { readonly name: Name; readonly failure: Failure }[];
}

/** Asks all at once; the first success stops the others. Ends when every one of them has ended. */
export async function askAll<Name, Failure>(
  names: readonly Name[],
  ask: (name: Name, stopped: AbortSignal) => Promise<Result<unknown, Failure>>,
): Promise<AllAnswers<Name, Failure>> {
  const stop = new AbortController();
  const answers = names.map(async (name) => {
    const result = await ask(name, stop.signal);
    if (result.ok) stop.abort();
    return { name, result };
  });
  const ended = await Promise.all(answers);
  return {
    succeeded: ended.filter(({ result }) => result.ok).map(({ name }) => name),
    failed: ended.flatMap(({ name, result }) => (result.ok ? [] : [{ name, failure: result.failure }])),
  };
}
