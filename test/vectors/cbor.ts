import type { CborErrorReason } from '../../src-main/cbor/cbor-error.ts';
import type { CborFinding, CborValue } from '../../src-main/cbor/cbor-value.ts';

/** CTAP2 canonical encodings and what they mean (CTAP 2.1 §8, RFC 8949 appendix A). */
export const canonicalItems: readonly { readonly hex: string; readonly value: CborValue }[] = [
  { hex: 'a0', value: new Map() },
  { hex: '00', value: 0 },
  { hex: '17', value: 23 },
  { hex: '1818', value: 24 },
  { hex: '20', value: -1 },
  { hex: '37', value: -24 },
  { hex: '3818', value: -25 },
  { hex: '1903e8', value: 1000 },
  { hex: '1a000186a0', value: 100000 },
  { hex: 'f4', value: false },
  { hex: 'f5', value: true },
];

/** Key orders that CTAP2 asks for, as encoded maps (values 0). */
export const canonicalOrders: readonly { readonly hex: string; readonly keys: readonly (number | string)[] }[] = [
  { hex: 'a40100030020002100', keys: [1, 3, -1, -2] },
  {
    hex: 'a462696400646e616d6500647479706500' + '6b646973706c61794e616d6500',
    keys: ['id', 'name', 'type', 'displayName'],
  },
];

/** Not canonical: refused, or accepted with a finding where real keys do it. */
export const notCanonical: readonly {
  readonly name: string;
  readonly hex: string;
  readonly verdict: CborErrorReason | CborFinding['kind'] | 'accepted';
}[] = [
  { name: '23 in two bytes', hex: '1817', verdict: 'non-shortest-integer' },
  { name: '24 in three bytes', hex: '190018', verdict: 'non-shortest-integer' },
  { name: 'keys out of order', hex: 'a202000100', verdict: 'key-order' },
  { name: 'keys out of order, other values', hex: 'a202010101', verdict: 'key-order' },
  { name: 'duplicate key', hex: 'a201000100', verdict: 'duplicate-key' },
  { name: 'indefinite map', hex: 'bf0100ff', verdict: 'indefinite-length' },
  { name: 'indefinite text', hex: '7f6161ff', verdict: 'indefinite-length' },
  { name: 'tag', hex: 'c000', verdict: 'tag' },
  { name: 'trailing byte', hex: 'a000', verdict: 'trailing-bytes' },
  { name: 'truncated', hex: 'a101', verdict: 'truncated' },
  { name: 'nesting depth 5: more than CTAP2, less than our limit', hex: '8181818180', verdict: 'accepted' },
  { name: 'float', hex: 'f90000', verdict: 'float' },
];
