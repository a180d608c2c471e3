import { inspect } from 'node:util';
import type { PinUvAuthProtocol } from './pin-uv-auth-protocol.ts';

/** The parameters that a command needs to prove that the PIN was given. */
export interface MessageAuthenticator {
  readonly protocol: number;
  /** Computes the pinUvAuthParam of a message. Throws once wiped. */
  authenticate(message: Uint8Array): Uint8Array;
}

const redacted = '[PinUvAuthToken]';

/** A pinUvAuthToken. It prints as `[PinUvAuthToken]` in strings, JSON and inspection, and is zeroed by wipe(). */
export class PinUvAuthToken implements MessageAuthenticator {
  readonly protocol: number;
  /** Bits of TokenPermission that were asked for; null for a token of CTAP 2.0, which has no permissions. */
  readonly permissions: number | null;
  readonly #implementation: PinUvAuthProtocol;
  readonly #bytes: Uint8Array;
  #wiped = false;

  /** Adopts the bytes: they must not be used elsewhere. */
  constructor(protocol: PinUvAuthProtocol, bytes: Uint8Array, permissions: number | null) {
    this.protocol = protocol.version;
    this.permissions = permissions;
    this.#implementation = protocol;
    this.#bytes = bytes;
  }

  authenticate(message: Uint8Array): Uint8Array {
    return this.#implementation.authenticate(this.exposeTokenBytes(), message);
  }

  /** Returns the token's own bytes, not a copy: not to be kept. Throws once wiped. */
  exposeTokenBytes(): Uint8Array {
    if (this.#wiped) throw new Error('the token has been wiped');
    return this.#bytes;
  }

  /** Zeroes the bytes; the token cannot be used any more. Idempotent. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}
