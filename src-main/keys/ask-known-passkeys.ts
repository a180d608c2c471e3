import type { KnownPasskey, SilentAnswer } from '../../src-shared/domain/check-reading.ts';
import { fromHex } from '../../src-shared/lib/hex.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { getAssertion } from '../ctap2/commands/get-assertion.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/** Statuses with which keys say that they have no such passkey. */
const saysAbsent = new Set(['NO_CREDENTIALS', 'INVALID_CREDENTIAL']);

/**
 * Asks a key for known passkeys by silent requests (option up is false), one after another until one is there. What it signs is the hash of
 * no client data, and the signature is thrown away. A key that asks for verification whatever is requested answers nothing that counts.
 */
export async function askKnownPasskeys(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  known: readonly KnownPasskey[],
): Promise<readonly SilentAnswer[]> {
  const answers: SilentAnswer[] = [];
  for (const passkey of known) {
    const answer = info.options.get('alwaysUv') === true ? 'no-sign' : await askSilently(opened, passkey);
    answers.push(answer);
    if (answer === 'present') break;
  }
  return answers;
}

async function askSilently(
  { session, signal }: OpenedKey,
  { rpId, credentialId }: KnownPasskey,
): Promise<SilentAnswer> {
  const touched = new AbortController();
  try {
    await session.send(
      getAssertion,
      {
        rpId,
        clientDataHash: new Uint8Array(32),
        allowCredentialIds: [fromHex(credentialId)],
        options: { up: false },
      },
      {
        ...deadlines.quick,
        signal: AbortSignal.any([signal, touched.signal]),
        // A check asks nobody to do anything: a key that wants a touch is left alone.
        onKeepalive: (state) => {
          if (state === 'touch') touched.abort(new DOMException('the key wants a touch', 'AbortError'));
        },
      },
    );
    return 'present';
  } catch (error) {
    if (error instanceof CtapError) return saysAbsent.has(error.status) ? 'absent' : 'no-sign';
    const isOurs = touched.signal.aborted && !signal.aborted;
    const isTooLong = error instanceof CtapHidError && error.reason === 'too-long';
    if (isOurs || isTooLong || error instanceof CtapResponseError) return 'no-sign';
    throw error;
  }
}
