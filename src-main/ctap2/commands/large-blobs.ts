import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import type { CborValue } from '../../cbor/cbor-value.ts';
import type { CtapCommand } from '../ctap-command.ts';
import { sha256 } from '../digest.ts';
import type { MessageAuthenticator } from '../pin-uv-auth/pin-uv-auth-token.ts';
import { requireBytes } from '../read-members.ts';

interface GetFragment {
  readonly offset: number;
  readonly length: number;
}

interface SetFragment {
  readonly offset: number;
  readonly fragment: Uint8Array;
  /** Length of the whole array, told with the first fragment only. */
  readonly length: number | null;
  /** With permission lbw. */
  readonly token: MessageAuthenticator;
}

const code = 0x0c;

/** Bytes of a message that are kept free beside a fragment (CTAP 2.3 §6.10.2). */
export const fragmentOverhead = 64;

/** CTAP 2.3 §6.10.2: reads a part of the serialized array; what lies behind its end is left out. */
export const getLargeBlobs: CtapCommand<GetFragment, Uint8Array> = {
  name: 'largeBlobs.get',
  code,
  encode: ({ offset, length }) =>
    new Map([
      [0x01, length],
      [0x03, offset],
    ]),
  decode: ({ map }) => requireBytes('largeBlobs.get', map, 0x01, 'config'),
};

/** CTAP 2.3 §6.10.2: writes a part of the serialized array; the key takes the new array with the last one. */
export const setLargeBlobs: CtapCommand<SetFragment, undefined> = {
  name: 'largeBlobs.set',
  code,
  statusOnly: true,
  encode: ({ offset, fragment, length, token }) => {
    const body = new Map<number, CborValue>([
      [0x02, fragment],
      [0x03, offset],
    ]);
    if (length !== null) body.set(0x04, length);
    return body.set(0x05, token.authenticate(signedMessage(offset, fragment))).set(0x06, token.protocol);
  },
  decode: () => undefined,
};

function signedMessage(offset: number, fragment: Uint8Array): Uint8Array {
  const position = new Uint8Array(4);
  new DataView(position.buffer).setUint32(0, offset, true);
  return concatBytes(new Uint8Array(32).fill(0xff), Uint8Array.of(code, 0), position, sha256(fragment));
}
