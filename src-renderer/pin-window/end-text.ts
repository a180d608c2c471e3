import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import type { Tone } from '../components/tone.ts';
import { triesSentence } from './tries.ts';

/** Sign, what happened, and what follows from it, as a PIN window shows them. */
export interface EndText {
  readonly tone: Tone;
  readonly text: string;
  readonly next: string | null;
}

/** Formats why a dialog is over. A PIN that is paused and one that is blocked are never mixed. */
export function endText(t: Translate, failure: OperationFailure, key: PinWindowKey | null): EndText {
  const left = key?.pin.retriesLeft ?? null;
  if (failure.kind === 'pin-needs-replug') {
    return { tone: 'warning', text: t('pin.paused'), next: left === null ? null : triesSentence(t, left) };
  }
  if (failure.kind === 'pin-blocked') {
    const passkeys = key?.passkeys ?? null;
    return { tone: 'failed', text: t('pin.blocked'), next: t('pin.blocked.passkeys', { passkeys: passkeys ?? -1 }) };
  }
  return { tone: 'failed', ...failureMessage(t, failure) };
}

/** Formats why a try did not succeed, after which another one can be made. */
export function retryText(t: Translate, failure: OperationFailure): EndText {
  if (failure.kind !== 'pin-wrong') return { tone: 'warning', ...failureMessage(t, failure) };
  const { retriesLeft, needsReplug } = failure;
  const tries = retriesLeft === null ? null : triesSentence(t, retriesLeft);
  const replug = needsReplug ? t('pin.wrong.replug') : null;
  const both = tries !== null && replug !== null ? t('pin.wrong.both', { tries, replug }) : null;
  return { tone: 'warning', text: t('pin.wrong'), next: both ?? tries ?? replug };
}
