import type { KeyTest } from '../../../src-shared/check/check-question.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { judgedSignInTest } from '../keys/run-sign-in-test.ts';

/** Runs the test of the key that is going to be checked. A failure is a result of it, too; throws CommandFailed where the person ended it. */
export async function testKey(context: CommandContext, candidate: KeyCandidate): Promise<KeyTest> {
  const at = (): string => new Date().toISOString();
  try {
    const judgement = await judgedSignInTest(context, candidate, ['no-metadata']);
    return { at: at(), outcome: success(judgement) };
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.failure.kind === 'cancelled') throw error;
    return { at: at(), outcome: failed(error.failure) };
  }
}
