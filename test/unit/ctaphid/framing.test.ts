import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMessageLength, MessageAssembler, splitMessage } from '../../../src-main/ctaphid/framing.ts';
import { frame, TEST_CHANNEL } from '../../helpers/scripted-hid.ts';
import * as vectors from '../../vectors/ctaphid.ts';
import { securityKey543NoU2f } from '../../vectors/get-info.ts';

const CBOR = 0x10;

function continuation(sequence: number, channelId = TEST_CHANNEL, size = 64): Uint8Array {
  const report = new Uint8Array(size).fill(0xaa);
  new DataView(report.buffer).setUint32(0, channelId);
  report[4] = sequence;
  return report;
}

function head(length: number): Uint8Array {
  const report = frame(TEST_CHANNEL, CBOR, []);
  new DataView(report.buffer).setUint16(5, length);
  return report;
}

describe('splitMessage', () => {
  it('writes the sampled reports', () => {
    expect(
      splitMessage(0xffffffff, 0x06, Uint8Array.from([0x7f, 0x4d, 0x02, 0x24, 0x8e, 0xb5, 0xcb, 0x48]), 64),
    ).toEqual([vectors.initRequestYubiKey.report]);
    expect(splitMessage(TEST_CHANNEL, CBOR, Uint8Array.of(4), 64)).toEqual([vectors.getInfoRequest.report]);
    expect(splitMessage(TEST_CHANNEL, 0x11, new Uint8Array(0), 64)).toEqual([vectors.cancel.report]);
    expect(splitMessage(TEST_CHANNEL, 0x01, Uint8Array.of(1, 2, 3), 64)).toEqual([vectors.ping3.report]);
  });

  it.each(vectors.reportCounts)('needs $reports reports for $length bytes', ({ length, reports, lastSequence }) => {
    const split = splitMessage(TEST_CHANNEL, CBOR, new Uint8Array(length).fill(1), 64);
    expect(split).toHaveLength(reports);
    expect(split.every((report) => report.length === 64)).toBe(true);
    expect(split.length > 1 ? split.at(-1)?.[4] : null).toBe(lastSequence);
  });

  it('refuses what no framing can carry', () => {
    expect(() => splitMessage(TEST_CHANNEL, CBOR, new Uint8Array(vectors.notRepresentable), 64)).toThrow(RangeError);
    expect(() => splitMessage(TEST_CHANNEL, CBOR, new Uint8Array(386), 8)).toThrow(RangeError);
  });

  it('knows the limit for every report size', () => {
    expect(maxMessageLength(64)).toBe(7609);
    expect(maxMessageLength(8)).toBe(385);
    expect(maxMessageLength(32)).toBe(25 + 128 * 27);
  });

  it('comes back whole for every report size from 8 to 64 (A-29)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 64 }), fc.uint8Array({ maxLength: 400 }), (size, bytes) => {
        const payload = bytes.subarray(0, maxMessageLength(size));
        const assembler = new MessageAssembler(TEST_CHANNEL, size);
        const results = splitMessage(TEST_CHANNEL, CBOR, payload, size).map((report) => assembler.accept(report));
        expect(results.slice(0, -1).every((result) => result.kind === 'incomplete')).toBe(true);
        expect(results.at(-1)).toEqual({ kind: 'message', command: CBOR, payload: Uint8Array.from(payload) });
      }),
    );
  });
});

describe('MessageAssembler', () => {
  it('assembles the sampled getInfo reply', () => {
    const assembler = new MessageAssembler(0x6f1cc9ca, 64);
    const results = vectors.getInfoReplyReports.map((report) => assembler.accept(report));
    expect(results.map((result) => result.kind)).toEqual(['incomplete', 'incomplete', 'incomplete', 'message']);
    const last = results.at(-1);
    expect(last?.kind === 'message' && last.payload.subarray(1)).toEqual(securityKey543NoU2f.bytes);
  });

  it('reads the sampled keepalive and error', () => {
    expect(new MessageAssembler(0x00220002, 64).accept(vectors.keepaliveUpNeeded.report)).toEqual({
      kind: 'message',
      command: 0x3b,
      payload: Uint8Array.of(2),
    });
    for (const [channel, { report }] of [
      [0x6fdf4322, vectors.errorInvalidCommand],
      [0x0062004e, vectors.getInfoRefused445],
    ] as const) {
      expect(new MessageAssembler(channel, 64).accept(report)).toEqual({
        kind: 'message',
        command: 0x3f,
        payload: Uint8Array.of(1),
      });
    }
  });

  it.each([0, 1, 4, 6, 63, 65, 1024])('A-06 drops a report of %i bytes, also inside a message', (size) => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    const odd = new Uint8Array(size);
    odd.set(head(3).subarray(0, size));
    expect(assembler.accept(odd)).toEqual({ kind: 'other-channel' });
    assembler.accept(head(60));
    expect(assembler.accept(odd)).toEqual({ kind: 'other-channel' });
    expect(assembler.accept(continuation(0)).kind).toBe('message');
  });

  it.each([0xffff, 7610])('A-07 refuses a declared length of %i', (length) => {
    expect(new MessageAssembler(TEST_CHANNEL, 64).accept(head(length))).toEqual({
      kind: 'error',
      problem: 'message-too-long',
    });
  });

  it('A-07 refuses what the report size cannot carry', () => {
    const report = new Uint8Array(8);
    new DataView(report.buffer).setUint32(0, TEST_CHANNEL);
    report.set([0x90, 0x01, 0x82], 4); // 386
    expect(new MessageAssembler(TEST_CHANNEL, 8).accept(report)).toEqual({
      kind: 'error',
      problem: 'message-too-long',
    });
    report[6] = 0x81;
    expect(new MessageAssembler(TEST_CHANNEL, 8).accept(report)).toEqual({ kind: 'incomplete' });
  });

  it('A-08 accepts exactly 7609 bytes', () => {
    const payload = Uint8Array.from({ length: 7609 }, (_, index) => index & 0xff);
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    const results = splitMessage(TEST_CHANNEL, CBOR, payload, 64).map((report) => assembler.accept(report));
    expect(results.at(-1)).toEqual({ kind: 'message', command: CBOR, payload });
  });

  it('A-09 takes a continuation that belongs to nothing as stray', () => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    expect(assembler.accept(continuation(0))).toEqual({ kind: 'stray' });
    expect(assembler.accept(head(1)).kind).toBe('message');
  });

  it.each([
    ['starting at 1', [1]],
    ['with one missing', [0, 2]],
    ['with one repeated', [0, 0]],
    ['running backwards', [0, 1, 0]],
  ])('A-10 refuses a sequence %s', (_, sequences) => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    assembler.accept(head(500));
    const results = sequences.map((sequence) => assembler.accept(continuation(sequence)));
    expect(results.at(-1)).toEqual({ kind: 'error', problem: 'wrong-sequence' });
    expect(assembler.inMessage).toBe(false);
    expect(assembler.accept(continuation(9))).toEqual({ kind: 'stray' });
  });

  it('A-10 has no sequence 0x80 after 0x7f: that report begins a message', () => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    assembler.accept(head(7609));
    for (let sequence = 0; sequence < 0x7f; sequence++) assembler.accept(continuation(sequence));
    expect(assembler.accept(continuation(0x80))).toEqual({ kind: 'error', problem: 'message-inside-message' });
  });

  it('A-11 refuses the beginning of a message inside another one, and can take it for itself', () => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    assembler.accept(head(100));
    const second = frame(TEST_CHANNEL, CBOR, [7]);
    expect(assembler.accept(second)).toEqual({ kind: 'error', problem: 'message-inside-message' });
    expect(assembler.accept(second)).toEqual({ kind: 'message', command: CBOR, payload: Uint8Array.of(7) });
  });

  it('A-12 foreign frames between our frames do not disturb the message', () => {
    const payload = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    const results = splitMessage(TEST_CHANNEL, CBOR, payload, 64).flatMap((report) => [
      assembler.accept(frame(0x00000042, CBOR, [1])),
      assembler.accept(continuation(0, 0x00000042)),
      assembler.accept(frame(0xffffffff, 0x06, new Uint8Array(17))),
      assembler.accept(report),
    ]);
    expect(results.filter((result) => result.kind === 'other-channel')).toHaveLength(results.length * 0.75);
    expect(results.at(-1)).toEqual({ kind: 'message', command: CBOR, payload });
  });

  it('A-17 refuses a keepalive inside a message', () => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    assembler.accept(head(100));
    expect(assembler.accept(frame(TEST_CHANNEL, 0x3b, [1]))).toEqual({
      kind: 'error',
      problem: 'keepalive-inside-message',
    });
  });

  it('lets an ERROR end the message it interrupts', () => {
    const assembler = new MessageAssembler(TEST_CHANNEL, 64);
    assembler.accept(head(100));
    expect(assembler.accept(frame(TEST_CHANNEL, 0x3f, [4]))).toEqual({
      kind: 'message',
      command: 0x3f,
      payload: Uint8Array.of(4),
    });
  });

  it('A-26 ignores what stands in the padding', () => {
    const report = frame(TEST_CHANNEL, CBOR, [1, 2]);
    report.fill(0xee, 9);
    expect(new MessageAssembler(TEST_CHANNEL, 64).accept(report)).toEqual({
      kind: 'message',
      command: CBOR,
      payload: Uint8Array.of(1, 2),
    });
    const foreign = new MessageAssembler(0xffffffff, 64).accept(vectors.initReplyForeign.report);
    expect(foreign.kind === 'message' && foreign.payload).toHaveLength(17);
  });
});
