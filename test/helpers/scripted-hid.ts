import type { ChannelClock } from '../../src-main/ctaphid/deadline.ts';
import { HidError } from '../../src-shared/hid/hid-error.ts';
import type { HidConnection } from '../../src-shared/hid/hid-transport.ts';
import { splitMessage } from '../../src-main/ctaphid/framing.ts';
import { toHex } from '../../src-shared/lib/hex.ts';

/** Reaction to a write: a report, a failure of the next read, or either after some milliseconds. */
export type Reply = Uint8Array | HidError | { readonly afterMs: number; readonly reply: Uint8Array | HidError };

type Expectation = {
  readonly matches: (report: Uint8Array) => string | null;
  readonly replies: (report: Uint8Array) => readonly Reply[];
  readonly failure: HidError | null;
};

export const TEST_CHANNEL = 0x00270001;

/**
 * A HID connection that plays a script on a clock of its own: each expected write is checked and answered, reads take
 * virtual time only. Call `assertDone()` at the end of a test: it fails on missing and unexpected writes.
 */
export class ScriptedHid implements HidConnection, ChannelClock {
  readonly inputReportSize: number;
  readonly outputReportSize: number;
  /** Everything that was written, in order. */
  readonly written: Uint8Array[] = [];
  reads = 0;
  closed = false;
  #now = 0;
  #expectations: Expectation[] = [];
  #buffer: (Uint8Array | HidError)[] = [];
  #timeline: { readonly at: number; readonly run: () => void }[] = [];
  #problems: string[] = [];
  #source: (() => Uint8Array | null) | null = null;

  constructor(reportSize: number | { readonly input: number; readonly output: number } = 64) {
    this.inputReportSize = typeof reportSize === 'number' ? reportSize : reportSize.input;
    this.outputReportSize = typeof reportSize === 'number' ? reportSize : reportSize.output;
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#advanceTo(this.#now + milliseconds);
    return Promise.resolve();
  }

  /** Runs something when the clock reaches this time. */
  at(milliseconds: number, run: () => void): this {
    this.#timeline.push({ at: milliseconds, run });
    this.#timeline.sort((left, right) => left.at - right.at);
    return this;
  }

  /** Appends reports to the buffer at once, as another program's traffic or stale ones would be. */
  arrive(...replies: readonly Reply[]): this {
    for (const reply of replies) this.#schedule(reply);
    return this;
  }

  /** Answers every read that finds nothing else, from now on, with what `source` returns, one report in `everyMs`: a flood. */
  flood(everyMs: number, source: () => Uint8Array | null): this {
    this.#source = () => {
      const report = source();
      if (report !== null) this.#advanceTo(this.#now + everyMs);
      return report;
    };
    return this;
  }

  /** Expects one report, given exactly. */
  expect(report: Uint8Array, ...replies: readonly Reply[]): this {
    const wanted = toHex(report);
    this.#expectations.push({
      matches: (written) => (toHex(written) === wanted ? null : `expected ${wanted}, got ${toHex(written)}`),
      replies: () => replies,
      failure: null,
    });
    return this;
  }

  /** Expects all reports of one message; the replies follow the last one. */
  expectMessage(channelId: number, command: number, payload: Uint8Array, ...replies: readonly Reply[]): this {
    const reports = splitMessage(channelId, command, payload, this.outputReportSize);
    for (const [index, report] of reports.entries()) {
      this.expect(report, ...(index === reports.length - 1 ? replies : []));
    }
    return this;
  }

  /** Expects an INIT on this channel; `replies` gets the nonce. */
  expectInit(channelId: number, replies: (nonce: Uint8Array) => readonly Reply[]): this {
    this.#expectations.push({
      matches: (report) => {
        const head = toHex(report.subarray(0, 7));
        const wanted = `${channelId.toString(16).padStart(8, '0')}860008`;
        return head === wanted ? null : `expected INIT ${wanted}, got ${head}`;
      },
      replies: (report) => replies(report.slice(7, 15)),
      failure: null,
    });
    return this;
  }

  /** Expects the broadcast INIT and assigns TEST_CHANNEL. */
  expectOpening(capabilities = 0x05): this {
    return this.expectInit(0xffffffff, (nonce) =>
      splitMessage(0xffffffff, 0x06, initReply(nonce, TEST_CHANNEL, capabilities), this.inputReportSize),
    );
  }

  /** Expects the re-synchronising INIT on TEST_CHANNEL, and answers it. */
  expectResync(...before: readonly Reply[]): this {
    return this.expectInit(TEST_CHANNEL, (nonce) => [
      ...before,
      ...splitMessage(TEST_CHANNEL, 0x06, initReply(nonce, TEST_CHANNEL, 0x05), this.inputReportSize),
    ]);
  }

  /** Expects any one report and lets its write fail. */
  failWrite(failure: HidError): this {
    this.#expectations.push({ matches: () => null, replies: () => [], failure });
    return this;
  }

  /** Throws when something was missing, superfluous or different. */
  assertDone(): void {
    const problems = [...this.#problems];
    if (this.#expectations.length > 0) problems.push(`${this.#expectations.length} expected writes did not come`);
    if (problems.length > 0) throw new Error(`script: ${problems.join('; ')}`);
  }

  async write(report: Uint8Array): Promise<void> {
    await Promise.resolve();
    if (this.closed) throw new HidError('closed', 'scripted');
    this.written.push(report.slice());
    const expectation = this.#expectations.shift();
    const problem = expectation === undefined ? `unexpected write ${toHex(report)}` : expectation.matches(report);
    if (problem !== null) this.#problems.push(problem);
    if (expectation === undefined) return;
    if (expectation.failure !== null) throw expectation.failure;
    for (const reply of expectation.replies(report)) this.#schedule(reply);
  }

  async read(timeoutMs: number): Promise<Uint8Array | null> {
    await Promise.resolve();
    this.reads++;
    if (this.closed) throw new HidError('closed', 'scripted');
    const flooded = this.#buffer.length === 0 && this.#source !== null ? this.#source() : null;
    if (flooded !== null) return flooded;
    if (this.#buffer.length === 0) this.#advanceTo(this.#now + timeoutMs, () => this.#buffer.length > 0);
    const next = this.#buffer.shift() ?? null;
    if (next instanceof HidError) throw next;
    return next;
  }

  async close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  #schedule(reply: Reply): void {
    if (reply instanceof Uint8Array || reply instanceof HidError) {
      this.#buffer.push(reply);
      return;
    }
    this.at(this.#now + reply.afterMs, () => this.#buffer.push(reply.reply));
  }

  #advanceTo(time: number, enough: () => boolean = () => false): void {
    for (let next = this.#timeline[0]; next !== undefined && next.at <= time; next = this.#timeline[0]) {
      this.#timeline.shift();
      this.#now = Math.max(this.#now, next.at);
      next.run();
      if (enough()) return;
    }
    this.#now = time;
  }
}

/** Returns the 17 bytes with which a key answers INIT. */
export function initReply(nonce: Uint8Array, channelId: number, capabilities = 0x05): Uint8Array {
  const reply = new Uint8Array(17);
  reply.set(nonce);
  new DataView(reply.buffer).setUint32(8, channelId);
  reply.set([2, 5, 4, 3, capabilities], 12);
  return reply;
}

/** Returns one report that starts (and mostly is) a message of the key. */
export function frame(channelId: number, command: number, payload: readonly number[] | Uint8Array): Uint8Array {
  const [first] = splitMessage(channelId, command, Uint8Array.from(payload), 64);
  if (first === undefined) throw new Error('no report');
  return first;
}

export function keepalive(status: number, channelId = TEST_CHANNEL): Uint8Array {
  return frame(channelId, 0x3b, [status]);
}

export function errorReply(code: number, channelId = TEST_CHANNEL): Uint8Array {
  return frame(channelId, 0x3f, [code]);
}
