import { Decoder } from 'cbor-x/index-no-eval';
import { expect, it } from 'vitest';
import { CborError } from '../../src-main/cbor/cbor-error.ts';
import type { DecodedCbor } from '../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../src-main/cbor/encode-cbor.ts';
import { equalBytes } from '../../src-shared/lib/bytes.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import { responseVectors } from '../vectors/credential-management.ts';
import { getInfoVectors } from '../vectors/get-info.ts';
import { describeRun, fuzzPlan, mutate, SeededRandom } from './mutator.ts';

const goldens = [...getInfoVectors, ...responseVectors].map(({ bytes }) => bytes);
const library = new Decoder({ mapsAsObjects: false, useRecords: false });
const plan = fuzzPlan(60_000);

function decodeOrRefuse(input: Uint8Array): DecodedCbor | null {
  try {
    return decodeCbor(input);
  } catch (error) {
    if (error instanceof CborError) return null;
    throw new Error(`escaped on ${toHex(input)}`, { cause: error });
  }
}

/** Formats a value for comparison, BigInt for every number, hex for bytes: what two readers must agree on. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' || typeof item === 'bigint') return `#${item}`;
    if (item instanceof Uint8Array) return { hex: toHex(item) };
    if (item instanceof Map) return Array.from(item, ([key, entry]: [unknown, unknown]) => [key, entry]);
    return item === undefined ? 'undefined' : item;
  });
}

it('R-1 B-25 mutated replies are read or refused, and mean to the library what they mean to us', () => {
  const random = new SeededRandom(plan.seed);
  let accepted = 0;
  let canonical = 0;
  let slowestMs = 0;
  for (let run = 0; run < plan.n; run++) {
    const input = mutate(random, goldens);
    const before = performance.now();
    const decoded = decodeOrRefuse(input);
    const elapsedMs = performance.now() - before;
    if (elapsedMs > slowestMs) slowestMs = Math.max(slowestMs, Math.min(elapsedMs, fastestOf(5, input)));
    if (decoded === null) continue;
    accepted++;
    // The library writes U+FFFD its own way; everything else must be the same.
    if (decoded.brokenTexts.size === 0 && comparable(decoded.value) !== comparable(library.decode(input))) {
      throw new Error(`another meaning: ${toHex(input)}`);
    }
    if (decoded.findings.length > 0) continue;
    canonical++;
    if (!equalBytes(encodeOr(decoded, input), input)) throw new Error(`not canonical after all: ${toHex(input)}`);
  }
  console.log(
    describeRun('cbor', plan, `accepted=${accepted} canonical=${canonical} slowest=${slowestMs.toFixed(2)}ms`),
  );
  expect(accepted).toBeGreaterThan(plan.n / 100);
  expect(canonical).toBeGreaterThan(plan.n / 100);
  expect(slowestMs).toBeLessThan(10);
}, 600_000);

/** Measures the milliseconds for one input several times and returns the least: a single reading may hold a pause of the machine. */
function fastestOf(times: number, input: Uint8Array): number {
  const measured = Array.from({ length: times }, () => {
    const before = performance.now();
    decodeOrRefuse(input);
    return performance.now() - before;
  });
  return Math.min(...measured);
}

/** Encodes a value again, but −2^64, the one value that can be read and not be written. */
function encodeOr(decoded: DecodedCbor, input: Uint8Array): Uint8Array {
  if (toHex(input).includes('3bffffffffffffffff')) return input;
  return encodeCbor(decoded.value);
}
