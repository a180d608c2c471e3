import type { Capability } from '../../src-shared/domain/capability.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/**
 * Formats why a row of a key's page can do nothing; null where it can. What follows from a key that speaks only U2F is said once, with its passkeys.
 */
export function rowReason(t: Translate, { answer, reason }: Capability): string | null {
  if (answer !== 'no' || reason === null) return null;
  return reason === 'u2f-only' ? t('window.security.u2f-only') : t(`reason.${reason}`);
}
