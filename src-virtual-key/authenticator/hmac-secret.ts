import { concat } from '../codec/bytes.ts';
import { hmac } from '../seeded-random.ts';
import type { AssertionCredential } from './assertion-credential.ts';
import { sharedSecret } from './client-pin.ts';
import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { pinProtocol, verifyParam } from './pin-protocol.ts';
import type { RequestMap } from './request-map.ts';

/** Answers extension hmac-secret of getAssertion (CTAP 2.1 §12.5): encrypted HMACs of one or two salts of 32 bytes. */
export function hmacSecret(
  state: KeyState,
  input: RequestMap,
): (credential: AssertionCredential, verified: boolean) => Uint8Array {
  const number = input.optionalUint(4) ?? 1;
  const supported = state.personality.protocols.find((candidate) => candidate === number);
  const protocol = supported === undefined ? fail(Status.invalidParameter) : pinProtocol(supported);
  const secret = sharedSecret(state, protocol, input.child(1));
  const saltEnc = input.bytes(2);
  if (!verifyParam(protocol, secret, saltEnc, input.bytes(3), false)) fail(Status.pinAuthInvalid);
  const salts = protocol.decrypt(secret, saltEnc) ?? fail(Status.invalidParameter);
  if (salts.length !== 32 && salts.length !== 64) fail(Status.invalidParameter);
  return (credential, verified) => {
    const credRandom = credential.credRandom(verified ? 'hmac-secret with uv' : 'hmac-secret');
    const outputs = [hmac(credRandom, salts.subarray(0, 32))];
    if (salts.length === 64) outputs.push(hmac(credRandom, salts.subarray(32)));
    return protocol.encrypt(secret, concat(...outputs), state.random.bytes(16));
  };
}
