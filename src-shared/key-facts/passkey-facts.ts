import type { Credential } from '../domain/credential.ts';
import type { Translate } from '../i18n/translator.ts';
import { coseAlgorithmName } from '../lib/cose-algorithm.ts';
import { displayText } from '../lib/display-text.ts';
import { personalDataIn, readableText } from '../lib/personal-data.ts';
import { yesNoText } from './fact-text.ts';
import { type KeyFact, otherFact } from './key-fact.ts';

/** Facts of a passkey that a key, or a record of it, tells. */
type ToldPasskey = Pick<Credential, 'algorithm' | 'credProtect' | 'thirdPartyPayment' | 'userId'> & {
  readonly hasLargeBlobKey: boolean | null;
};

/** Returns what a key tells of a passkey beside its names, in words. `extensions` are those of the key; null where it is not there to tell. */
export function passkeyFacts(
  t: Translate,
  passkey: ToldPasskey,
  extensions: readonly string[] | null,
): readonly KeyFact[] {
  const { algorithm, credProtect, hasLargeBlobKey, thirdPartyPayment, userId } = passkey;
  const level = ([1, 2, 3] as const).find((known) => known === credProtect);
  return [
    otherFact('window.passkey.algorithm', algorithm === null ? null : coseAlgorithmName(algorithm)),
    {
      name: 'window.passkey.protection',
      text: level === undefined ? null : t(`window.passkey.protection.${level}`),
      raw: credProtect === null ? null : `credProtect: ${credProtect}`,
    },
    otherFact('window.passkey.payment', yesNoText(t, thirdPartyPayment)),
    otherFact('facts.passkey.cred-blob', credBlobText(t, extensions)),
    otherFact('window.passkey.large-blob', yesNoText(t, hasLargeBlobKey)),
    {
      name: 'window.passkey.user-id',
      text: userId === null ? null : displayText(readableText(userId) ?? t('facts.passkey.bytes'), 80),
      raw: userId,
    },
  ];
}

/** Returns the notice that a user handle looks like personal data; null where it does not. */
export function personalDataNotice(t: Translate, userId: string | null): string | null {
  const kind = personalDataIn(userId);
  return kind === null ? null : t('facts.passkey.personal', { kind: kind.replaceAll('-', '_') });
}

// No answer of credential management has the blob of a passkey: only a sign-in does.
function credBlobText(t: Translate, extensions: readonly string[] | null): string | null {
  if (extensions === null || extensions.includes('credBlob')) return null;
  return t('facts.passkey.no-cred-blob');
}
