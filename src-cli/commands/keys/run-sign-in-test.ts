import type { SignInJudgement } from '../../../src-shared/domain/genuineness.ts';
import type { SignInCheck, SignInReading } from '../../../src-shared/domain/sign-in-test.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { chosenKey, withTypedPin } from '../../program/key-access.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

export interface JudgedKey {
  readonly candidate: KeyCandidate;
  readonly judgement: SignInJudgement;
}

/** Runs a sign-in test on the key that is meant, and judges what it answered. Throws CommandFailed. */
export async function runSignInTest(context: CommandContext, notes: readonly 'no-metadata'[]): Promise<JudgedKey> {
  const candidate = await chosenKey(context);
  return { candidate, judgement: await judgedSignInTest(context, candidate, notes) };
}

/** Runs a sign-in test on this key, and judges what it answered. Throws CommandFailed. */
export async function judgedSignInTest(
  context: CommandContext,
  candidate: KeyCandidate,
  notes: readonly 'no-metadata'[],
): Promise<SignInJudgement> {
  const metadata = valueOf(await (await context.metadata()).current());
  if (candidate.key.facts === null || candidate.key.facts.capabilities.signInTest.answer === 'no')
    throw new CommandFailed({ kind: 'not-supported', feature: 'fido2' });
  if (metadata === null && notes.includes('no-metadata')) context.terminal.note(context.t('cli.genuine.no-metadata'));
  const reading = await tryKey(context, candidate);
  const { judgeSignInTest } = await import('../../../src-main/attestation/judge-sign-in-test.ts');
  return judgeSignInTest(reading, metadata, new Date());
}

/** Returns what was found out about the sign-in, for JSON. */
export function signInDocument({ works, faults, algorithm, userVerified, silent, leftNothing }: SignInCheck) {
  return { works, faults, algorithm, userVerified, silent, leftNothing };
}

async function tryKey(context: CommandContext, candidate: KeyCandidate): Promise<SignInReading> {
  const { keys } = await context.core();
  const { handle, facts } = candidate.key;
  const options = { signal: context.signal };
  // A key whose PIN is blocked may do without one.
  const takesPin = facts?.pin.set === true && !facts.pin.blocked;
  return takesPin
    ? withTypedPin(context, candidate, (pin) => keys.run('sign-in-test', handle, { pinIfSet: pin }, options))
    : valueOf(await keys.run('sign-in-test', handle, { pinIfSet: null }, options));
}
