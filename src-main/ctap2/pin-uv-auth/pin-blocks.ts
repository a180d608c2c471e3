import { copySecret, secretBytes } from '../../../src-shared/lib/secret-bytes.ts';
import { sha256 } from '../digest.ts';
import { maxPinBytes, type Pin } from './pin.ts';

/** Pads a new PIN with 00 to 64 bytes (CTAP 2.3 §6.5.5.5). The caller wipes it. Throws RangeError above 63 bytes. */
export function paddedPin(pin: Pin): Uint8Array {
  if (pin.byteLength < 1 || pin.byteLength > maxPinBytes) throw new RangeError('a PIN has 1 to 63 bytes');
  const padded = secretBytes(maxPinBytes + 1);
  padded.set(pin.exposePinBytes());
  return padded;
}

/** Computes LEFT(SHA-256(PIN), 16). The caller wipes it. Throws RangeError above 63 bytes. */
export function pinHash(pin: Pin): Uint8Array {
  // A PIN that no key can have must not cost a try.
  if (pin.byteLength < 1 || pin.byteLength > maxPinBytes) throw new RangeError('a PIN has 1 to 63 bytes');
  const digest = sha256(pin.exposePinBytes());
  const left = copySecret(digest.subarray(0, 16));
  digest.fill(0);
  return left;
}
