import { expect, it } from 'vitest';
import { copySecret, secretBytes } from '../../../src-shared/lib/secret-bytes.ts';

it('gives secrets memory of their own, whatever their length', () => {
  for (const length of [0, 1, 16, 63, 64, 65, 1024]) {
    const bytes = secretBytes(length);
    expect([bytes.length, bytes.byteOffset, bytes.buffer.byteLength]).toEqual([length, 0, length]);
  }
});

it('joins secrets in a copy of their own', () => {
  const [left, right] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
  const copy = copySecret(left, right);
  left.fill(0);
  expect([...copy]).toEqual([1, 2, 3]);
  expect(copy.buffer.byteLength).toBe(3);
});
