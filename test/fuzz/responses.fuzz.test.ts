import { expect, it } from 'vitest';
import { CborEncodeError } from '../../src-main/cbor/cbor-error.ts';
import type { CborValue } from '../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../src-main/cbor/encode-cbor.ts';
import { readU2fRegistration, readU2fReply, readU2fSignature } from '../../src-main/ctap2/commands/u2f.ts';
import { CtapError, CtapResponseError } from '../../src-main/ctap2/ctap-error.ts';
import { readReply } from '../../src-main/ctap2/ctap-session.ts';
import { encapsulate } from '../../src-main/ctap2/pin-uv-auth/key-exchange.ts';
import { PinUvAuthError } from '../../src-main/ctap2/pin-uv-auth/pin-uv-auth-error.ts';
import { protocolTwo } from '../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { trussedVersion } from '../../src-main/vendor/trussed.ts';
import { VendorReplyError } from '../../src-main/vendor/vendor-reply-error.ts';
import { readYubicoConfig, readYubicoPage } from '../../src-main/vendor/yubico-config.ts';
import { describeYubiKey } from '../../src-main/vendor/yubico.ts';
import { concatBytes } from '../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../src-shared/lib/hex.ts';
import { allCommands } from '../unit/ctap2/all-commands.ts';
import { vectorKeyPair } from '../unit/ctap2/vector-keys.ts';
import { attestationVectors } from '../vectors/attestation.ts';
import { fuzzKeyAgreement, responseVectors } from '../vectors/credential-management.ts';
import { getInfoVectors } from '../vectors/get-info.ts';
import { yubicoConfigVectors } from '../vectors/vendor.ts';
import { describeRun, fuzzPlan, mutate, SeededRandom } from './mutator.ts';

const decoding = allCommands.filter((command) => command.statusOnly !== true);
const goldens = [
  ...[...getInfoVectors, ...responseVectors].map(({ bytes }) => bytes),
  ...[attestationVectors.packed, attestationVectors.none, attestationVectors.assertion].map((reply) =>
    reply.subarray(1),
  ),
  // The first sample of a fingerprint: its template ID, a status and the samples that are still wanted.
  fromHex('a3044242ce05070603'),
];

/** Returns a small value of any kind. */
function anyValue(random: SeededRandom, depth: number): CborValue {
  switch (random.below(depth > 2 ? 8 : 10)) {
    case 0:
      return random.below(2) === 0;
    case 1:
      return null;
    case 2:
      return random.below(300) - 20;
    case 3:
      return 2n ** 63n + BigInt(random.below(1000));
    case 4:
      return -random.below(2 ** 31);
    case 5:
      return random.bytes(random.pick([0, 1, 16, 31, 32, 33, 64, 65, 200]));
    case 6:
      return random.pick(['', 'id', 'public-key', 'example.com', '\ufffd', '…x', 'a'.repeat(200)]);
    case 7:
      return random.below(40);
    case 8:
      return Array.from({ length: random.below(4) }, () => anyValue(random, depth + 1));
    default:
      return anyMap(random, depth);
  }
}

function anyMap(random: SeededRandom, depth: number): CborValue {
  const map = new Map<number | string, CborValue>();
  for (let count = random.below(6); count > 0; count--) {
    const key = random.pick([1, 2, 3, -1, -2, -3, 7, 'id', 'name', 'displayName', 'type', 'alg', '__proto__']);
    map.set(key, anyValue(random, depth + 1));
  }
  return map;
}

/** Replaces, adds or removes members of a valid answer, so that the bytes are CBOR and the meaning is not. */
function distort(random: SeededRandom, value: CborValue, depth = 0): CborValue {
  if (!(value instanceof Map) || random.below(6) === 0) return anyValue(random, depth);
  const map = new Map<number | bigint | string, CborValue>(value);
  const keys = [...map.keys(), 1, 4, 5, 9, 0x0b];
  for (let count = 1 + random.below(3); count > 0; count--) {
    const key = random.pick(keys);
    if (random.below(5) === 0) map.delete(key);
    else map.set(key, random.below(2) === 0 ? distort(random, map.get(key), depth + 1) : anyValue(random, depth + 1));
  }
  return map;
}

function nextBody(random: SeededRandom): Uint8Array {
  if (random.below(2) === 0) return mutate(random, goldens);
  try {
    return encodeCbor(distort(random, decodeCbor(random.pick(goldens)).value));
  } catch (error) {
    if (error instanceof CborEncodeError) return new Uint8Array(0);
    throw error;
  }
}

it('R-1 any answer to any command is read or refused with a typed error', () => {
  const plan = fuzzPlan(20_000);
  const random = new SeededRandom(plan.seed);
  const read = new Map<string, number>();
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  for (let run = 0; run < plan.n; run++) {
    const body = nextBody(random);
    const reply = concatBytes(Uint8Array.of(random.below(100) === 0 ? random.below(256) : 0), body);
    for (const command of decoding) {
      try {
        readReply(command, reply);
        read.set(command.name, (read.get(command.name) ?? 0) + 1);
      } catch (error) {
        if (error instanceof CtapResponseError || error instanceof CtapError) continue;
        throw new Error(`${command.name} escaped on ${toHex(reply)}`, { cause: error });
      }
    }
  }
  const least = Math.min(...decoding.map(({ name }) => read.get(name) ?? 0));
  console.log(describeRun('responses', plan, `decoders=${decoding.length} least-read=${least}`));
  // Every decoder must have seen answers that it takes, or the run says nothing about it.
  expect(least).toBeGreaterThan(plan.n / 2000);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
}, 1_800_000);

it('R-1 any agreement key is taken or refused with a typed error', () => {
  const { n, seed } = fuzzPlan(20_000);
  const plan = { n: Math.ceil(n / 20), seed };
  const random = new SeededRandom(seed);
  const golden = decodeCbor(fuzzKeyAgreement.bytes).value;
  const cose = golden instanceof Map ? golden.get(1) : undefined;
  const keyPair = vectorKeyPair();
  let taken = 0;
  for (let run = 0; run < plan.n; run++) {
    const map = random.below(8) === 0 ? cose : distort(random, cose);
    if (!(map instanceof Map)) continue;
    try {
      encapsulate(protocolTwo, map, keyPair).wipe();
      taken++;
    } catch (error) {
      if (!(error instanceof PinUvAuthError)) throw new Error(`escaped on ${toHex(encodeCbor(map))}`, { cause: error });
    }
  }
  console.log(describeRun('agreement keys', plan, `taken=${taken}`));
  expect(taken).toBeGreaterThan(plan.n / 20);
  expect(taken).toBeLessThan(plan.n);
}, 1_800_000);

it('R-1 any vendor or U2F reply is read or refused with a typed error', () => {
  const plan = fuzzPlan(20_000);
  const random = new SeededRandom(plan.seed);
  const vendorGoldens = Object.values(yubicoConfigVectors);
  const u2fGoldens = [attestationVectors.u2fRegister, attestationVectors.u2fAuthenticate];
  const counts = { yubico: 0, trussed: 0, registration: 0, signature: 0 };
  const attempt = (name: keyof typeof counts, input: Uint8Array, read: () => unknown): void => {
    try {
      read();
      counts[name]++;
    } catch (error) {
      if (error instanceof VendorReplyError || error instanceof CtapResponseError) return;
      throw new Error(`${name} escaped on ${toHex(input)}`, { cause: error });
    }
  };
  for (let run = 0; run < plan.n; run++) {
    const page = Uint8Array.from(mutate(random, vendorGoldens));
    if (random.below(2) === 0 && page.length > 0) page[0] = (page.length - 1) & 0xff;
    attempt('yubico', page, () => describeYubiKey(readYubicoConfig(readYubicoPage(page)), [5, 0, 0]));
    const version = random.bytes(random.below(6));
    attempt('trussed', version, () => trussedVersion(version));
    const reply = mutate(random, u2fGoldens);
    attempt('registration', reply, () => readU2fRegistration(readU2fReply(reply).data));
    attempt('signature', reply, () => readU2fSignature(readU2fReply(reply).data));
  }
  console.log(describeRun('vendor and U2F', plan, JSON.stringify(counts)));
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(plan.n / 200);
}, 1_800_000);
