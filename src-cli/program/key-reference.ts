import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { KeyCandidate } from './select-key.ts';

/** Returns what names a key in the JSON of every other command. */
export function keyReference({ key, inventoryId, label }: KeyCandidate): Record<string, unknown> {
  return { path: key.path, inventoryId, label };
}

/** Returns how a key is called in a sentence: its label, else what it says about itself. */
export function nameOf({ key, label }: KeyCandidate): string {
  return displayText(label ?? key.facts?.model ?? key.product ?? key.path, 60);
}

/** Returns the serial number that the vendor's command gives, else that of the USB descriptor. */
export function serialNumber(key: PluggedKey): string | null {
  return key.facts?.vendorSerial ?? key.usbSerial;
}
