import { type AdvisedKey, matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import type { Advisory } from '../../../src-shared/domain/advisory.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { isTypedSerial } from '../../../src-shared/lib/vendor-serial.ts';
import { type KeyShape, keyShape } from '../../components/key-shape.ts';
import type { KeyEntry } from './key-entries.ts';

/** Returns the name of the model: by AAGUID, else the product name. */
export function modelOf({ plugged, record }: Pick<KeyEntry, 'plugged' | 'record'>): string | null {
  return plugged?.facts?.model ?? record?.model ?? plugged?.product ?? record?.product ?? null;
}

/** Returns the serial number the vendor's command told. */
export function serialOf({ plugged, record }: KeyEntry): string | null {
  return plugged?.facts?.vendorSerial ?? record?.vendorSerial ?? null;
}

/** Formats the serial number, marked where it was typed and the key has never told it. */
export function serialText(t: Translate, entry: KeyEntry): string | null {
  const serial = serialOf(entry);
  const isTold = entry.plugged?.facts?.vendorSerial != null;
  return serial !== null && !isTold && entry.record !== null && isTypedSerial(entry.record)
    ? t('key.serial.typed', { serial })
    : serial;
}

/** Reads the shape to draw. */
export function shapeOf({ plugged, record }: KeyEntry): KeyShape {
  return keyShape({
    formFactor: plugged?.facts?.formFactor ?? record?.formFactor ?? null,
    product: plugged?.product ?? record?.product ?? record?.model ?? null,
  });
}

/** Returns what tells whether a published weakness is one of this key. */
export function advisoryFacts(entry: Pick<KeyEntry, 'plugged' | 'record'>): AdvisedKey {
  const { plugged, record } = entry;
  return {
    aaguid: plugged?.facts?.aaguid ?? record?.aaguid ?? null,
    firmware: plugged?.facts?.firmware ?? record?.firmware ?? null,
    model: modelOf(entry),
    manufacturer: plugged?.manufacturer ?? record?.manufacturer ?? null,
    product: plugged?.product ?? record?.product ?? null,
  };
}

/** Checks whether a published weakness is one of this key. */
export function isWeak(entry: Pick<KeyEntry, 'plugged' | 'record'>, advisories: readonly Advisory[]): boolean {
  return matchAdvisories(advisoryFacts(entry), advisories).some(({ state }) => state === 'affected');
}
