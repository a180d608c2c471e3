import { CtapHidCommand, type ExchangeOptions } from './ctaphid-channel.ts';
import { CtapHidError } from './ctaphid-error.ts';
import { Deadline } from './deadline.ts';
import { MessageAssembler } from './framing.ts';
import { HidErrorCode, isHidErrorCode, leavesChannelInStep, saysNotDone } from './hid-error-code.ts';
import type { ReportStream } from './report-stream.ts';

/** The longest wait for the reply to a cancelled request. */
const DRAIN_MS = 1000;
const KEEPALIVE_UP_NEEDED = 0x02;
/** CTAP statuses with which keys answer a cancelled request: 2D as specified, the others as seen. */
const cancelStatuses: ReadonlySet<number> = new Set([0x2d, 0x27, 0x2f, 0x3a]);
/** Shortest valid replies: a status byte, SW1 and SW2. */
const shortestReply: ReadonlyMap<number, number> = new Map([
  [CtapHidCommand.cbor, 1],
  [CtapHidCommand.msg, 2],
]);

/** The reason why we ended the wait for a reply. */
type Ending = 'cancelled' | 'timeout';

interface Message {
  readonly command: number;
  readonly payload: Uint8Array;
  /** Came in the middle of another message, which it ended. */
  readonly interrupting: boolean;
}

/** One request on the wire, from its first report to the end of the transaction. */
export class Request {
  readonly #stream: ReportStream;
  readonly #channelId: number;
  readonly #command: number;
  readonly #options: ExchangeOptions;
  readonly #assembler: MessageAssembler;
  #lastState: 'working' | 'touch' | null = null;
  #sent = false;
  #settled = false;

  constructor(stream: ReportStream, channelId: number, command: number, options: ExchangeOptions) {
    this.#stream = stream;
    this.#channelId = channelId;
    this.#command = command;
    this.#options = options;
    this.#assembler = new MessageAssembler(channelId, stream.connection.inputReportSize);
  }

  /** See CtapHidError.sent. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Whether the transaction is over and both sides know it. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Writes the whole request. Throws HidError. */
  async write(payload: Uint8Array): Promise<void> {
    await this.#stream.writeMessage(this.#channelId, this.#command, payload, () => {
      this.#sent = true;
    });
  }

  /** Waits for the reply and returns its payload. Throws CtapHidError and HidError. */
  async reply(deadline: Deadline): Promise<Uint8Array> {
    const message = await this.#receive(deadline, null);
    if (typeof message === 'object') return this.#accept(message, null);
    const ending: Ending = message === 'aborted' ? 'cancelled' : 'timeout';
    if (!this.#assembler.inMessage) {
      // CTAP 2.1 §11.2.9.1.5: CANCEL is for CBOR only; a U2F key is simply no longer listened to.
      if (this.#command !== CtapHidCommand.cbor) throw this.#ended(ending);
      await this.#stream.writeMessage(this.#channelId, CtapHidCommand.cancel, new Uint8Array(0));
      // A key that kept silent will not answer now either: the INIT before the next request sorts it out.
      if (ending === 'timeout' && !deadline.capReached) throw this.#ended(ending);
    }
    const late = await this.#receive(new Deadline(this.#stream.clock, DRAIN_MS), ending);
    if (typeof late !== 'object') throw this.#ended(ending);
    return this.#accept(late, ending);
  }

  async #receive(deadline: Deadline, ending: Ending | null): Promise<Message | 'aborted' | 'over'> {
    for (;;) {
      if (ending === null && this.#options.signal?.aborted === true) return 'aborted';
      const pulled = await this.#stream.pull(deadline);
      if (pulled === 'over') return 'over';
      if (pulled === null) continue;
      const interrupting = this.#assembler.inMessage;
      const accepted = this.#assembler.accept(pulled);
      if (accepted.kind === 'error') throw this.#broken(accepted.problem);
      if (accepted.kind === 'incomplete') deadline.sound();
      if (accepted.kind !== 'message') continue;
      if (accepted.command !== CtapHidCommand.keepalive) return { ...accepted, interrupting };
      deadline.sound();
      if (ending !== null) continue;
      const state = stateOf(accepted.payload);
      if (state === 'touch' && this.#options.ownerMs !== undefined) deadline.awaitOwner(this.#options.ownerMs);
      this.#tell(state);
    }
  }

  #tell(state: 'working' | 'touch'): void {
    if (state === this.#lastState) return;
    this.#lastState = state;
    this.#options.onKeepalive?.(state);
  }

  #accept(message: Message, ending: Ending | null): Uint8Array {
    const { command, payload } = this.#asReply(message);
    if (command === CtapHidCommand.error) throw this.#errorReply(message, ending);
    if (command !== this.#command) throw this.#broken(`reply 0x${command.toString(16)}`);
    if (payload.length < (shortestReply.get(command) ?? 0)) throw this.#broken('reply too short');
    this.#settled = true;
    // CANCEL raced with the key: anything but its confirmation is what really happened, and is returned.
    if (ending === null || command !== CtapHidCommand.cbor || !cancelStatuses.has(payload[0] ?? 0)) return payload;
    this.#sent = false;
    return fail(this.#ended(ending));
  }

  /** Converts an ERROR whose code CTAPHID does not define into the reply that it stands for: some firmwares send every failing CTAP2 status so. */
  #asReply(message: Message): Message {
    const { command, payload, interrupting } = message;
    const isError = command === CtapHidCommand.error && payload.length === 1 && !interrupting;
    const isStatus =
      isError && this.#command === CtapHidCommand.cbor && payload[0] !== 0 && !isHidErrorCode(payload[0] ?? 0);
    return isStatus ? { ...message, command: CtapHidCommand.cbor } : message;
  }

  #errorReply({ payload, interrupting }: Message, ending: Ending | null): CtapHidError {
    const code = payload[0];
    if (code === undefined || payload.length !== 1) return this.#broken('error reply of wrong length');
    // After a CANCEL the error may be the answer to that, and says nothing about the request.
    if (ending !== null) return this.#ended(ending);
    const refused = !interrupting && saysNotDone(code);
    if (refused) this.#sent = false;
    this.#settled = refused && leavesChannelInStep(code);
    const reason = refused && code === HidErrorCode.channelBusy ? 'busy' : 'device-error';
    return new CtapHidError(reason, `the key answered error 0x${code.toString(16)}`, { code, sent: this.#sent });
  }

  #broken(problem: string): CtapHidError {
    return new CtapHidError('protocol', `the key broke the framing rules: ${problem}`, { sent: this.#sent });
  }

  #ended(ending: Ending): CtapHidError {
    const message = ending === 'cancelled' ? 'cancelled' : 'the key did not answer in time';
    return new CtapHidError(ending, message, { sent: this.#sent });
  }
}

function stateOf(keepalive: Uint8Array): 'working' | 'touch' {
  // A length other than 1 and unknown states are signs of life and no more.
  return keepalive.length === 1 && keepalive[0] === KEEPALIVE_UP_NEEDED ? 'touch' : 'working';
}

function fail(error: CtapHidError): never {
  throw error;
}
