import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { askAll } from '../../src-shared/lib/ask-all.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { CommandContext } from './command-context.ts';
import { nameOf } from './key-reference.ts';
import type { KeyCandidate } from './select-key.ts';

/** Selector that stands for the key that is touched. */
export const touchSelector = 'touch';

/**
 * Asks all plugged-in keys for a touch at once and returns the one that was touched; the others are cancelled. No PIN is sent. Keys that cannot
 * say that they were touched are named. Several that were touched are a failure, as several that fit a name.
 */
export async function touchedKey(
  context: CommandContext,
  all: readonly KeyCandidate[],
): Promise<Result<KeyCandidate, OperationFailure>> {
  if (all.length === 0) return failed({ kind: 'no-such-key' });
  const able = all.filter(({ key }) => key.state === 'ready');
  for (const candidate of all) if (!able.includes(candidate)) sayUnable(context, candidate, candidate.key.problem);
  if (able.length === 0) return failed(cannotProve);
  const { keys } = await context.core();
  context.terminal.note(context.t('cli.touch-one', { count: able.length }));
  context.isChoosing = true;
  const { succeeded, failed: refused } = await askAll<KeyCandidate, OperationFailure>(able, ({ key }, stopped) =>
    keys.run('identify', key.handle, { byTouch: true }, { signal: AbortSignal.any([stopped, context.signal]) }),
  ).finally(() => (context.isChoosing = false));
  for (const { name, failure } of refused) if (failure.kind === 'not-supported') sayUnable(context, name, failure);
  const [touched, ...others] = succeeded;
  if (touched === undefined) return failed(reasonOf(refused.map(({ failure }) => failure)));
  return others.length === 0 ? success(touched) : failed({ kind: 'ambiguous-key', count: succeeded.length });
}

const cannotProve = { kind: 'not-supported', feature: 'touch-proof' } as const;

// A key that cannot be asked is no reason while others waited and nobody came.
function reasonOf(failures: readonly OperationFailure[]): OperationFailure {
  return failures.find(({ kind }) => kind !== 'not-supported') ?? cannotProve;
}

function sayUnable({ t, terminal }: CommandContext, candidate: KeyCandidate, failure: OperationFailure | null): void {
  const reason = failureMessage(t, failure ?? cannotProve).text;
  terminal.note(t('cli.touch-one.unable', { key: nameOf(candidate), path: candidate.key.path, reason }));
}
