import { randomInt } from 'node:crypto';

/** A small seeded generator (mulberry32): the same seed gives the same run everywhere. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns a whole number from 0 to `limit` − 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** Bytes that mean something in CBOR or in CTAPHID: heads, huge lengths, tags, breaks, limits. */
const interesting: readonly (readonly number[])[] = [
  [0x00],
  [0x7f],
  [0x80],
  [0xff],
  [0x17],
  [0x18, 0x17],
  [0x18, 0xff],
  [0x19, 0x00, 0x18],
  [0x1a, 0xff, 0xff, 0xff, 0xff],
  [0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x5a, 0xff, 0xff, 0xff, 0xff],
  [0x5b, 0x80, 0, 0, 0, 0, 0, 0, 0],
  [0x7a, 0xff, 0xff, 0xff, 0xff],
  [0x9a, 0xff, 0xff, 0xff, 0xff],
  [0xba, 0xff, 0xff, 0xff, 0xff],
  [0x9f],
  [0xbf],
  [0x5f],
  [0x7f],
  [0xc0],
  [0xc2, 0x40],
  [0xd8, 0x1b],
  [0xd8, 0x33],
  [0xd9, 0xdf, 0xf9],
  [0xf6],
  [0xf7],
  [0xf8, 0x20],
  [0xf9, 0x7e, 0x00],
  [0xfa, 0, 0, 0, 0],
  [0xfb, 0, 0, 0, 0, 0, 0, 0, 0],
  [0xa0],
  [0x80],
  [0x60],
  [0x40],
  [0x61, 0xc3],
  [0x63, 0xef, 0xbb, 0xbf],
  [0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81],
  [0xa1, 0x01, 0xa1, 0x01, 0xa1, 0x01],
  [0xbb],
  [0xbf, 0, 1],
  [0x1d, 0xb9],
];

/** Returns a changed copy of one of the goldens: one to four mutations, each of them of another kind. */
export function mutate(random: SeededRandom, goldens: readonly Uint8Array[]): Uint8Array {
  let bytes: Uint8Array = random.pick(goldens).slice();
  const rounds = 1 + random.below(4);
  for (let round = 0; round < rounds; round++) bytes = mutateOnce(random, bytes, goldens);
  return bytes;
}

function mutateOnce(random: SeededRandom, bytes: Uint8Array, goldens: readonly Uint8Array[]): Uint8Array {
  const at = random.below(bytes.length + 1);
  const length = random.below(Math.min(64, bytes.length - at) + 1);
  switch (random.below(9)) {
    case 0: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return splice(bytes, at, Math.min(1, bytes.length - at), random.bytes(1));
    case 2:
      return splice(bytes, at, 0, random.pick(interesting));
    case 3: {
      const put = random.pick(interesting);
      return splice(bytes, at, Math.min(put.length, bytes.length - at), put);
    }
    case 4:
      return splice(bytes, at, length, []);
    case 5:
      return splice(bytes, at, 0, bytes.subarray(at, at + length));
    case 6:
      return bytes.slice(0, at);
    case 7: {
      const other = random.pick(goldens);
      return splice(bytes, at, bytes.length - at, other.subarray(random.below(other.length + 1)));
    }
    default:
      return splice(bytes, at, 0, random.bytes(random.below(16)));
  }
}

function splice(bytes: Uint8Array, at: number, removed: number, put: Uint8Array | readonly number[]): Uint8Array {
  const result = new Uint8Array(bytes.length - removed + put.length);
  result.set(bytes.subarray(0, at));
  result.set(put, at);
  result.set(bytes.subarray(at + removed), at + put.length);
  return result;
}

/** Returns the seed of a fuzz test: always the same, another one for each long run (SPAREKEY_LONG=1), or that of SPAREKEY_SEED. */
export function fuzzSeed(): number {
  const isLong = process.env['SPAREKEY_LONG'] === '1';
  return Number(process.env['SPAREKEY_SEED'] ?? (isLong ? randomInt(2 ** 32) : 0x5eed));
}

/**
 * Returns the number of inputs and the seed of a fuzz test: short by default, a million inputs with SPAREKEY_LONG=1, or exactly
 * SPAREKEY_FUZZ_N; SPAREKEY_SEED repeats a run. Print it with `describeRun`.
 */
export function fuzzPlan(shortRun: number): { readonly n: number; readonly seed: number } {
  const long = process.env['SPAREKEY_LONG'] === '1';
  const n = Number(process.env['SPAREKEY_FUZZ_N'] ?? (long ? 1_000_000 : shortRun));
  return { n, seed: fuzzSeed() };
}

/** Formats one line for the log, with what is needed to repeat the run. */
export function describeRun(name: string, plan: { readonly n: number; readonly seed: number }, detail: string): string {
  return `fuzz ${name}: n=${plan.n} seed=${plan.seed} ${detail}`;
}
