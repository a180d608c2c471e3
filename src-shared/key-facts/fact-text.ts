import type { Translate } from '../i18n/translator.ts';
import { displayText } from '../lib/display-text.ts';
import { versionName } from '../lib/version-name.ts';

/** Longest text of a key's making in a fact. */
const longest = 300;

/** Formats yes or no; null stays null. */
export function yesNoText(t: Translate, value: boolean | null): string | null {
  return value === null ? null : t(value ? 'facts.yes' : 'facts.no');
}

/** Formats a number of bytes. */
export function bytesText(t: Translate, count: number | null): string | null {
  return count === null ? null : t('facts.bytes', { count });
}

/** Formats a number of things. */
export function countText(t: Translate, count: number | null): string | null {
  return count === null ? null : t('facts.count', { count });
}

/** Joins a list of the key's making; an empty one says so. */
export function listText(t: Translate, values: readonly (string | number)[] | null): string | null {
  if (values === null) return null;
  return values.length === 0 ? t('facts.none') : displayText(values.join(t('list.separator')), longest);
}

/** Names of transports as people write them; others are shown as they are. */
const transportNames: ReadonlyMap<string, string> = new Map([
  ['usb', 'USB'],
  ['nfc', 'NFC'],
  ['ble', 'Bluetooth'],
]);

/** Formats how a key can be reached. */
export function transportsText(t: Translate, transports: readonly string[]): string {
  return displayText(transports.map((one) => transportNames.get(one) ?? one).join(t('list.separator')), longest);
}

/** Formats the versions of CTAP and U2F. */
export function versionsText(t: Translate, versions: readonly string[] | null): string | null {
  return listText(t, versions?.map(versionName) ?? null);
}
