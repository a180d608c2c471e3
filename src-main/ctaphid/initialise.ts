import { equalBytes } from '../../src-shared/lib/bytes.ts';
import { CtapHidCommand, type CtapHidDeviceInfo } from './ctaphid-channel.ts';
import { CtapHidError } from './ctaphid-error.ts';
import { Deadline } from './deadline.ts';
import { MessageAssembler } from './framing.ts';
import { HidErrorCode } from './hid-error-code.ts';
import type { ReportStream } from './report-stream.ts';

export const BROADCAST_CHANNEL = 0xffffffff;

const NONCE_LENGTH = 8;
const REPLY_LENGTH = 17;
/** A key that is just being plugged in may lose the first request; never sent blindly more often than this. */
const REPEAT_AFTER_SILENCE_MS = 1000;
const BUSY_RETRY_MS = 100;
/** Some keys (OpenSK) refuse INIT while another channel is busy. */
const BUSY_LIMIT_MS = 2000;

export interface InitialiseOptions {
  /** Longest time in ms until a reply must have come. */
  readonly capMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for each INIT written. */
  readonly onTransaction: () => void;
}

export interface Initialised {
  readonly channelId: number;
  readonly info: CtapHidDeviceInfo;
}

/**
 * Sends INIT on `channelId` and waits for the reply to it (CTAP 2.1 §11.2.9.1.3): the broadcast channel allocates, an
 * own channel re-synchronises. Everything else that arrives is stale or another program's and is skipped. Throws
 * CtapHidError (never with `sent`) and HidError.
 */
export async function initialise(
  stream: ReportStream,
  channelId: number,
  options: InitialiseOptions,
): Promise<Initialised> {
  const deadline = new Deadline(stream.clock, options.capMs);
  const busyDeadline = new Deadline(stream.clock, BUSY_LIMIT_MS);
  let code: number | undefined;
  await stream.discardBacklog();
  for (;;) {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH));
    await stream.writeMessage(channelId, CtapHidCommand.init, nonce);
    options.onTransaction();
    const attempt = new Deadline(stream.clock, Math.min(REPEAT_AFTER_SILENCE_MS, deadline.remaining()));
    const answer = await awaitAnswer(stream, channelId, nonce, attempt, options.signal);
    if (typeof answer === 'object') return answer;
    code = answer === 'silent' ? code : answer;
    if (answer === HidErrorCode.channelBusy) {
      if (busyDeadline.capReached || deadline.capReached) throw refused('busy', code);
      await stream.clock.sleep(BUSY_RETRY_MS);
    } else if (answer === HidErrorCode.invalidChannel) {
      throw refused('device-error', code);
    } else if (deadline.capReached) {
      throw code === undefined
        ? new CtapHidError('timeout', 'INIT was not answered', { sent: false })
        : refused('device-error', code);
    }
  }
}

async function awaitAnswer(
  stream: ReportStream,
  channelId: number,
  nonce: Uint8Array,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<Initialised | number | 'silent'> {
  const assembler = new MessageAssembler(channelId, stream.connection.inputReportSize);
  let code: number | 'silent' = 'silent';
  for (;;) {
    if (signal?.aborted === true) throw new CtapHidError('cancelled', 'cancelled during INIT', { sent: false });
    const pulled = await stream.pull(deadline);
    if (pulled === 'over') return code;
    if (pulled === null) continue;
    let accepted = assembler.accept(pulled);
    // The message that the report interrupted was a stale one: take the report for itself.
    if (accepted.kind === 'error') accepted = assembler.accept(pulled);
    if (accepted.kind !== 'message') continue;
    if (accepted.command === CtapHidCommand.error && accepted.payload.length === 1) {
      code = accepted.payload[0] ?? code;
      if (code === HidErrorCode.channelBusy) return code;
      // On the broadcast channel the error may be meant for another program.
      if (code === HidErrorCode.invalidChannel && channelId !== BROADCAST_CHANNEL) return code;
    } else if (accepted.command === CtapHidCommand.init) {
      const reply = readReply(accepted.payload, nonce);
      if (reply !== null) return reply;
    }
  }
}

/** Reads an INIT reply; null when it answers another program. More than 17 bytes are allowed, their tail is ignored. */
function readReply(payload: Uint8Array, nonce: Uint8Array): Initialised | null {
  if (payload.length < NONCE_LENGTH) throw brokenReply(`INIT reply of ${payload.length} bytes`);
  if (!equalBytes(payload.subarray(0, NONCE_LENGTH), nonce)) return null;
  if (payload.length < REPLY_LENGTH) throw brokenReply(`INIT reply of ${payload.length} bytes`);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const channelId = view.getUint32(8);
  if (channelId === 0 || channelId === BROADCAST_CHANNEL) throw brokenReply('INIT reply assigns a reserved channel');
  const flags = view.getUint8(16);
  return {
    channelId,
    info: {
      protocolVersion: view.getUint8(12),
      deviceVersion: [view.getUint8(13), view.getUint8(14), view.getUint8(15)],
      // Bit 3 is NMSG: set means that MSG is *not* implemented.
      capabilities: { wink: (flags & 0x01) !== 0, cbor: (flags & 0x04) !== 0, msg: (flags & 0x08) === 0 },
    },
  };
}

function brokenReply(message: string): CtapHidError {
  return new CtapHidError('protocol', message, { sent: false });
}

function refused(reason: 'busy' | 'device-error', code: number | undefined): CtapHidError {
  return new CtapHidError(reason, `INIT answered with error ${code ?? '?'}`, { code, sent: false });
}
