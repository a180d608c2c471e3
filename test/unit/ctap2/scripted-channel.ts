import type { CtapHidChannel, ExchangeOptions } from '../../../src-main/ctaphid/ctaphid-channel.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import type { CtapCommand } from '../../../src-main/ctap2/ctap-command.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';

export const options: ExchangeOptions = { silenceMs: 3000, capMs: 10_000 };

/** A channel whose answers are given beforehand, one for each exchange; what was sent is kept. */
export class ScriptedChannel implements CtapHidChannel {
  readonly info = {
    protocolVersion: 2,
    deviceVersion: [5, 4, 3] as const,
    capabilities: { wink: true, cbor: true, msg: true },
  };
  readonly maxPayload: number;
  readonly sent: { readonly command: number; readonly payload: Uint8Array }[] = [];
  readonly #answers: ((payload: Uint8Array) => Uint8Array)[];

  constructor(answers: readonly (Uint8Array | Error | ((payload: Uint8Array) => Uint8Array))[], maxPayload = 7609) {
    this.maxPayload = maxPayload;
    this.#answers = answers.map((answer) => {
      if (typeof answer === 'function') return answer;
      return () => {
        if (answer instanceof Error) throw answer;
        return answer;
      };
    });
  }

  get transactions(): number {
    return this.sent.length;
  }

  async exchange(command: number, payload: Uint8Array): Promise<Uint8Array> {
    this.sent.push({ command, payload });
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error('the script has no further answer');
    return answer(payload);
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

/** Encodes a message as it is sent: command byte and CBOR. */
export function messageOf<Request>(command: CtapCommand<Request, unknown>, request: Request): Uint8Array {
  const map = command.encode(request);
  return concatBytes(Uint8Array.of(command.code), map === null ? new Uint8Array(0) : encodeCbor(map));
}

/** Returns a reply with status 00 and this body. */
export function ok(body: Uint8Array = new Uint8Array(0)): Uint8Array {
  return concatBytes(Uint8Array.of(0x00), body);
}

/** Returns the bytes first, first + 1, … */
export function counting(first: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_unused, index) => first + index);
}

export function repeated(byte: number, length: number): Uint8Array {
  return new Uint8Array(length).fill(byte);
}
