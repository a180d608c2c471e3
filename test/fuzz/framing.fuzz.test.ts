import { expect, it } from 'vitest';
import { CtapHidError } from '../../src-main/ctaphid/ctaphid-error.ts';
import { maxMessageLength, MessageAssembler, splitMessage } from '../../src-main/ctaphid/framing.ts';
import { openCtapHidChannel } from '../../src-main/ctaphid/open-channel.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import { frame, initReply, keepalive, ScriptedHid, TEST_CHANNEL } from '../helpers/scripted-hid.ts';
import * as vectors from '../vectors/ctaphid.ts';
import { getInfoVectors } from '../vectors/get-info.ts';
import { describeRun, fuzzPlan, mutate, SeededRandom } from './mutator.ts';

const CBOR = 0x10;
const goldens: readonly Uint8Array[] = [
  ...getInfoVectors.flatMap(({ bytes }) => splitMessage(TEST_CHANNEL, CBOR, bytes, 64)),
  vectors.initReplyForeign.report,
  vectors.cancel.report,
  keepalive(1),
  keepalive(2),
  frame(TEST_CHANNEL, 0x3f, [6]),
  frame(TEST_CHANNEL, 0x06, initReply(new Uint8Array(8), TEST_CHANNEL)),
  frame(TEST_CHANNEL, CBOR, [0x00]),
];

/** Returns a report that is mostly of the right size and on our channel, so that the interesting code is reached. */
function nextReport(random: SeededRandom): Uint8Array {
  const report = random.below(3) === 0 ? random.pick(goldens).slice() : mutate(random, goldens);
  if (random.below(20) === 0) return report;
  const sized = new Uint8Array(64);
  sized.set(report.subarray(0, 64));
  if (random.below(4) !== 0) new DataView(sized.buffer).setUint32(0, TEST_CHANNEL);
  if (random.below(4) === 0) sized[4] = random.below(8);
  return sized;
}

it('R-2 any stream of reports becomes messages, problems or nothing', () => {
  const plan = fuzzPlan(60_000);
  const random = new SeededRandom(plan.seed);
  const assembler = new MessageAssembler(TEST_CHANNEL, 64);
  const counts = { 'other-channel': 0, stray: 0, incomplete: 0, message: 0, error: 0 };
  for (let run = 0; run < plan.n; run++) {
    const report = nextReport(random);
    const before = toHex(report);
    const accepted = assembler.accept(report);
    counts[accepted.kind]++;
    if (accepted.kind === 'message' && accepted.payload.length > maxMessageLength(64)) throw new Error(before);
    if (accepted.kind === 'error' && assembler.inMessage) throw new Error(`not empty after an error: ${before}`);
  }
  console.log(describeRun('framing', plan, JSON.stringify(counts)));
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(plan.n / 1000);
}, 600_000);

it('R-2 any stream of reports ends the exchange with a reply or a typed error, in bounded time', async () => {
  const { n, seed } = fuzzPlan(20_000);
  const plan = { n: Math.ceil(n / 50), seed };
  const random = new SeededRandom(seed);
  const outcomes = new Map<string, number>();
  for (let run = 0; run < plan.n; run++) {
    const hid = new ScriptedHid();
    hid.write = () => Promise.resolve();
    const pending = openAndExchange(hid, random);
    const outcome = await pending.then(
      () => 'reply',
      (error: unknown) => {
        if (error instanceof CtapHidError) return error.reason;
        throw new Error(`escaped in run ${run}`, { cause: error });
      },
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    expect(hid.now()).toBeLessThan(15_000);
  }
  console.log(describeRun('channel', plan, JSON.stringify(Object.fromEntries(outcomes))));
  expect(outcomes.size).toBeGreaterThan(2);
}, 600_000);

/** Opens with an honest reply, then answers every write with up to 100 mutated reports. */
async function openAndExchange(hid: ScriptedHid, random: SeededRandom): Promise<Uint8Array> {
  hid.write = (report) => {
    hid.arrive(frame(0xffffffff, 0x06, initReply(report.subarray(7, 15), TEST_CHANNEL)));
    return Promise.resolve();
  };
  const channel = await openCtapHidChannel(hid, { clock: hid });
  hid.write = () => {
    const reports = Array.from({ length: random.below(100) }, () => ({
      afterMs: random.below(20) === 0 ? random.below(4000) : random.below(50),
      reply: nextReport(random),
    }));
    hid.arrive(...reports);
    return Promise.resolve();
  };
  return channel.exchange(CBOR, Uint8Array.of(4), { silenceMs: 3000, capMs: 10_000 });
}
