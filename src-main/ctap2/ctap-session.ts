import type { CborMap } from '../cbor/cbor-value.ts';
import { CborEncodeError, CborError } from '../cbor/cbor-error.ts';
import { decodeCbor } from '../cbor/decode-cbor.ts';
import { encodeCbor } from '../cbor/encode-cbor.ts';
import { CtapHidCommand, type CtapHidChannel, type ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { concatBytes } from '../../src-shared/lib/bytes.ts';
import type { CtapCommand, CtapResponse } from './ctap-command.ts';
import { CtapError, CtapResponseError } from './ctap-error.ts';
import type { NoteSent } from './note-sent.ts';
import { sentStatus } from './sent-status.ts';
import { CtapStatus, ctapStatusName } from './status-codes.ts';

/** CTAP 2.1 §6.4: the limit of a key whose getInfo does not name one. */
const defaultMaxMsgSize = 1024;

const emptyMap: CborMap = new Map();
const noBody: CtapResponse = {
  map: emptyMap,
  hasBody: false,
  findings: [],
  brokenTexts: new Map(),
  raw: new Uint8Array(0),
};

/** CTAP2 over one CTAPHID channel: commands go out as values, answers come back typed, error statuses are thrown. */
export class CtapSession {
  readonly channel: CtapHidChannel;
  readonly #noteSent: NoteSent;
  #maxMsgSize = defaultMaxMsgSize;

  constructor(channel: CtapHidChannel, noteSent: NoteSent = () => () => undefined) {
    this.channel = channel;
    this.#noteSent = noteSent;
  }

  /** The largest message in bytes, command byte included, that this session sends. */
  get maxMsgSize(): number {
    return Math.min(this.#maxMsgSize, this.channel.maxPayload);
  }

  /** Sets the limit in bytes that getInfo named (already clamped there). */
  limitMessagesTo(maxMsgSize: number): void {
    this.#maxMsgSize = maxMsgSize;
  }

  /**
   * Sends one command and decodes its answer. Throws CtapHidError as the channel does, and with
   * 'too-long' without sending anything where the request exceeds maxMsgSize, CtapError for an error status (its body is
   * ignored) and CtapResponseError for an answer that is no answer to this command.
   */
  async send<Request, Response>(
    command: CtapCommand<Request, Response>,
    request: Request,
    options: ExchangeOptions,
  ): Promise<Response> {
    const message = this.#messageOf(command, request);
    if (message === null || message.length > this.maxMsgSize) {
      const detail = `${command.name}: the request is longer than the ${this.maxMsgSize} bytes that the key takes`;
      throw new CtapHidError('too-long', detail, { sent: false });
    }
    const ended = this.#noteSent(command.name);
    try {
      const response = readReply(command, await this.channel.exchange(CtapHidCommand.cbor, message, options));
      ended('OK');
      return response;
    } catch (error) {
      const cause = statusOfHidError(error, command.name) ?? error;
      ended(sentStatus(cause));
      throw cause;
    }
  }

  /** Returns null where no CTAPHID message could carry the request, whatever the key takes. */
  #messageOf<Request>(command: CtapCommand<Request, unknown>, request: Request): Uint8Array | null {
    try {
      const map = command.encode(request);
      return concatBytes(Uint8Array.of(command.code), map === null ? new Uint8Array(0) : encodeCbor(map));
    } catch (error) {
      if (error instanceof CborEncodeError && error.reason === 'too-large') return null;
      throw error;
    }
  }
}

/**
 * Codes that mean the same as CTAPHID_ERROR and as CTAP2 status: a firmware that sends its statuses as CTAPHID_ERROR cannot
 * be told from a sound one by them, and need not be.
 */
const sharedCodes: ReadonlySet<number> = new Set([
  CtapStatus.INVALID_COMMAND,
  CtapStatus.INVALID_PARAMETER,
  CtapStatus.INVALID_LENGTH,
]);

/** Returns the CTAP2 status that an ERROR in reply to a command says as well; null where it says another thing. */
function statusOfHidError(error: unknown, command: string): CtapError | null {
  if (!(error instanceof CtapHidError) || error.reason !== 'device-error' || error.code === null) return null;
  // One in the middle of a reply leaves open what was done, whatever its code.
  const isStatus = error.code === CtapStatus.OTHER || (!error.sent && sharedCodes.has(error.code));
  return isStatus ? new CtapError(ctapStatusName(error.code), error.code, command) : null;
}

/** Reads the payload of a CTAPHID CBOR reply: status byte, then the body. Throws CtapError and CtapResponseError. */
export function readReply<Request, Response>(command: CtapCommand<Request, Response>, reply: Uint8Array): Response {
  const status = reply[0];
  if (status === undefined) throw new CtapResponseError(command.name, 'reply without a status byte');
  if (status !== CtapStatus.OK) throw new CtapError(ctapStatusName(status), status, command.name);
  if (command.statusOnly === true || reply.length === 1) return command.decode(noBody);
  return command.decode(readBody(command.name, reply.subarray(1)));
}

function readBody(command: string, raw: Uint8Array): CtapResponse {
  try {
    const { value, findings, brokenTexts } = decodeCbor(raw);
    if (!(value instanceof Map)) throw new CtapResponseError(command, 'the answer is no map');
    return { map: value, hasBody: true, findings, brokenTexts, raw };
  } catch (error) {
    if (error instanceof CborError) throw new CtapResponseError(command, error.message, { cause: error });
    throw error;
  }
}
