import type { CborMap, CborValue } from '../cbor/cbor-value.ts';
import { isCborMap } from './read-members.ts';

/** A COSE_Key as a credential's public key (RFC 9052 §7). Any algorithm number is kept; unknown ones are only numbers. */
export interface CosePublicKey {
  /** COSE key type: 1 OKP, 2 EC2, 3 RSA; others exist. Null where absent. */
  readonly keyType: number | null;
  /** COSE algorithm number. Null where absent. */
  readonly algorithm: number | null;
  readonly map: CborMap;
}

/** Reads a credential's public key; null where it is no map or tells neither key type nor algorithm. */
export function readCosePublicKey(value: CborValue): CosePublicKey | null {
  if (!isCborMap(value)) return null;
  const keyType = integer(value.get(1));
  const algorithm = integer(value.get(3));
  return keyType === null && algorithm === null ? null : { keyType, algorithm, map: value };
}

function integer(value: CborValue): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
