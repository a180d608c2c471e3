import type { Capability } from '../domain/capability.ts';
import type { Translate } from '../i18n/translator.ts';

/** Formats whether a key can do something, with the reason where it is not a plain yes. */
export function capabilityText(t: Translate, { answer, reason }: Capability): string {
  const text = t(`window.answer.${answer}`);
  return reason === null ? text : t('facts.answer-with-reason', { answer: text, reason: t(`reason.${reason}`) });
}
