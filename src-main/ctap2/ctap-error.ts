import type { CtapStatusName } from './status-codes.ts';

/** The key answered a CTAP2 command with an error status (CTAP 2.1 §8.2). */
export class CtapError extends Error {
  override readonly name = 'CtapError';
  readonly status: CtapStatusName | 'unknown';
  /** The status byte as received. */
  readonly code: number;
  /** Name of the command that was refused, e.g. `clientPin.getPinToken`. */
  readonly command: string;

  constructor(status: CtapStatusName | 'unknown', code: number, command: string) {
    super(`${command} answered ${status === 'unknown' ? '' : `${status} `}0x${code.toString(16).padStart(2, '0')}`);
    this.status = status;
    this.code = code;
    this.command = command;
  }
}

/** The key answered, and what it answered is no valid response to the command (missing or mistyped member, bad CBOR). */
export class CtapResponseError extends Error {
  override readonly name = 'CtapResponseError';
  readonly command: string;

  constructor(command: string, detail: string, options?: { cause?: unknown }) {
    super(`${command}: ${detail}`, options);
    this.command = command;
  }
}
