import { type KeyShape, keyShape } from '../../components/key-shape.ts';
import type { KeyEntry } from './key-entries.ts';

/** Returns the name of the model: by AAGUID, else the product name. */
export function modelOf({ plugged, record }: KeyEntry): string | null {
  return plugged?.facts?.model ?? record?.model ?? plugged?.product ?? record?.product ?? null;
}

/** Returns the serial number the vendor's command told. */
export function serialOf({ plugged, record }: KeyEntry): string | null {
  return plugged?.facts?.vendorSerial ?? record?.vendorSerial ?? null;
}

/** Reads the shape to draw. */
export function shapeOf({ plugged, record }: KeyEntry): KeyShape {
  return keyShape({
    formFactor: plugged?.facts?.formFactor ?? record?.formFactor ?? null,
    product: plugged?.product ?? record?.product ?? record?.model ?? null,
  });
}
