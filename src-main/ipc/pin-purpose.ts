import { settingChangeSchema } from '../../src-shared/domain/setting-change-schema.ts';
import { settingChangeText } from '../../src-shared/i18n/setting-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { InputOf, PinOperationName } from '../../src-shared/operations/operation-names.ts';

/** Formats what a PIN is asked for, where it is more than to unlock, set or change it: no page can ask for a PIN under another name. */
export function pinPurpose<Name extends PinOperationName>(
  t: Translate,
  name: Name,
  input: InputOf<Name>,
): string | null {
  if (name === 'sign-in-test') return t('sign-in-test.purpose');
  if (name === 'keep-read-access') return t('read-access.purpose');
  if (name === 'unlock-fingerprints') return t('fingerprint.purpose');
  if (name !== 'change-setting') return null;
  return settingChangeText(t, settingChangeSchema.parse('change' in input ? input.change : null));
}
