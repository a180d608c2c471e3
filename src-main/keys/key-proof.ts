import type { KeyProof } from '../../src-shared/domain/key-proof.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { tellingSerial } from '../../src-shared/lib/vendor-serial.ts';
import { lastingInfo } from '../ctap2/lasting-info.ts';

/** Returns the facts by which a key is recognised after it was plugged in again; null for one that has not been read, or speaks U2F only. */
export function keyProof({ facts, vendorId, productId, usbSerial }: PluggedKey): KeyProof | null {
  if (facts?.rawGetInfo == null) return null;
  return {
    info: lastingInfo(facts.rawGetInfo),
    vendorSerial: tellingSerial(facts.vendorSerial),
    vendorId,
    productId,
    usbSerial,
  };
}

/** Checks whether a key that was plugged in may be the proved one, as far as it has said something. A serial number that was not asked for yet is left out. */
export function mayBeSameKey(proof: KeyProof, key: PluggedKey): boolean {
  const now = keyProof(key);
  if (now === null || now.info !== proof.info || !isSameUsb(proof, now)) return false;
  return now.vendorSerial === null || now.vendorSerial === proof.vendorSerial;
}

/** Checks whether two keys that are plugged in cannot be told apart by what they say. */
export function areAlike(left: PluggedKey, right: PluggedKey): boolean {
  const [proof, other] = [keyProof(left), keyProof(right)];
  return proof !== null && other !== null && isSameProof(proof, other);
}

/** Checks whether two proofs say the same. */
export function isSameProof(left: KeyProof, right: KeyProof): boolean {
  return left.info === right.info && left.vendorSerial === right.vendorSerial && isSameUsb(left, right);
}

function isSameUsb(left: KeyProof, right: KeyProof): boolean {
  return left.vendorId === right.vendorId && left.productId === right.productId && left.usbSerial === right.usbSerial;
}
