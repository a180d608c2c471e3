import { HidError } from '../../src-shared/hid/hid-error.ts';
import type { CtapHidChannel, CtapHidDeviceInfo, ExchangeOptions } from './ctaphid-channel.ts';
import { CtapHidError } from './ctaphid-error.ts';
import { Deadline } from './deadline.ts';
import { maxMessageLength } from './framing.ts';
import { HidErrorCode } from './hid-error-code.ts';
import { BROADCAST_CHANNEL, type Initialised, initialise } from './initialise.ts';
import type { ReportStream } from './report-stream.ts';
import { Request } from './request.ts';

const BUSY_RETRY_MS = 100;
const BUSY_LIMIT_MS = 2500;
const RESYNC_CAP_MS = 2000;

/** The state machine of one channel; opened by openCtapHidChannel. */
export class HidChannel implements CtapHidChannel {
  readonly info: CtapHidDeviceInfo;
  readonly maxPayload: number;
  readonly #stream: ReportStream;
  #channelId: number;
  #transactions: number;
  /** A reply may still be on its way, or the two sides may disagree: INIT first. */
  #outOfStep = false;
  #queue: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(stream: ReportStream, initialised: Initialised, transactions: number) {
    this.#stream = stream;
    this.info = initialised.info;
    this.#channelId = initialised.channelId;
    this.#transactions = transactions;
    this.maxPayload = maxMessageLength(stream.connection.outputReportSize);
  }

  get transactions(): number {
    return this.#transactions;
  }

  exchange(command: number, payload: Uint8Array, options: ExchangeOptions): Promise<Uint8Array> {
    const result = this.#queue.then(() => this.#exchange(command, payload, options));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  close(): Promise<void> {
    this.#closing ??= this.#stream.close();
    return this.#closing;
  }

  async #exchange(command: number, payload: Uint8Array, options: ExchangeOptions): Promise<Uint8Array> {
    if (payload.length > this.maxPayload) {
      const message = `${payload.length} bytes do not fit into a message of ${this.maxPayload}`;
      throw new CtapHidError('too-long', message, { sent: false });
    }
    const deadline = new Deadline(this.#stream.clock, options.capMs, options.silenceMs);
    const busyDeadline = new Deadline(this.#stream.clock, BUSY_LIMIT_MS);
    for (;;) {
      try {
        return await this.#attempt(command, payload, options, deadline);
      } catch (error) {
        // CHANNEL_BUSY is the one answer after which a repetition repeats nothing: the key did not take the request.
        const again = error instanceof CtapHidError && error.reason === 'busy';
        if (!again || busyDeadline.capReached || deadline.capReached) throw error;
      }
      await this.#stream.clock.sleep(BUSY_RETRY_MS);
    }
  }

  /** Sends the request once and waits for what becomes of it. */
  async #attempt(
    command: number,
    payload: Uint8Array,
    options: ExchangeOptions,
    deadline: Deadline,
  ): Promise<Uint8Array> {
    let request: Request | null = null;
    try {
      if (options.signal?.aborted === true)
        throw new CtapHidError('cancelled', 'cancelled before it began', { sent: false });
      if (this.#outOfStep) await this.#resynchronise(deadline, options.signal);
      await this.#stream.discardBacklog();
      request = new Request(this.#stream, this.#channelId, command, options);
      await request.write(payload);
      this.#transactions++;
      deadline.sound();
      return await request.reply(deadline);
    } catch (error) {
      if (!(error instanceof HidError)) throw error;
      throw new CtapHidError('transport', error.message, { sent: request?.sent ?? false, cause: error });
    } finally {
      if (request !== null) this.#outOfStep = !request.settled;
    }
  }

  // INIT on the own channel ends whatever runs on it (CTAP 2.1 §11.2.5.3); a channel that the key forgot is replaced.
  async #resynchronise(deadline: Deadline, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#initialise(this.#channelId, deadline, signal);
    } catch (error) {
      if (!(error instanceof CtapHidError) || error.code !== HidErrorCode.invalidChannel) throw error;
      await this.#initialise(BROADCAST_CHANNEL, deadline, signal);
    }
    this.#outOfStep = false;
  }

  async #initialise(channelId: number, deadline: Deadline, signal: AbortSignal | undefined): Promise<void> {
    const onTransaction = (): void => {
      this.#transactions++;
    };
    const capMs = Math.min(RESYNC_CAP_MS, deadline.remaining());
    const initialised = await initialise(this.#stream, channelId, { capMs, signal, onTransaction });
    this.#channelId = initialised.channelId;
  }
}
