import type { CapabilityReason } from '../../src-shared/domain/capability.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/** Formats why a row of a key's page can do nothing. What follows from a key that speaks only U2F is said once, with its passkeys. */
export function rowReason(t: Translate, reason: CapabilityReason): string {
  return reason === 'u2f-only' ? t('window.security.u2f-only') : t(`reason.${reason}`);
}
