import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { KeyEntry } from './key-entries.ts';

/** Describes in a word or two what a plugged-in key is doing. */
function keyStateText(t: Translate, key: KeyView): string {
  if (key.state === 'ready') {
    if (key.unlocked) return t('window.key.state.unlocked');
    return t(key.facts?.pin.set === false ? 'window.key.state.no-pin' : 'window.key.state.locked');
  }
  return t(`window.key.state.${key.state}`);
}

/** Describes what a plugged-in key is doing, and first that it is recorded as lost. */
export function presentKeyText(t: Translate, key: KeyView, record: InventoryKey | null): string {
  const state = keyStateText(t, key);
  return record === null || record.lostAt === null ? state : [t('matrix.key.recorded-lost'), state].join(' · ');
}

/** Adds to the state what tells two keys without a label apart: the serial number, else the end of the path. */
export function keyLineText(t: Translate, key: KeyView, record: InventoryKey | null): string {
  const state = presentKeyText(t, key, record);
  if (key.remembered !== null) return state;
  const serial = key.facts?.vendorSerial ?? key.usbSerial ?? key.path.split('/').at(-1) ?? '';
  return serial === '' ? state : `${state} · ${displayText(serial, 24)}`;
}

export function entryName(t: Translate, { plugged, record }: KeyEntry): string {
  const name = record?.label ?? plugged?.facts?.model ?? plugged?.product ?? t('window.key.unnamed');
  return displayText(name, 80);
}

/** Formats the state of a PIN: wrong, locked until replug, and blocked are three texts that are never mixed. */
export function pinText(t: Translate, pin: PinState): string {
  if (!pin.supported) return t('window.pin.unsupported');
  if (pin.blocked) return t('window.pin.blocked');
  if (pin.needsReplug) return t('window.pin.needs-replug');
  if (pin.set === null) return t('window.pin.not-known');
  if (!pin.set) return t('window.pin.not-set');
  const tries = pin.retriesLeft;
  if (pin.forceChange) return t('window.pin.must-change');
  return tries === null ? t('window.pin.set') : t('window.pin.set-tries', { count: tries });
}

/** Formats the state of the PIN in two words, for a column of a table. */
export function shortPinText(t: Translate, pin: PinState): string {
  if (!pin.supported) return '–';
  if (pin.blocked) return t('window.pin.short.blocked');
  if (pin.needsReplug) return t('window.pin.short.needs-replug');
  if (pin.set === null) return '–';
  if (!pin.set) return t('window.pin.short.not-set');
  if (pin.forceChange) return t('window.pin.short.must-change');
  return pin.retriesLeft === null ? t('window.pin.short.set') : t('window.pin.short.tries', { count: pin.retriesLeft });
}

/** Describes how full a key is: "12 of 25", "12", or nothing known. */
export function fillText(t: Translate, existing: number | null, remaining: number | null): string {
  if (existing === null) return '–';
  return remaining === null ? String(existing) : t('window.key.fill', { existing, remaining });
}

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
