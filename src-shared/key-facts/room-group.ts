import type { KeyFacts } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';
import { bytesText, countText } from './fact-text.ts';
import { type KeyFactGroup, memberFact } from './key-fact.ts';

/** Returns how much a key holds. */
export function roomGroup(t: Translate, { details, passkeys }: KeyFacts): KeyFactGroup {
  const { remaining } = passkeys;
  return {
    name: 'facts.group.room',
    facts: [
      memberFact('facts.remaining', 0x14, remaining, remaining === null ? null : t('facts.estimate', { remaining })),
      memberFact(
        'facts.list-count',
        0x07,
        details.maxCredentialCountInList,
        countText(t, details.maxCredentialCountInList),
      ),
      memberFact('facts.id-length', 0x08, details.maxCredentialIdLength, bytesText(t, details.maxCredentialIdLength)),
      memberFact(
        'facts.large-blobs',
        0x0b,
        details.maxSerializedLargeBlobArray,
        bytesText(t, details.maxSerializedLargeBlobArray),
      ),
      memberFact('facts.cred-blob', 0x0f, details.maxCredBlobLength, bytesText(t, details.maxCredBlobLength)),
    ],
  };
}
