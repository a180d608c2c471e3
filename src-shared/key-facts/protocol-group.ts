import type { KeyFacts } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';
import { coseAlgorithmName } from '../lib/cose-algorithm.ts';
import { bytesText, listText } from './fact-text.ts';
import { type KeyFactGroup, memberFact, otherFact } from './key-fact.ts';

/** Returns how a key talks. */
export function protocolGroup(t: Translate, facts: KeyFacts): KeyFactGroup {
  const { details, encIdentifier, ctaphid } = facts;
  const told = (list: readonly string[] | readonly number[]) => (list.length === 0 ? null : list);
  const options = Object.entries(facts.options).map(([name, on]) => `${name}=${String(on)}`);
  return {
    name: 'facts.group.protocol',
    facts: [
      memberFact('facts.message-size', 0x05, details.maxMsgSize, bytesText(t, details.maxMsgSize)),
      memberFact('facts.transports', 0x09, told(facts.transports), listText(t, facts.transports)),
      memberFact('facts.extensions', 0x02, told(facts.extensions), listText(t, facts.extensions)),
      memberFact(
        'facts.algorithms',
        0x0a,
        told(facts.algorithms),
        listText(t, facts.algorithms.map(coseAlgorithmName)),
      ),
      memberFact('facts.options', 0x04, told(options), listText(t, options)),
      memberFact('facts.attestation', 0x16, details.attestationFormats, listText(t, details.attestationFormats)),
      memberFact('facts.identifier', 0x19, encIdentifier, encIdentifier === null ? null : t('facts.sealed')),
      memberFact(
        'facts.store-state',
        0x1e,
        details.encCredStoreState,
        details.encCredStoreState === null ? null : t('facts.sealed'),
      ),
      otherFact('facts.device-version', ctaphid.version),
    ],
  };
}
