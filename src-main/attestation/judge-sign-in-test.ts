import type { SignInJudgement } from '../../src-shared/domain/genuineness.ts';
import type { SignInReading } from '../../src-shared/domain/sign-in-test.ts';
import type { MetadataPayload } from '../metadata/metadata-blob.ts';
import { judgeGenuineness, notGenuine } from './judge-genuineness.ts';
import { clientDataHashOf, createdIn, verifySignIn } from './verify-sign-in.ts';

/**
 * Returns the judgement on what a key answered to a sign-in test: whether it signs in, and whether its attestation proves what it is. A key that cannot sign with the
 * credential that it attested is not genuine, whatever the attestation says.
 */
export function judgeSignInTest(reading: SignInReading, metadata: MetadataPayload | null, now: Date): SignInJudgement {
  const signIn = verifySignIn(reading);
  const created = createdIn(reading);
  if (created === null) return { signIn, genuineness: notGenuine('statement-malformed', metadata, now) };
  const clientDataHash = clientDataHashOf(reading.created.clientData);
  const genuineness = judgeGenuineness({ aaguid: reading.aaguid, created, clientDataHash }, metadata, now);
  const isDoubtful = signIn.faults.some((fault) => fault !== 'counter-not-higher' && fault !== 'no-touch');
  return { signIn, genuineness: isDoubtful ? notGenuine('sign-in-wrong', metadata, now) : genuineness };
}
