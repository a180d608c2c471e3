import { displayText } from './display-text.ts';

/** Parts of a key by which a person tells it from others that nobody has named. */
export interface UnnamedKey {
  readonly model: string | null;
  readonly product: string | null;
  readonly vendorSerial: string | null;
}

/** Digits of a serial number that are shown: as many as tell apart the keys that one person has. */
const shownDigits = 3;

/** Returns a model as people call it: "YubiKey 5 NFC" for "YubiKey 5 Series with NFC". */
export function shortModel(model: string): string {
  return model.replace(/ Series\b(?: with)?/, '').replace(/ - \w+ Edition$| \((?:Consumer|Enterprise) Profile\)/, '');
}

/** Returns the end of a serial number, such as "…311"; null where there is none. */
export function serialEnd(vendorSerial: string | null): string | null {
  return vendorSerial === null || vendorSerial === '' ? null : `…${displayText(vendorSerial.slice(-shownDigits), 8)}`;
}

/** Returns the name of a key that nobody has named, such as "YubiKey 5 NFC …311"; null where it says nothing of itself. */
export function modelName({ model, product, vendorSerial }: UnnamedKey): string | null {
  const looks = model === null ? product : shortModel(model);
  const parts = [looks === '' ? null : looks, serialEnd(vendorSerial)].filter((part) => part !== null);
  return parts.length === 0 ? null : displayText(parts.join(' '), 80);
}

/** Returns the label that a key gets until a person names it; null where it says nothing of itself. */
export function firstLabel(key: UnnamedKey): string | null {
  return key.model === null ? key.product : modelName(key);
}
