import { CtapHidCommand } from './ctaphid-channel.ts';

const INITIAL_HEADER = 7;
const CONTINUATION_HEADER = 5;
const CONTINUATIONS = 0x80;
const INITIAL_BIT = 0x80;
/** The most that 64-byte reports can carry, and the most that is accepted whatever the report size (CTAP 2.1 §11.2.4). */
const LARGEST_MESSAGE = 57 + CONTINUATIONS * 59;

/** Returns how many payload bytes one message can carry in reports of this many bytes (8 to 64). */
export function maxMessageLength(reportSize: number): number {
  const framed = reportSize - INITIAL_HEADER + CONTINUATIONS * (reportSize - CONTINUATION_HEADER);
  return Math.min(framed, LARGEST_MESSAGE);
}

/**
 * Splits one message into reports of exactly `reportSize` bytes, the tail zero (CTAP 2.1 §11.2.4). Throws RangeError when the payload
 * exceeds maxMessageLength.
 */
export function splitMessage(
  channelId: number,
  command: number,
  payload: Uint8Array,
  reportSize: number,
): readonly Uint8Array[] {
  if (payload.length > maxMessageLength(reportSize)) throw new RangeError('message too long for its report size');
  const first = new Uint8Array(reportSize);
  const header = new DataView(first.buffer);
  header.setUint32(0, channelId);
  header.setUint8(4, INITIAL_BIT | command);
  header.setUint16(5, payload.length);
  let offset = reportSize - INITIAL_HEADER;
  first.set(payload.subarray(0, offset), INITIAL_HEADER);
  const reports = [first];
  for (let sequence = 0; offset < payload.length; sequence++) {
    const report = new Uint8Array(reportSize);
    const end = offset + reportSize - CONTINUATION_HEADER;
    new DataView(report.buffer).setUint32(0, channelId);
    report[4] = sequence;
    report.set(payload.subarray(offset, end), CONTINUATION_HEADER);
    reports.push(report);
    offset = end;
  }
  return reports;
}

export type FramingProblem =
  'message-too-long' | 'wrong-sequence' | 'message-inside-message' | 'keepalive-inside-message';

export type AssemblyResult =
  /** Addressed to another channel, or no report of ours at all (wrong size): as if it had not come. */
  | { readonly kind: 'other-channel' }
  /** Ours, but a continuation that belongs to nothing: stale. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'message'; readonly command: number; readonly payload: Uint8Array }
  | { readonly kind: 'error'; readonly problem: FramingProblem };

/**
 * Assembles the reports of one channel. After an error it is empty; the report that caused it may be offered again as the start of
 * something new.
 */
export class MessageAssembler {
  readonly channelId: number;
  readonly #reportSize: number;
  #message: { readonly command: number; readonly payload: Uint8Array; filled: number; sequence: number } | null = null;

  constructor(channelId: number, reportSize: number) {
    this.channelId = channelId;
    this.#reportSize = reportSize;
  }

  /** Whether the first report of a message has come and its last has not. */
  get inMessage(): boolean {
    return this.#message !== null;
  }

  accept(report: Uint8Array): AssemblyResult {
    // Every opener of the node sees the reports for every channel (CTAP 2.1 §11.2.4): skip those of others everywhere.
    if (report.length !== this.#reportSize) return { kind: 'other-channel' };
    const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
    if (view.getUint32(0) !== this.channelId) return { kind: 'other-channel' };
    const kind = view.getUint8(4);
    return (kind & INITIAL_BIT) === 0 ? this.#continue(kind, report) : this.#begin(kind & ~INITIAL_BIT, view, report);
  }

  #begin(command: number, view: DataView, report: Uint8Array): AssemblyResult {
    // CTAP 2.1 §11.2.9.1.6: an ERROR in place of a continuation ends the transaction.
    if (this.#message !== null && command !== CtapHidCommand.error) {
      const problem = command === CtapHidCommand.keepalive ? 'keepalive-inside-message' : 'message-inside-message';
      return this.#fail(problem);
    }
    const length = view.getUint16(5);
    if (length > maxMessageLength(this.#reportSize)) return this.#fail('message-too-long');
    this.#message = { command, payload: new Uint8Array(length), filled: 0, sequence: 0 };
    return this.#append(report.subarray(INITIAL_HEADER));
  }

  #continue(sequence: number, report: Uint8Array): AssemblyResult {
    if (this.#message === null) return { kind: 'stray' };
    if (sequence !== this.#message.sequence) return this.#fail('wrong-sequence');
    this.#message.sequence++;
    return this.#append(report.subarray(CONTINUATION_HEADER));
  }

  #append(part: Uint8Array): AssemblyResult {
    const message = this.#message;
    if (message === null) return { kind: 'stray' };
    const wanted = part.subarray(0, message.payload.length - message.filled);
    message.payload.set(wanted, message.filled);
    message.filled += wanted.length;
    if (message.filled < message.payload.length) return { kind: 'incomplete' };
    this.#message = null;
    return { kind: 'message', command: message.command, payload: message.payload };
  }

  #fail(problem: FramingProblem): AssemblyResult {
    this.#message = null;
    return { kind: 'error', problem };
  }
}
