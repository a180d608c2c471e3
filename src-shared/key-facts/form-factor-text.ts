import type { Translate } from '../i18n/translator.ts';

/** The shapes that a vendor's command names in English, as messages. */
const formFactors = new Map([
  ['USB-A keychain', 'usb-a-keychain'],
  ['USB-A nano', 'usb-a-nano'],
  ['USB-C keychain', 'usb-c-keychain'],
  ['USB-C nano', 'usb-c-nano'],
  ['USB-C and Lightning', 'usb-c-lightning'],
  ['USB-A with fingerprint reader', 'usb-a-fingerprint'],
  ['USB-C with fingerprint reader', 'usb-c-fingerprint'],
] as const);

/** Formats the shape of a key; one that is not known is shown as the key gave it. */
export function formFactorText(t: Translate, formFactor: string | null): string | null {
  const known = [...formFactors].find(([name]) => name === formFactor);
  return known === undefined ? formFactor : t(`window.form-factor.${known[1]}`);
}
