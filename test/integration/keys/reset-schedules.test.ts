import { expect, it } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import { guideReset } from '../../../src-main/keys/guided-reset.ts';
import { createManualClock } from '../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { SeededRandom } from '../../fuzz/mutator.ts';
import { someCredentials, testPin } from '../../helpers/simulated-core.ts';

const schedules = process.env['SPAREKEY_LONG'] === '1' ? 10_000 : 150;
const seed = Number(process.env['SPAREKEY_SEED'] ?? 20261130);

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Creates the key that is meant, and others that may come in its place: of its model with other contents or another serial number, and of another model. */
function someKeys(random: SeededRandom, clock: ReturnType<typeof createManualClock>) {
  const hasSerial = random.below(2) === 0;
  const model = hasSerial ? 'yubikey54' : random.pick(['strict21', 'persistent23', 'ctap20'] as const);
  const common = { clock, touch: () => random.pick(['approve', 'refuse', 'ignore', 'approve'] as const) };
  const make = (number: number, passkeys: number, personality: typeof model | 'both21' = model): VirtualKey =>
    createVirtualKey({
      ...common,
      personality,
      seed: number,
      // One without a PIN looks as a key does that was reset.
      ...(number === 1 || random.below(2) === 0 ? { pin: testPin } : {}),
      yubicoSerial: hasSerial ? 4711 + number : null,
      credentials: someCredentials(1, passkeys),
    });
  // Of a CTAP 2.0 key without a serial number nothing tells its contents: only another model can be told from it.
  const likeIt = hasSerial ? [make(2, 1), make(3, 2)] : model === 'ctap20' ? [] : [make(2, 2), make(3, 3)];
  return { meant: make(1, 1), others: [...likeIt, make(4, 1, 'both21')] };
}

/** Runs one schedule of unplugging, swapping, touching, waiting and giving up. Returns what went wrong; null where nothing did. */
async function runSchedule(random: SeededRandom): Promise<string | null> {
  const clock = createManualClock();
  const { meant, others } = someKeys(random, clock);
  const transport = createVirtualTransport([meant]);
  let failingLists = 0;
  const core = await createCore({
    transport: {
      ...transport,
      list: () => (failingLists-- > 0 ? Promise.reject(new Error('no USB')) : transport.list()),
    },
    keepOpen: random.below(2) === 0,
  });
  await core.keys.refresh();
  const handle = core.keys.keys()[0]?.handle ?? '';
  for (const key of [meant, ...others]) key.log.clear();
  const stop = new AbortController();
  const run = { isOver: false };
  const ended = guideReset(core.keys, handle, { signal: stop.signal, journal: null, onStage: () => undefined }).finally(
    () => {
      run.isOver = true;
    },
  );
  const someKey = (): VirtualKey => (random.below(3) === 0 ? random.pick(others) : meant);
  const acts: readonly (() => void | Promise<void>)[] = [
    () => transport.unplug(meant),
    () => transport.plug(meant),
    () => transport.unplug(someKey()),
    () => transport.plug(someKey()),
    () => {
      transport.unplug(meant);
      transport.plug(someKey());
    },
    () => void someKey().touch(random.pick(['approve', 'refuse', 'hold'] as const)),
    () => clock.advance(random.pick([100, 5_000, 12_000, 31_000])),
    () =>
      meant.script.failNext('reset', random.pick([{ status: 0x30 }, { status: 0x7f }, { unplug: 'after' as const }])),
    () => {
      if (random.below(8) === 0) stop.abort();
      if (random.below(8) === 0) failingLists = 1;
    },
  ];
  for (let count = 4 + random.below(14); count > 0 && !run.isOver; count--) {
    await random.pick(acts)();
    for (let turns = random.below(60); turns > 0; turns--) await turn();
  }
  stop.abort();
  const { outcome, isErased } = await ended;
  await core.close();
  const all = [meant, ...others];
  if (others.some(({ log, state }) => log.destructive.length > 0 || state.resets > 0))
    return 'a command to another key';
  if (all.some(({ log, state }) => log.pinBearing.length > 0 || state.pinRetries < 8)) return 'a PIN try';
  if (meant.state.resets > 1) return 'reset twice';
  if (outcome.ok && outcome.value.confirmed !== false && meant.state.resets !== 1)
    return 'said to be done, and was not';
  if (isErased === false && meant.state.resets > 0) return 'said not to be erased, and was';
  if (!outcome.ok && meant.state.resets > 0 && isErased !== null) return 'erased, and not said';
  return all.some(({ state }) => state.internalErrors.length > 0) ? 'a fault of the virtual key' : null;
}

it(`H-21 ${schedules} schedules of a reset: no command to another key, no PIN try, no false word (seed ${seed})`, async () => {
  const random = new SeededRandom(seed);
  for (let number = 0; number < schedules; number++) {
    expect(await runSchedule(random), `schedule ${number} of seed ${seed}`).toBe(null);
  }
}, 3_600_000);
