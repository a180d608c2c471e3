import { HidError } from '../../src-shared/hid/hid-error.ts';
import type { HidConnection } from '../../src-shared/hid/hid-transport.ts';
import type { ChannelClock, Deadline } from './deadline.ts';
import { splitMessage } from './framing.ts';

/** Longest wait inside one HID read, so that an abort is noticed soon and a native close is not kept waiting. */
const READ_SLICE_MS = 100;
/** Reports still taken from the buffer once a deadline has passed: an event loop that stood still is no silent key. */
const REPORTS_AFTER_DEADLINE = 256;
/** Bounds the clearing of a buffer (64 reports on Linux, which drops new ones when it is full). */
const LARGEST_BACKLOG = 256;
/** Yields to the event loop, so that timers, signals and IPC run while a flood of foreign reports is read. */
const REPORTS_PER_TURN = 256;
/** Longest wait of close() for a write that does not return. */
const CLOSE_WAIT_MS = 1000;

/** Sends whole messages to one HID connection and pulls single reports from it. Throws HidError only. */
export class ReportStream {
  readonly connection: HidConnection;
  readonly clock: ChannelClock;
  #pendingWrite: Promise<unknown> | null = null;
  #reads = 0;
  #lateReports = 0;

  constructor(connection: HidConnection, clock: ChannelClock) {
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Writes one message back to back: keys give up on a gap of 100 to 500 ms between reports. `beforeLast` runs just
   * before the last report is handed over: from then on the key may act.
   */
  async writeMessage(
    channelId: number,
    command: number,
    payload: Uint8Array,
    beforeLast: () => void = () => undefined,
  ): Promise<void> {
    const reports = splitMessage(channelId, command, payload, this.connection.outputReportSize);
    for (const [index, report] of reports.entries()) {
      if (index === reports.length - 1) beforeLast();
      const write = asHidError(() => this.connection.write(report));
      this.#pendingWrite = write;
      await write.finally(() => (this.#pendingWrite = null));
    }
  }

  /** Throws away what lies in the buffer: reports of other programs, and stale ones of ours. */
  async discardBacklog(): Promise<void> {
    for (let count = 0; count < LARGEST_BACKLOG; count++) {
      if ((await this.#read(0)) === null) return;
    }
  }

  /**
   * Reads one report. Returns null when none came within a short slice of time, and 'over' when the deadline has passed and the buffer held
   * nothing more to look at.
   */
  async pull(deadline: Deadline): Promise<Uint8Array | null | 'over'> {
    const waitMs = Math.ceil(Math.min(READ_SLICE_MS, deadline.remaining()));
    const report = await this.#read(waitMs);
    if (waitMs > 0) {
      this.#lateReports = 0;
      return report;
    }
    this.#lateReports++;
    return report === null || this.#lateReports > REPORTS_AFTER_DEADLINE ? 'over' : report;
  }

  /** Waits for a pending write, because some platforms drop it otherwise, then closes. */
  async close(): Promise<void> {
    if (this.#pendingWrite !== null) {
      await Promise.race([this.#pendingWrite.catch(() => undefined), this.clock.sleep(CLOSE_WAIT_MS)]);
    }
    await asHidError(() => this.connection.close());
  }

  async #read(timeoutMs: number): Promise<Uint8Array | null> {
    this.#reads++;
    if (this.#reads % REPORTS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    return asHidError(() => this.connection.read(timeoutMs));
  }
}

async function asHidError<Value>(operation: () => Promise<Value>): Promise<Value> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof HidError) throw error;
    throw new HidError('io', 'the HID connection failed', { cause: error });
  }
}
