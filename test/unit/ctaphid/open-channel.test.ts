import { describe, expect, it } from 'vitest';
import { CtapHidError } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { splitMessage } from '../../../src-main/ctaphid/framing.ts';
import { openCtapHidChannel } from '../../../src-main/ctaphid/open-channel.ts';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import { errorReply, frame, initReply, keepalive, ScriptedHid, TEST_CHANNEL } from '../../helpers/scripted-hid.ts';
import * as vectors from '../../vectors/ctaphid.ts';

const BROADCAST = 0xffffffff;

function open(hid: ScriptedHid, signal?: AbortSignal) {
  return openCtapHidChannel(hid, { clock: hid, signal });
}

function assigned(nonce: Uint8Array, channelId = TEST_CHANNEL): Uint8Array {
  return frame(BROADCAST, 0x06, initReply(nonce, channelId));
}

/** Returns the sampled reply with the nonce of this run. */
function sampled(report: Uint8Array, nonce: Uint8Array): Uint8Array {
  const copy = report.slice();
  copy.set(nonce, 7);
  return copy;
}

async function failure(promise: Promise<unknown>): Promise<CtapHidError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CtapHidError)) throw new Error(`no CtapHidError: ${String(error)}`);
  return error;
}

describe('openCtapHidChannel', () => {
  it('allocates a channel and reads what the key says of itself', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [
      sampled(vectors.initReplyYubiKey524.report, nonce),
    ]);
    const channel = await open(hid);
    expect(channel.info).toEqual({
      protocolVersion: 2,
      deviceVersion: [5, 2, 4],
      capabilities: { wink: true, cbor: true, msg: true },
    });
    expect(channel.maxPayload).toBe(7609);
    expect(channel.transactions).toBe(1);
    hid.assertDone();
  });

  it.each([
    [vectors.initReplySecurityKey543, { wink: true, cbor: true, msg: false }],
    [vectors.initReplyNitrokeyU2f, { wink: false, cbor: false, msg: true }],
    [vectors.initReplyFeitianMultiPass, { wink: true, cbor: true, msg: false }],
    [vectors.initReplyFeitianEPass, { wink: true, cbor: true, msg: true }],
    [vectors.initReply445, { wink: true, cbor: true, msg: true }],
    [vectors.initReplyForeign, { wink: true, cbor: false, msg: true }],
  ])('A-30 reads the capabilities of: $name', async (vector, capabilities) => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [sampled(vector.report, nonce)]);
    expect((await open(hid)).info.capabilities).toEqual(capabilities);
  });

  it('sends another nonce each time', async () => {
    const hid = new ScriptedHid().expectOpening().expectOpening();
    await open(hid);
    await open(hid);
    expect(hid.written[0]?.subarray(7, 15)).not.toEqual(hid.written[1]?.subarray(7, 15));
  });

  it('A-01 skips a reply with a wrong nonce and uses the right one', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [
      assigned(
        nonce.map((byte) => byte ^ 1),
        0x99,
      ),
      assigned(nonce),
    ]);
    hid.expectMessage(TEST_CHANNEL, 0x01, Uint8Array.of(5), frame(TEST_CHANNEL, 0x01, [5]));
    const channel = await open(hid);
    await channel.exchange(0x01, Uint8Array.of(5), { silenceMs: 3000, capMs: 3000 });
    hid.assertDone();
  });

  it("A-02 skips another program's reply on the broadcast channel", async () => {
    const hid = new ScriptedHid()
      .arrive(vectors.initReplyForeign.report)
      .expectInit(BROADCAST, (nonce) => [
        vectors.initReplyForeign.report,
        keepalive(1, 0x42),
        { afterMs: 50, reply: assigned(nonce) },
      ]);
    expect((await open(hid)).info.deviceVersion).toEqual([5, 4, 3]);
  });

  it.each(Array.from({ length: 17 }, (_, length) => length))('A-03 refuses a reply of %i bytes', async (length) => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [
      frame(BROADCAST, 0x06, initReply(nonce, TEST_CHANNEL).subarray(0, length)),
    ]);
    expect(await failure(open(hid))).toMatchObject({ reason: 'protocol', sent: false });
  });

  it.each([18, 20, 57])('A-04 accepts a reply of %i bytes and uses the first 17', async (length) => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => {
      const longer = new Uint8Array(length).fill(0xff);
      longer.set(initReply(nonce, TEST_CHANNEL));
      return [frame(BROADCAST, 0x06, longer)];
    });
    expect((await open(hid)).info.capabilities).toEqual({ wink: true, cbor: true, msg: true });
  });

  it('A-04 accepts a reply of 58 bytes in two reports', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => {
      const longer = new Uint8Array(58);
      longer.set(initReply(nonce, TEST_CHANNEL));
      return splitMessage(BROADCAST, 0x06, longer, 64);
    });
    expect((await open(hid)).info.protocolVersion).toBe(2);
  });

  it.each([0x00000000, BROADCAST])('A-05 refuses channel %i', async (channelId) => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [assigned(nonce, channelId)]);
    expect(await failure(open(hid))).toMatchObject({ reason: 'protocol', sent: false });
  });

  it('retries every 100 ms while the key says BUSY', async () => {
    const hid = new ScriptedHid()
      .expectInit(BROADCAST, () => [errorReply(0x06, BROADCAST)])
      .expectInit(BROADCAST, () => [errorReply(0x06, BROADCAST)])
      .expectOpening();
    const channel = await open(hid);
    expect(hid.now()).toBe(200);
    expect(channel.transactions).toBe(3);
    hid.assertDone();
  });

  it('A-19 gives up BUSY at INIT after two seconds', async () => {
    const hid = new ScriptedHid();
    for (let count = 0; count < 21; count++) hid.expectInit(BROADCAST, () => [errorReply(0x06, BROADCAST)]);
    expect(await failure(open(hid))).toMatchObject({ reason: 'busy', code: 6, sent: false });
    expect(hid.now()).toBe(2000);
    hid.assertDone();
  });

  it('asks again after a second of silence, and ends at the cap', async () => {
    const hid = new ScriptedHid();
    for (let count = 0; count < 3; count++) hid.expectInit(BROADCAST, () => []);
    expect(await failure(open(hid))).toMatchObject({ reason: 'timeout', sent: false });
    expect(hid.now()).toBe(3000);
    hid.assertDone();
  });

  it('waits for a slow key without asking twice', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [{ afterMs: 900, reply: assigned(nonce) }]);
    expect((await open(hid)).transactions).toBe(1);
  });

  it('names the error with which the key refused INIT', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, () => [errorReply(0x7f, BROADCAST)]);
    for (let count = 0; count < 2; count++) hid.expectInit(BROADCAST, () => []);
    expect(await failure(open(hid))).toMatchObject({ reason: 'device-error', code: 0x7f, sent: false });
  });

  it("does not fail for another program's INVALID_CHANNEL on the broadcast channel", async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => [errorReply(0x0b, BROADCAST), assigned(nonce)]);
    expect((await open(hid)).transactions).toBe(1);
  });

  it('is not confused by a broken message before the reply', async () => {
    const hid = new ScriptedHid().expectInit(BROADCAST, (nonce) => {
      const begun = frame(BROADCAST, 0x06, []);
      begun.set([0x01, 0x00], 5);
      return [begun, assigned(nonce)];
    });
    expect((await open(hid)).transactions).toBe(1);
  });

  it('does nothing when it is already cancelled, and stops when it is cancelled', async () => {
    const idle = new ScriptedHid();
    expect(await failure(open(idle, AbortSignal.abort()))).toMatchObject({ reason: 'cancelled', sent: false });
    expect(idle.written).toHaveLength(0);
    const controller = new AbortController();
    const hid = new ScriptedHid().expectInit(BROADCAST, () => []).at(300, () => controller.abort());
    expect(await failure(open(hid, controller.signal))).toMatchObject({ reason: 'cancelled', sent: false });
    expect(hid.now()).toBeLessThanOrEqual(400);
  });

  it.each(['gone', 'permission', 'io'] as const)('passes on how the HID layer failed: %s', async (reason) => {
    const hid = new ScriptedHid().failWrite(new HidError(reason, 'no'));
    expect(await failure(open(hid))).toMatchObject({ reason: 'transport', hidReason: reason, sent: false });
  });

  it('A-13 ends at the deadline while other channels flood it, within a bounded memory', async () => {
    const hid = new ScriptedHid()
      .expectInit(BROADCAST, () => [])
      .expectInit(BROADCAST, () => [])
      .expectInit(BROADCAST, () => []);
    const foreign = frame(0x42, 0x10, [1]);
    let left = 1_000_000;
    hid.flood(0.004, () => (left-- > 0 ? foreign : null));
    const before = process.memoryUsage().rss;
    expect(await failure(open(hid))).toMatchObject({ reason: 'timeout' });
    expect(left).toBeLessThan(300_000);
    expect(hid.now()).toBeLessThan(3010);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  }, 30_000);
});
