import { afterEach, describe, expect, it, vi } from 'vitest';
import { guideReset, type ResetEnd } from '../../../src-main/keys/guided-reset.ts';
import { timeouts } from '../../../src-main/keys/deadlines.ts';
import { keyProof } from '../../../src-main/keys/key-proof.ts';
import type { ResetStage } from '../../../src-main/keys/reset-stages.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { createManualClock, type ManualClock } from '../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import {
  type KeySetup,
  pinOf,
  type SimulatedCore,
  simulatedCore,
  someCredentials,
  testPin,
} from '../../helpers/simulated-core.ts';

const opened: SimulatedCore[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

interface Guided extends SimulatedCore {
  readonly key: VirtualKey;
  readonly clock: ManualClock;
  readonly stages: readonly ResetStage['name'][];
  readonly steps: readonly string[];
  readonly ended: Promise<ResetEnd>;
  readonly stop: () => void;
  readonly reach: (stage: ResetStage['name'], times?: number) => Promise<void>;
}

async function coreOf(...setups: readonly KeySetup[]): Promise<SimulatedCore & { readonly clock: ManualClock }> {
  const clock = createManualClock();
  const simulated = await simulatedCore(
    setups.map((setup) => ({ clock, touch: () => 'approve' as const, credentials: someCredentials(1, 1), ...setup })),
  );
  opened.push(simulated);
  return { ...simulated, clock };
}

/** Starts the reset of the first of these keys. */
async function guided(...setups: readonly KeySetup[]): Promise<Guided> {
  return guide(await coreOf(...(setups.length === 0 ? [{}] : setups)));
}

function guide(simulated: Awaited<ReturnType<typeof coreOf>>): Guided {
  const [key] = simulated.keys;
  if (key === undefined) throw new Error('no key');
  key.log.clear();
  const stages: ResetStage['name'][] = [];
  const steps: string[] = [];
  simulated.manager.subscribe((event) => {
    if (event.type === 'progress' && event.progress.operation === 'reset') steps.push(event.progress.step);
  });
  const controller = new AbortController();
  const ended = guideReset(simulated.manager, simulated.of(key).handle, {
    signal: controller.signal,
    journal: null,
    onStage: (stage) => stages.push(stage),
  });
  const reach: Guided['reach'] = (stage, times = 1) =>
    vi.waitFor(() => expect(stages.filter((one) => one === stage)).toHaveLength(times), { timeout: 15_000 });
  return { ...simulated, key, stages, steps, ended, stop: () => controller.abort(), reach };
}

async function replug({ transport, key, reach }: Guided): Promise<void> {
  await reach('unplug');
  transport.unplug(key);
  await reach('insert');
  transport.plug(key);
}

const done = { outcome: { ok: true, value: { confirmed: true } }, isErased: true };
const stoppedBy = (why: string) => ({
  outcome: { ok: false, failure: { kind: 'reset-stopped', why } },
  isErased: false,
});

describe('14 H a guided reset', () => {
  it.each(['strict21', 'persistent23', 'ctap20', 'yubikey52', 'bio'] as const)(
    'of %s sends INIT, getInfo and the reset, and nothing before them',
    async (personality) => {
      const run = await guided({ personality });
      await replug(run);
      expect(await run.ended).toMatchObject(done);
      expect(run.stages).toEqual(['unplug', 'insert', 'reading', 'send']);
      expect(run.key.state).toMatchObject({ resets: 1, pinSet: false, credentials: [] });
      const names = run.key.log.entries.map(({ name }) => name);
      expect(names.slice(0, names.indexOf('reset')).filter((name) => name !== 'init' && name !== 'getInfo')).toEqual(
        [],
      );
      expect(run.key.log.pinBearing).toEqual([]);
    },
  );

  it.each(['unplug', 'insert'] as const)('is disarmed where nobody comes for long at "%s"', async (stage) => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    try {
      const run = await guided();
      if (stage === 'insert') run.transport.unplug(run.key);
      while (!run.stages.includes(stage)) await vi.advanceTimersByTimeAsync(timeouts.poll);
      await vi.advanceTimersByTimeAsync(timeouts.replug);
      expect(await run.ended).toMatchObject({ ...stoppedBy('no-replug'), handle: null });
      if (stage === 'insert') run.transport.plug(run.key);
      await vi.advanceTimersByTimeAsync(timeouts.poll);
      expect(run.key.log.destructive).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is reachable with a blocked PIN, and with one that is locked until the key is replugged', async () => {
    const simulated = await coreOf({});
    const [key] = simulated.keys;
    if (key === undefined) throw new Error('no key');
    while (key.state.pinRetries > 0) {
      await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf('wrong-pin') });
      if (!key.state.pinAuthBlocked) continue;
      simulated.transport.unplug(key);
      simulated.transport.plug(key);
      await simulated.manager.refresh();
    }
    expect(simulated.of(key).facts?.pin.blocked).toBe(true);
    const run = guide(simulated);
    await replug(run);
    expect(await run.ended).toMatchObject(done);
    expect(run.of(key).facts?.pin).toMatchObject({ set: false, blocked: false });
  });

  it('asks for the serial number of a key that was known by one, and for nothing else', async () => {
    const run = await guided({ personality: 'yubikey54', yubicoSerial: 4711 });
    await replug(run);
    expect(await run.ended).toMatchObject(done);
    const names = run.key.log.entries.map(({ name }) => name);
    const before = names.slice(0, names.indexOf('reset'));
    expect(new Set(before)).toEqual(new Set(['init', 'getInfo', 'vendor.42']));
  });

  const withSerial = (yubicoSerial: number | null): KeySetup => ({ personality: 'yubikey54', yubicoSerial });
  it.each<[string, KeySetup, KeySetup]>([
    ['another model', {}, { personality: 'both21' }],
    ['the same model with other contents', {}, { credentials: someCredentials(1, 2) }],
    ['the same model without a PIN', {}, { withoutPin: true }],
    ['the same model with another serial number', withSerial(4711), withSerial(4712)],
    [
      'the same model with another serial number, as one is that was reset',
      withSerial(4711),
      { ...withSerial(4712), withoutPin: true },
    ],
    ['the same model without a serial number', withSerial(4711), withSerial(null)],
  ])('H-02 %s in its place is refused, and gets no command', async (_name, setup, { withoutPin, ...options }) => {
    const run = await guided(setup);
    const swapped = createVirtualKey({
      personality: 'strict21',
      seed: 9,
      credentials: someCredentials(1, 1),
      ...(withoutPin === true ? {} : { pin: testPin }),
      ...options,
    });
    await run.reach('unplug');
    run.transport.unplug(run.key);
    run.transport.plug(swapped);
    expect(await run.ended).toMatchObject({ outcome: { failure: { kind: 'reset-stopped', why: 'other-key' } } });
    expect((await run.ended).isErased).toBe(false);
    expect(swapped.log.destructive).toEqual([]);
    expect([swapped.state.resets, run.key.state.resets]).toEqual([0, 0]);
  });

  it('H-01 with another key plugged in it is refused before anything is asked, one that is alike with its own words', async () => {
    const twins = await guided({}, {});
    expect(await twins.ended).toMatchObject(stoppedBy('keys-alike'));
    expect(twins.stages).toEqual([]);
    const two = await guided({}, { personality: 'both21' });
    expect(await two.ended).toMatchObject(stoppedBy('other-keys'));
  });

  it('a second key that comes while one is waited for disarms it; once it was sent, only the right key takes the touch', async () => {
    const early = await guided();
    await early.reach('unplug');
    early.transport.plug(createVirtualKey({ personality: 'both21', seed: 9 }));
    expect(await early.ended).toMatchObject(stoppedBy('two-keys'));
    const sent = await guided({ touch: () => 'ignore' });
    await replug(sent);
    await vi.waitFor(() => expect(sent.key.state.waitingForTouch).toBe(true));
    const other = createVirtualKey({ personality: 'strict21', seed: 9, pin: testPin });
    sent.transport.plug(other);
    expect(other.touch()).toBe(false);
    sent.key.touch();
    expect(await sent.ended).toMatchObject(done);
    expect(other.log.destructive).toEqual([]);
  });

  it.each(['unplug', 'insert'] as const)('given up at %s nothing was sent', async (stage) => {
    const run = await guided();
    await run.reach('unplug');
    if (stage === 'insert') run.transport.unplug(run.key);
    await run.reach(stage);
    run.stop();
    expect(await run.ended).toMatchObject({ outcome: { ok: false, failure: { kind: 'cancelled' } }, isErased: false });
    run.transport.plug(run.key);
    await run.manager.refresh();
    expect(run.key.state.resets).toBe(0);
  });

  it('given up while the key waits for its touch the key is asked to stop', async () => {
    const run = await guided({ touch: () => 'ignore' });
    await replug(run);
    await vi.waitFor(() => expect(run.key.state.waitingForTouch).toBe(true));
    run.stop();
    expect(await run.ended).toMatchObject({ outcome: { ok: false, failure: { kind: 'cancelled' } }, isErased: false });
    expect(run.key.state).toMatchObject({ resets: 0, waitingForTouch: false });
  });

  it.each([0x30, 0x34])('H-04 too late (%i): unplugged and plugged in once more, then it is done', async (status) => {
    const run = await guided({ quirks: { lateResetStatus: status } });
    await run.reach('unplug');
    run.transport.unplug(run.key);
    await run.reach('insert');
    run.key.script.failNext('reset', { status });
    run.transport.plug(run.key);
    await run.reach('unplug', 2);
    expect(run.key.state.resets).toBe(0);
    run.transport.unplug(run.key);
    await run.reach('insert', 2);
    run.transport.plug(run.key);
    expect(await run.ended).toMatchObject(done);
  });

  it.each([
    [0x27, 'touch-refused'],
    [0x2f, 'touch-timed-out'],
    [0x3a, 'touch-timed-out'],
    [0x01, 'not-supported'],
  ])('H-05 refused with %i: nothing was erased, as the key shows', async (status, kind) => {
    const run = await guided();
    run.key.script.failNext('reset', { status });
    await replug(run);
    const { outcome, isErased } = await run.ended;
    expect([outcome.ok ? 'done' : outcome.failure.kind, isErased]).toEqual([kind, false]);
    expect(run.key.state.resets).toBe(0);
  });

  it('H-05 nobody touches it', async () => {
    const run = await guided({ touch: () => 'ignore' });
    await replug(run);
    await vi.waitFor(() => expect(run.key.state.waitingForTouch).toBe(true));
    await run.clock.advance(31_000);
    expect(await run.ended).toMatchObject({ outcome: { failure: { kind: 'touch-timed-out' } }, isErased: false });
  });

  it('H-05 a key without a PIN that refuses shows nothing, and nothing is claimed', async () => {
    const run = await guided({ withoutPin: true, personality: 'ctap20' });
    run.key.script.failNext('reset', { status: 0x27 });
    await replug(run);
    expect(await run.ended).toMatchObject({ outcome: { failure: { kind: 'touch-refused' } }, isErased: null });
  });

  it('H-19 a long touch that was let go early erases nothing; one that lasts does', async () => {
    const early = await guided({ personality: 'persistent23', longTouchForReset: true });
    await replug(early);
    expect(await early.ended).toMatchObject({ outcome: { failure: { kind: 'touch-refused' } }, isErased: false });
    expect(early.steps).toContain('hold');
    const held = await guided({ personality: 'persistent23', longTouchForReset: true, touch: () => 'hold' });
    await replug(held);
    expect(await held.ended).toMatchObject(done);
  });

  it('H-06 an answer that is lost stays unknown without a serial number', async () => {
    const run = await guided();
    run.key.script.failNext('reset', { unplug: 'after' });
    await replug(run);
    expect(await run.ended).toMatchObject({
      outcome: { ok: false, failure: { kind: 'outcome-unknown', operation: 'reset' } },
      isErased: null,
    });
  });

  it.each([
    ['after', done],
    ['before', stoppedBy('not-erased')],
  ] as const)(
    'H-06 unplugged %s it was carried out: a serial number settles it once the key is back',
    async (when, end) => {
      const run = await guided({ personality: 'yubikey54', yubicoSerial: 4711 });
      run.key.script.failNext('reset', { unplug: when });
      await replug(run);
      await vi.waitFor(() => expect(run.transport.isPlugged(run.key)).toBe(false));
      run.transport.plug(run.key);
      expect(await run.ended).toMatchObject(end);
    },
  );

  it('H-06 a status that leaves it open is settled by the key that is still there', async () => {
    const erased = await guided();
    erased.key.script.failNext('reset', { status: 0x7f, carryOut: true });
    await replug(erased);
    expect(await erased.ended).toMatchObject(done);
    const kept = await guided();
    kept.key.script.failNext('reset', { status: 0x7f });
    await replug(kept);
    expect(await kept.ended).toMatchObject(stoppedBy('not-erased'));
  });

  it('a key that says that it erased itself and kept its PIN is found out', async () => {
    const run = await guided({ quirks: { resetDoesNothing: true } });
    await replug(run);
    expect(await run.ended).toMatchObject({ outcome: { ok: true, value: { confirmed: false } }, isErased: false });
  });

  it('H-16 one that its vendor or its transports rule out is refused before it is unplugged', async () => {
    const yubico = {
      firmware: [5, 7, 4],
      formFactor: 6,
      capabilities: 0x23f,
      partNumber: null,
      resetBlocked: 0x200,
    } as const;
    const blocked = await guided({ personality: { ...personalities.yubikey54, yubico }, yubicoSerial: 4711 });
    expect(await blocked.ended).toMatchObject({ outcome: { failure: { kind: 'not-supported', feature: 'reset' } } });
    expect(blocked.of(blocked.key).facts?.capabilities.reset.reason).toBe('reset-by-maker');
    const nfc = await guided({ personality: { ...personalities.persistent23, transportsForReset: ['nfc'] } });
    expect(await nfc.ended).toMatchObject({ outcome: { failure: { kind: 'not-supported' } } });
    expect(nfc.stages).toEqual([]);
    const u2f = await guided({ personality: 'u2fOnly', withoutPin: true, credentials: [] });
    expect(await u2f.ended).toMatchObject({ outcome: { failure: { kind: 'not-supported' } } });
  });

  it('keys that cannot be listed any more disarm it', async () => {
    const run = await guided();
    await run.reach('unplug');
    const list = vi.spyOn(run.transport, 'list').mockRejectedValue(new Error('no USB'));
    run.transport.unplug(run.key);
    expect(await run.ended).toMatchObject(stoppedBy('list-failed'));
    list.mockRestore();
    run.transport.plug(run.key);
    await run.manager.refresh();
    expect(run.key.state.resets).toBe(0);
  });

  it('the operation itself refuses a key that does not prove to be the one that is meant', async () => {
    const { manager, of, keys } = await coreOf({}, { personality: 'both21' });
    const [key, other] = keys;
    const expected = key === undefined ? null : keyProof(of(key));
    if (other === undefined || expected === null) throw new Error('no keys');
    expect(await manager.run('reset', of(other).handle, { expected })).toEqual({
      ok: false,
      failure: { kind: 'reset-stopped', why: 'other-key' },
    });
    expect(other.log.destructive).toEqual([]);
  });
});
