import { describe, expect, it } from 'vitest';
import {
  type CtapHidChannel,
  CtapHidCommand,
  type ExchangeOptions,
} from '../../../src-main/ctaphid/ctaphid-channel.ts';
import { lock, ping, wink } from '../../../src-main/ctaphid/ctaphid-commands.ts';
import { CtapHidError } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { splitMessage } from '../../../src-main/ctaphid/framing.ts';
import { openCtapHidChannel } from '../../../src-main/ctaphid/open-channel.ts';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import { errorReply, frame, initReply, keepalive, ScriptedHid, TEST_CHANNEL } from '../../helpers/scripted-hid.ts';
import { cancel, getInfoReplyReports } from '../../vectors/ctaphid.ts';

const { cbor, msg } = CtapHidCommand;
const limits: ExchangeOptions = { silenceMs: 3000, capMs: 60_000 };
const request = Uint8Array.of(0x0a, 1, 2, 3);
const ok = Uint8Array.of(0x00, 0xa0);

async function opened(capabilities = 0x05): Promise<{ hid: ScriptedHid; channel: CtapHidChannel }> {
  const hid = new ScriptedHid().expectOpening(capabilities);
  return { hid, channel: await openCtapHidChannel(hid, { clock: hid }) };
}

function reply(payload: readonly number[] | Uint8Array = ok, command: number = cbor): Uint8Array {
  return frame(TEST_CHANNEL, command, payload);
}

function long(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index & 0xff);
}

async function failure(promise: Promise<unknown>): Promise<CtapHidError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CtapHidError)) throw new Error(`no CtapHidError: ${String(error)}`);
  return error;
}

/** Checks that the channel is usable after a failure: it re-synchronises first and then answers. */
async function expectRecovery(
  hid: ScriptedHid,
  channel: CtapHidChannel,
  ...stale: readonly Uint8Array[]
): Promise<void> {
  hid.expectResync(...stale).expectMessage(TEST_CHANNEL, cbor, Uint8Array.of(4), reply([0, 0xa1, 1, 2]));
  expect(await channel.exchange(cbor, Uint8Array.of(4), limits)).toEqual(Uint8Array.of(0, 0xa1, 1, 2));
  hid.assertDone();
}

describe('exchange', () => {
  it('sends a request and returns the payload of the reply', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, reply());
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
    expect(channel.transactions).toBe(2);
    hid.assertDone();
  });

  it('A-12 carries long messages both ways while other programs use the key', async () => {
    const { hid, channel } = await opened();
    const noise = [
      keepalive(2, 0x99),
      frame(0xffffffff, 0x06, initReply(new Uint8Array(8), 0x55)),
      frame(0x99, cbor, ok),
    ];
    const frames = splitMessage(TEST_CHANNEL, cbor, long(1000), 64).flatMap((report) => [...noise, report]);
    hid.expectMessage(TEST_CHANNEL, cbor, long(2000), ...frames);
    expect(await channel.exchange(cbor, long(2000), limits)).toEqual(long(1000));
    hid.assertDone();
  });

  it('uses different report sizes for the two directions', async () => {
    const hid = new ScriptedHid({ input: 8, output: 32 }).expectOpening();
    const channel = await openCtapHidChannel(hid, { clock: hid });
    expect(channel.maxPayload).toBe(25 + 128 * 27);
    hid.expectMessage(TEST_CHANNEL, cbor, long(500), ...splitMessage(TEST_CHANNEL, cbor, long(385), 8));
    expect(await channel.exchange(cbor, long(500), limits)).toEqual(long(385));
    hid.assertDone();
  });

  it('A-08 carries 7609 bytes each way', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, long(7609), ...splitMessage(TEST_CHANNEL, cbor, long(7609), 64));
    expect(await channel.exchange(cbor, long(7609), limits)).toEqual(long(7609));
  });

  it('refuses a request that does not fit, without sending anything', async () => {
    const { hid, channel } = await opened();
    const error = await failure(channel.exchange(cbor, long(7610), limits));
    expect(error).toMatchObject({ reason: 'too-long', sent: false });
    expect(hid.written).toHaveLength(1);
  });

  it('runs one exchange at a time, in order', async () => {
    const { hid, channel } = await opened();
    for (const value of [1, 2, 3]) hid.expectMessage(TEST_CHANNEL, 1, Uint8Array.of(value), reply([value], 1));
    const results = await Promise.all([1, 2, 3].map((value) => channel.exchange(1, Uint8Array.of(value), limits)));
    expect(results.map((result) => result[0])).toEqual([1, 2, 3]);
    hid.assertDone();
  });

  it('a failed exchange does not fail the one that waits behind it', async () => {
    const { hid, channel } = await opened();
    hid
      .expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x01))
      .expectMessage(TEST_CHANNEL, cbor, request, reply());
    const [first, second] = await Promise.allSettled([
      channel.exchange(cbor, request, limits),
      channel.exchange(cbor, request, limits),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
    hid.assertDone();
  });

  it('throws away what lay in the buffer before the request', async () => {
    const { hid, channel } = await opened();
    hid.arrive(...Array.from({ length: 64 }, () => reply([0x31])));
    hid.expectMessage(TEST_CHANNEL, cbor, request, reply());
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
  });

  it('A-09 skips a continuation before the reply', async () => {
    const { hid, channel } = await opened();
    const stray = reply();
    stray[4] = 0;
    hid.expectMessage(TEST_CHANNEL, cbor, request, stray, reply());
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
  });

  it('A-28 survives a reply that is there at once, with ten thousand reports around it', async () => {
    const { hid, channel } = await opened();
    const flood = Array.from({ length: 10_000 }, () => frame(0x42, cbor, ok));
    hid.expectMessage(TEST_CHANNEL, cbor, request, ...flood, reply(), ...flood);
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
  });

  it('A-35 waits 200 ms between each of 40 frames', async () => {
    const { hid, channel } = await opened();
    const frames = splitMessage(TEST_CHANNEL, cbor, long(57 + 39 * 59), 64);
    expect(frames).toHaveLength(40);
    hid.expectMessage(
      TEST_CHANNEL,
      cbor,
      request,
      ...frames.map((report, index) => ({ afterMs: 200 * (index + 1), reply: report })),
    );
    expect(await channel.exchange(cbor, request, limits)).toEqual(long(57 + 39 * 59));
    expect(hid.now()).toBe(8000);
  });
});

describe('replies that break the rules', () => {
  const begun = frame(TEST_CHANNEL, cbor, []);
  begun.set([0x01, 0x00], 5);
  const tooLong = frame(TEST_CHANNEL, cbor, []);
  tooLong.set([0xff, 0xff], 5);
  const wrongSequence = reply();
  wrongSequence[4] = 1;

  it.each([
    ['A-07 declared length 65535', [tooLong]],
    ['A-10 wrong sequence', [begun, wrongSequence]],
    ['A-11 a message inside a message', [begun, reply()]],
    ['A-17 a keepalive inside a message', [begun, keepalive(1)]],
    ['A-20 ERROR without a code', [frame(TEST_CHANNEL, 0x3f, [])]],
    ['A-20 ERROR of nine bytes', [frame(TEST_CHANNEL, 0x3f, [1, 2, 3, 4, 5, 6, 7, 8, 9])]],
    ['A-21 MSG in reply to CBOR', [reply([0x90, 0x00], msg)]],
    ['A-21 a vendor command in reply to CBOR', [reply([1], 0x41)]],
    ['A-22 an empty reply', [reply([])]],
  ])('%s is a protocol error, and INIT comes before the next request', async (_, replies) => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, ...replies);
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({ reason: 'protocol', sent: true });
    await expectRecovery(hid, channel);
  });

  it('A-22 an empty or one-byte reply to MSG is one, too; WINK may answer with nothing or anything', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, msg, request, reply([0x90], msg));
    expect(await failure(channel.exchange(msg, request, limits))).toMatchObject({ reason: 'protocol' });
    hid.expectResync().expectMessage(TEST_CHANNEL, 0x08, new Uint8Array(0), reply([], 0x08));
    expect(await channel.exchange(0x08, new Uint8Array(0), limits)).toHaveLength(0);
    hid.expectMessage(TEST_CHANNEL, 0x08, new Uint8Array(0), reply([1, 2], 0x08));
    expect(await channel.exchange(0x08, new Uint8Array(0), limits)).toHaveLength(2);
    hid.assertDone();
  });

  it('A-18 an ERROR inside the reply leaves it open whether the key acted', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, begun, errorReply(0x06));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'device-error', code: 6, sent: true });
    await expectRecovery(hid, channel);
  });
});

describe('A-18 ERROR replies', () => {
  it.each([
    [0x01, false, false],
    [0x02, false, false],
    [0x03, false, true],
    [0x04, false, true],
    [0x05, false, true],
    [0x0a, false, false],
    [0x7f, true, true],
  ])('0x%s: may have been done %s, re-synchronise %s; the request is never repeated', async (code, sent, resync) => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(code));
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({
      reason: 'device-error',
      code,
      sent,
    });
    if (resync) hid.expectResync();
    hid.expectMessage(TEST_CHANNEL, cbor, Uint8Array.of(4), reply());
    expect(await channel.exchange(cbor, Uint8Array.of(4), limits)).toEqual(ok);
    hid.assertDone();
  });

  it.each([0x2e, 0x31, 0x34, 0xee])(
    '11.1 0x%i to a CBOR request is no code of CTAPHID: from 1 on it is the CTAP2 status',
    async (code) => {
      const { hid, channel } = await opened();
      hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(code));
      expect(await channel.exchange(cbor, request, limits)).toEqual(Uint8Array.of(code));
      hid.expectMessage(TEST_CHANNEL, cbor, Uint8Array.of(4), reply());
      expect(await channel.exchange(cbor, Uint8Array.of(4), limits)).toEqual(ok);
      hid.assertDone();
    },
  );

  it('11.1 0x00 is neither: an ERROR that says nothing', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(0));
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({
      reason: 'device-error',
      sent: true,
    });
    hid.expectResync();
    hid.expectMessage(TEST_CHANNEL, cbor, Uint8Array.of(4), reply());
    expect(await channel.exchange(cbor, Uint8Array.of(4), limits)).toEqual(ok);
    hid.assertDone();
  });

  it('11.1 to a U2F request it stays an ERROR', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, msg, request, errorReply(0x31));
    expect(await failure(channel.exchange(msg, request, limits))).toMatchObject({ reason: 'device-error', code: 0x31 });
  });

  it('0x0b INVALID_CHANNEL: a key that forgot the channel gives a new one', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x0b));
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({ code: 0x0b, sent: false });
    hid
      .expectInit(TEST_CHANNEL, () => [errorReply(0x0b)])
      .expectInit(0xffffffff, (nonce) => [frame(0xffffffff, 0x06, initReply(nonce, 0x12))])
      .expectMessage(0x12, cbor, request, frame(0x12, cbor, ok));
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
    hid.assertDone();
  });

  it('A-19 BUSY is tried again every 100 ms', async () => {
    const { hid, channel } = await opened();
    hid
      .expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x06))
      .expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x06))
      .expectMessage(TEST_CHANNEL, cbor, request, reply());
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
    expect(hid.now()).toBe(200);
    expect(channel.transactions).toBe(4);
    hid.assertDone();
  });

  it('A-19 BUSY for ever ends within three seconds and a bounded number of tries', async () => {
    const { hid, channel } = await opened();
    for (let count = 0; count < 26; count++) hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x06));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'busy', code: 6, sent: false });
    expect(hid.now()).toBeLessThanOrEqual(3000);
    hid.assertDone();
    hid.expectMessage(TEST_CHANNEL, cbor, request, reply());
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
  });

  it('A-33 a LOCK held by another program is BUSY here (the countdown belongs to the layer above)', async () => {
    const { hid, channel } = await opened();
    for (let count = 0; count < 5; count++) hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x06));
    const error = await failure(channel.exchange(cbor, request, { silenceMs: 3000, capMs: 400 }));
    expect(error).toMatchObject({ reason: 'busy', sent: false });
    hid.assertDone();
  });
});

describe('keepalives', () => {
  it('A-15 A-16 tell touch from work, once per change', async () => {
    const { hid, channel } = await opened();
    const odd = [
      frame(TEST_CHANNEL, 0x3b, []),
      frame(TEST_CHANNEL, 0x3b, [2, 2]),
      keepalive(0),
      keepalive(3),
      keepalive(0xff),
    ];
    hid.expectMessage(
      TEST_CHANNEL,
      cbor,
      request,
      keepalive(1),
      ...odd,
      keepalive(2),
      keepalive(2),
      keepalive(1),
      keepalive(2),
      reply(),
    );
    const seen: string[] = [];
    await channel.exchange(cbor, request, { ...limits, onKeepalive: (state) => seen.push(state) });
    expect(seen).toEqual(['working', 'touch', 'working', 'touch']);
  });

  it('re-arm the limit on silence', async () => {
    const { hid, channel } = await opened();
    const replies = Array.from({ length: 10 }, (_, index) => ({ afterMs: 2500 * (index + 1), reply: keepalive(2) }));
    hid.expectMessage(TEST_CHANNEL, cbor, request, ...replies, { afterMs: 27_000, reply: reply() });
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
  });

  it('11.7 02 is a wait for the owner, on which silence is allowed: it ends after a minute, and not before', async () => {
    const withOwner = { silenceMs: 3000, capMs: 10_000, ownerMs: 60_000 };
    const late = await opened();
    late.hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2), { afterMs: 59_000, reply: reply() });
    expect(await late.channel.exchange(cbor, request, withOwner)).toEqual(ok);
    const never = await opened();
    never.hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report);
    expect(await failure(never.channel.exchange(cbor, request, withOwner))).toMatchObject({ reason: 'timeout' });
    expect(never.hid.now()).toBeGreaterThanOrEqual(60_000);
    expect(never.hid.now()).toBeLessThanOrEqual(61_100);
    // Work is no wait for anybody: its limits stay.
    const working = await opened();
    working.hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(1)).expect(cancel.report);
    expect(await failure(working.channel.exchange(cbor, request, withOwner))).toMatchObject({ reason: 'timeout' });
    expect(working.hid.now()).toBeLessThanOrEqual(4_100);
  });

  it.each([
    ['A-14 processing', 1],
    ['A-15 touch needed', 2],
  ])('%s for ever: TIMEOUT at the cap, after CANCEL', async (_, status) => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request).expect(cancel.report);
    for (let time = 100; time <= 70_000; time += 100) hid.at(time, () => hid.arrive(keepalive(status)));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'timeout', sent: true });
    expect(hid.now()).toBeGreaterThanOrEqual(60_000);
    expect(hid.now()).toBeLessThanOrEqual(61_100);
    hid.assertDone();
    await channel.close();
    expect(hid.closed).toBe(true);
  });

  it('A-15 at the cap a key that confirms the CANCEL did nothing', async () => {
    const { hid, channel } = await opened();
    const replies = Array.from({ length: 70 }, (_, index) => ({ afterMs: 1000 * (index + 1), reply: keepalive(2) }));
    hid.expectMessage(TEST_CHANNEL, cbor, request, ...replies).expect(cancel.report, reply([0x2d]));
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({ reason: 'timeout', sent: false });
    hid.assertDone();
  });

  it('a reader that throws leaves a usable channel', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(1), reply());
    const onKeepalive = (): never => {
      throw new Error('from the callback');
    };
    await expect(channel.exchange(cbor, request, { ...limits, onKeepalive })).rejects.toThrow('from the callback');
    await expectRecovery(hid, channel);
  });
});

describe('time', () => {
  it('A-31 a silent key is given up after the limit on silence; CANCEL is sent, nothing is drained', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request).expect(cancel.report);
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({ reason: 'timeout', sent: true });
    expect(hid.now()).toBe(3000);
    await expectRecovery(hid, channel, reply([0x2d]));
  });

  it('a silent key gets no CANCEL for MSG', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, msg, request);
    expect(await failure(channel.exchange(msg, request, limits))).toMatchObject({ reason: 'timeout', sent: true });
    hid.assertDone();
  });

  it('A-13 ends at the cap while other channels flood it', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request).expect(cancel.report);
    let left = 200_000;
    hid.at(1, () => hid.flood(0.02, () => (left-- > 0 ? frame(0x42, cbor, ok) : null)));
    const error = await failure(channel.exchange(cbor, request, { silenceMs: 3000, capMs: 3000 }));
    expect(error).toMatchObject({ reason: 'timeout', sent: true });
    expect(hid.now()).toBeLessThan(4100);
    expect(left).toBeGreaterThan(-2000);
  });

  it('F-11 an event loop that stood still is no silence of the key', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request);
    // The clock jumps five seconds during one read, and the reply is in the buffer by then.
    let stalled = false;
    const read = hid.read.bind(hid);
    hid.read = async (timeoutMs) => {
      if (stalled || hid.written.length < 2) return read(timeoutMs);
      stalled = true;
      await hid.sleep(5000);
      hid.arrive(frame(0x42, cbor, ok), frame(0x42, cbor, ok), reply());
      return null;
    };
    expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
    expect(stalled).toBe(true);
    hid.assertDone();
  });

  it('F-10 only the injected monotonic clock is asked', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, { afterMs: 2900, reply: reply() });
    const realNow = Date.now;
    Date.now = () => realNow() + 86_400_000;
    try {
      expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
    } finally {
      Date.now = realNow;
    }
  });

  it('a channel whose re-synchronisation is not answered says so and has sent nothing', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, reply([], cbor));
    await failure(channel.exchange(cbor, request, limits));
    hid.expectInit(TEST_CHANNEL, () => []).expectInit(TEST_CHANNEL, () => []);
    expect(await failure(channel.exchange(cbor, request, limits))).toMatchObject({ reason: 'timeout', sent: false });
    hid.assertDone();
    await expectRecovery(hid, channel);
  });
});

describe('cancel', () => {
  function aborting(hid: ScriptedHid, afterMs: number): ExchangeOptions {
    const controller = new AbortController();
    hid.at(hid.now() + afterMs, () => controller.abort());
    return { ...limits, signal: controller.signal };
  }

  it('does no I/O when the signal was given before', async () => {
    const { hid, channel } = await opened();
    const error = await failure(channel.exchange(cbor, request, { ...limits, signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ reason: 'cancelled', sent: false });
    expect(hid.written).toHaveLength(1);
  });

  it.each([0x2d, 0x27, 0x2f, 0x3a])(
    'A-24 CANCEL answered with status 0x%s: cancelled, nothing done',
    async (status) => {
      const { hid, channel } = await opened();
      hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report, keepalive(1), reply([status]));
      const error = await failure(channel.exchange(cbor, request, aborting(hid, 500)));
      expect(error).toMatchObject({ reason: 'cancelled', sent: false });
      expect(hid.now()).toBeLessThanOrEqual(600);
      hid.expectMessage(TEST_CHANNEL, cbor, request, reply());
      expect(await channel.exchange(cbor, request, limits)).toEqual(ok);
      hid.assertDone();
    },
  );

  it.each([
    ['a success', [0x00, 0xa0]],
    ['another status', [0x31]],
  ])('A-24 CANCEL that raced with %s: what happened is returned', async (_, payload) => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report, reply(payload));
    expect(await channel.exchange(cbor, request, aborting(hid, 500))).toEqual(Uint8Array.from(payload));
    hid.assertDone();
  });

  it('A-24 CANCEL never answered: ends within a second; the touch may still count', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report);
    for (let time = 600; time < 5000; time += 100) hid.at(time, () => hid.arrive(keepalive(2)));
    const error = await failure(channel.exchange(cbor, request, aborting(hid, 500)));
    expect(error).toMatchObject({ reason: 'cancelled', sent: true });
    expect(hid.now()).toBeLessThanOrEqual(1600);
  });

  it('tells of no touch any more once it is cancelled', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(1)).expect(cancel.report, keepalive(2), reply([0x2d]));
    const seen: string[] = [];
    const onKeepalive = (state: string): void => void seen.push(state);
    await failure(channel.exchange(cbor, request, { ...aborting(hid, 500), onKeepalive }));
    expect(seen).toEqual(['working']);
  });

  it('A-24 CANCEL answered with ERROR: cancelled, and it stays open whether the request was carried out', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report, errorReply(0x01));
    const error = await failure(channel.exchange(cbor, request, aborting(hid, 500)));
    expect(error).toMatchObject({ reason: 'cancelled', sent: true });
    await expectRecovery(hid, channel, reply([0x2d]));
  });

  it('A-23 the late reply of a cancelled call is never matched with the next one', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report);
    await failure(channel.exchange(cbor, request, aborting(hid, 500)));
    const late = splitMessage(TEST_CHANNEL, cbor, long(200), 64);
    hid.arrive(...late.slice(0, 2));
    await expectRecovery(hid, channel, ...late.slice(2), keepalive(1), reply([0x00, 0x01]), errorReply(0x05));
    expect(channel.transactions).toBe(4);
  });

  it('A-23 the late reply that comes after a time-out is not matched either', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request).expect(cancel.report);
    await failure(channel.exchange(cbor, request, limits));
    await expectRecovery(hid, channel, reply([0x00, 0x01]), ...getInfoReplyReports);
  });

  it('is sent after the whole request', async () => {
    const { hid, channel } = await opened();
    const controller = new AbortController();
    hid.expectMessage(TEST_CHANNEL, cbor, long(1000)).expect(cancel.report, reply([0x2d]));
    const write = hid.write.bind(hid);
    hid.write = async (report) => {
      if (hid.written.length === 5) controller.abort();
      await write(report);
    };
    const options = { ...limits, signal: controller.signal };
    expect(await failure(channel.exchange(cbor, long(1000), options))).toMatchObject({
      reason: 'cancelled',
      sent: false,
    });
    hid.assertDone();
  });

  it('is not sent when the reply has begun: that is returned', async () => {
    const { hid, channel } = await opened();
    const [first, ...rest] = splitMessage(TEST_CHANNEL, cbor, long(300), 64);
    if (first === undefined) throw new Error('no report');
    hid.expectMessage(TEST_CHANNEL, cbor, request, first, ...rest.map((report) => ({ afterMs: 700, reply: report })));
    expect(await channel.exchange(cbor, request, aborting(hid, 500))).toEqual(long(300));
    hid.assertDone();
  });

  it('is not sent for MSG, whose reply is no longer waited for', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, msg, request);
    const error = await failure(channel.exchange(msg, request, aborting(hid, 500)));
    expect(error).toMatchObject({ reason: 'cancelled', sent: true });
    expect(hid.now()).toBeLessThanOrEqual(600);
    await expectRecovery(hid, channel, reply([0x90, 0x00], msg));
  });

  it('ends the wait for a busy key', async () => {
    const { hid, channel } = await opened();
    for (let count = 0; count < 3; count++) hid.expectMessage(TEST_CHANNEL, cbor, request, errorReply(0x06));
    const error = await failure(channel.exchange(cbor, request, aborting(hid, 250)));
    expect(error).toMatchObject({ reason: 'cancelled', sent: false });
    hid.assertDone();
  });

  it('F-13 a queued exchange that is cancelled does no I/O', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, { afterMs: 1000, reply: reply() });
    const options = aborting(hid, 500);
    const [first, second] = await Promise.allSettled([
      channel.exchange(cbor, request, limits),
      channel.exchange(cbor, request, options),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second.status === 'rejected' && second.reason).toMatchObject({ reason: 'cancelled', sent: false });
    hid.assertDone();
  });
});

describe('the HID layer fails', () => {
  const payload = long(200); // four reports

  it.each([0, 1, 2])('A-27 at write %i of 4: surely not done, never repeated', async (index) => {
    const { hid, channel } = await opened();
    for (const report of splitMessage(TEST_CHANNEL, cbor, payload, 64).slice(0, index)) hid.expect(report);
    hid.failWrite(new HidError('gone', 'pulled out'));
    const error = await failure(channel.exchange(cbor, payload, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'gone', sent: false });
    expect(error.cause).toBeInstanceOf(HidError);
    expect(hid.written).toHaveLength(1 + index + 1);
    hid.assertDone();
  });

  it('A-27 at the last write: the key may have got it', async () => {
    const { hid, channel } = await opened();
    for (const report of splitMessage(TEST_CHANNEL, cbor, payload, 64).slice(0, 3)) hid.expect(report);
    hid.failWrite(new HidError('gone', 'pulled out'));
    const error = await failure(channel.exchange(cbor, payload, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'gone', sent: true });
    hid.assertDone();
  });

  it('F-01 at a read: the key may have carried it out', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, { afterMs: 300, reply: new HidError('gone', 'pulled out') });
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'gone', sent: true });
    hid.assertDone();
  });

  it('before the request is written: nothing was sent', async () => {
    const { hid, channel } = await opened();
    hid.arrive(new HidError('gone', 'pulled out'));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'gone', sent: false });
    expect(hid.written).toHaveLength(1);
  });

  it('while CANCEL is written', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request).failWrite(new HidError('gone', 'pulled out'));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'gone', sent: true });
  });

  it('with something that is no HidError', async () => {
    const { hid, channel } = await opened();
    hid.write = () => Promise.reject(new TypeError('a bug'));
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'io' });
  });
});

describe('close', () => {
  it('A-25 waits for the CANCEL that is being written', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request, keepalive(2)).expect(cancel.report);
    const write = hid.write.bind(hid);
    let release: () => void = () => undefined;
    const closedWhenWritten: boolean[] = [];
    const cancelling = new Promise<void>((started) => {
      hid.write = async (report) => {
        if (report[4] === 0x91) {
          started();
          await new Promise<void>((resolve) => (release = resolve));
          closedWhenWritten.push(hid.closed);
        }
        await write(report);
      };
    });
    const controller = new AbortController();
    hid.at(500, () => controller.abort());
    // The clock that bounds the wait must not run while the write is held back here.
    hid.sleep = () => new Promise(() => undefined);
    const result = failure(channel.exchange(cbor, request, { ...limits, signal: controller.signal }));
    await cancelling;
    const closing = channel.close();
    await Promise.resolve();
    expect(hid.closed).toBe(false);
    release();
    await closing;
    expect(closedWhenWritten).toEqual([false]);
    expect(hid.closed).toBe(true);
    expect(await result).toMatchObject({ reason: 'transport', hidReason: 'closed' });
    hid.assertDone();
  });

  it('does not wait for ever for a write that hangs', async () => {
    const { hid, channel } = await opened();
    hid.write = () => new Promise(() => undefined);
    void channel.exchange(cbor, request, limits).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await channel.close();
    expect(hid.closed).toBe(true);
  });

  it('is idempotent, ends a running exchange, and refuses later ones', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, cbor, request);
    hid.at(500, () => void channel.close());
    const error = await failure(channel.exchange(cbor, request, limits));
    expect(error).toMatchObject({ reason: 'transport', hidReason: 'closed', sent: true });
    await channel.close();
    const late = await failure(channel.exchange(cbor, request, limits));
    expect(late).toMatchObject({ reason: 'transport', hidReason: 'closed', sent: false });
  });
});

describe('commands', () => {
  it('PING checks the echo', async () => {
    const { hid, channel } = await opened();
    hid
      .expectMessage(TEST_CHANNEL, 1, request, reply(request, 1))
      .expectMessage(TEST_CHANNEL, 1, request, reply([9], 1));
    await ping(channel, request, limits);
    expect(await failure(ping(channel, request, limits))).toMatchObject({ reason: 'protocol' });
  });

  it('A-32 WINK is sent only where the key offers it, and nothing follows it', async () => {
    const { hid, channel } = await opened(0x05);
    hid.expectMessage(TEST_CHANNEL, 8, new Uint8Array(0), reply([], 8));
    expect(await wink(channel, limits)).toBe(true);
    hid.assertDone();
    const without = await opened(0x04);
    expect(await wink(without.channel, limits)).toBe(false);
    expect(without.hid.written).toHaveLength(1);
  });

  it('LOCK takes 0 to 10 seconds', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, 4, Uint8Array.of(10), reply([], 4));
    await lock(channel, 10, limits);
    hid.assertDone();
    for (const seconds of [-1, 11, 1.5, Number.NaN])
      await expect(lock(channel, seconds, limits)).rejects.toThrow(RangeError);
    expect(hid.written).toHaveLength(2);
  });

  it('vendor commands go through exchange as they are', async () => {
    const { hid, channel } = await opened();
    hid.expectMessage(TEST_CHANNEL, 0x42, Uint8Array.of(0), reply([], 0x42));
    expect(await channel.exchange(0x42, Uint8Array.of(0), limits)).toHaveLength(0);
    hid.assertDone();
  });
});
