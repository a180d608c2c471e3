import { concat, sameBytes } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import type { HidActivity } from '../hid/activity.ts';
import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { type PinProtocol, pinProtocol, verifyParam } from './pin-protocol.ts';
import { Permission, allPermissions } from './pin-token.ts';
import type { RequestMap } from './request-map.ts';
import { verifyUser } from './user-verification.ts';

type Answer = CborMap | null;

/** Performs authenticatorClientPIN (CTAP 2.1 §6.5). */
export async function clientPin(state: KeyState, request: RequestMap, activity: HidActivity): Promise<Answer> {
  const subCommand = request.uint(2);
  switch (subCommand) {
    case 1:
      return getPinRetries(state, request);
    case 2:
      return getKeyAgreement(state, request);
    case 3:
      return setPin(state, request, activity);
    case 4:
      return changePin(state, request, activity);
    case 5:
      return getPinToken(state, request);
    case 6:
      return getTokenUsingUv(state, request, activity);
    case 7:
      if (!state.personality.fingerprint) break;
      return new Map([[5, state.uvRetries]]);
    case 9:
      return getTokenUsingPin(state, request);
  }
  return fail(state.personality.quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
}

/** Reads pinUvAuthProtocol; 14 when missing, 02 when not supported. */
export function readProtocol(state: KeyState, request: RequestMap, key: number): PinProtocol {
  const number = request.uint(key);
  const supported = state.personality.protocols.find((protocol) => protocol === number);
  return supported === undefined ? fail(Status.invalidParameter) : pinProtocol(supported);
}

function getPinRetries(state: KeyState, request: RequestMap): Answer {
  const { quirks } = state.personality;
  if (quirks.retriesNeedProtocol === true) readProtocol(state, request, 1);
  const answer = new Map<number, CborValue>([[3, state.pinRetries]]);
  const needsPowerCycle = state.blockedUntilPowerCycle || (quirks.stickyPowerCycleState === true && state.wasLocked);
  if (quirks.noPowerCycleState !== true) answer.set(4, needsPowerCycle);
  return answer;
}

function getKeyAgreement(state: KeyState, request: RequestMap): Answer {
  const protocol = readProtocol(state, request, 1);
  state.agreedOn = protocol.number;
  const point = Uint8Array.from(state.agreement(protocol.number).getPublicKey());
  const key = new Map<number, CborValue>([
    [1, 2],
    [3, -25],
    [-1, state.personality.quirks.keyAgreementCurve ?? 1],
    [-2, point.slice(1, 33)],
    [-3, point.slice(33)],
  ]);
  return new Map([[1, key]]);
}

function decapsulate(state: KeyState, protocol: PinProtocol, request: RequestMap, key: number): Uint8Array {
  return sharedSecret(state, protocol, request.child(key));
}

/** Computes the shared secret with the host's COSE key; 02 where that is no P-256 point (CTAP 2.1 §6.5.6). */
export function sharedSecret(state: KeyState, protocol: PinProtocol, cose: RequestMap): Uint8Array {
  const { quirks } = state.personality;
  if (quirks.oneKeyAgreement === true && state.agreedOn !== protocol.number) fail(Status.pinAuthInvalid);
  const algorithm = cose.map.get(3);
  const x = cose.optionalBytes(-2);
  const y = cose.optionalBytes(-3);
  const wellFormed = cose.map.get(1) === 2 && cose.map.get(-1) === 1 && x?.length === 32 && y?.length === 32;
  const algorithmFits = algorithm === -25 || quirks.anyKeyAgreementAlgorithm === true;
  if (!wellFormed || !algorithmFits) return fail(Status.invalidParameter);
  try {
    const z = state.agreement(protocol.number).computeSecret(concat(Uint8Array.of(4), x, y));
    return protocol.deriveSecret(Uint8Array.from(z));
  } catch {
    return fail(Status.invalidParameter);
  }
}

function setPin(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  const protocol = readProtocol(state, request, 1);
  const cose = request.child(3);
  const newPinEnc = request.bytes(5);
  const param = request.bytes(4);
  if (state.pin !== null) fail(Status.pinAuthInvalid);
  const secret = sharedSecret(state, protocol, cose);
  if (!verifyParam(protocol, secret, newPinEnc, param, false)) fail(Status.pinAuthInvalid);
  const pin = readNewPin(state, protocol, secret, newPinEnc);
  state.setPin(pin.bytes, pin.codePoints);
  state.pinRetries = state.fullPinRetries;
  activity.transaction.carriedOut = true;
  return null;
}

function changePin(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  const protocol = readProtocol(state, request, 1);
  const cose = request.child(3);
  const newPinEnc = request.bytes(5);
  const pinHashEnc = request.bytes(6);
  const param = request.bytes(4);
  refuseWithoutTries(state);
  const secret = sharedSecret(state, protocol, cose);
  if (!verifyParam(protocol, secret, concat(newPinEnc, pinHashEnc), param, false)) fail(Status.pinAuthInvalid);
  checkPin(state, protocol, secret, pinHashEnc);
  const old = state.pin;
  const pin = readNewPin(state, protocol, secret, newPinEnc);
  if (state.forcePinChange) {
    const before = old?.hash;
    state.setPin(pin.bytes, pin.codePoints);
    if (before !== undefined && state.pin !== null && sameBytes(before, state.pin.hash)) {
      state.pin = old;
      fail(Status.pinPolicyViolation);
    }
  }
  state.setPin(pin.bytes, pin.codePoints);
  state.forcePinChange = false;
  state.token = null;
  state.persistentToken = null;
  activity.transaction.carriedOut = true;
  return null;
}

// CTAP 2.1 §6.5.5.5: 64 bytes, trailing zeros stripped, code points counted.
function readNewPin(
  state: KeyState,
  protocol: PinProtocol,
  secret: Uint8Array,
  newPinEnc: Uint8Array,
): { readonly bytes: Uint8Array; readonly codePoints: number } {
  const padded = protocol.decrypt(secret, newPinEnc) ?? fail(Status.pinAuthInvalid);
  if (padded.length !== 64) fail(Status.invalidParameter);
  const end = padded.findLastIndex((byte) => byte !== 0) + 1;
  const bytes = padded.slice(0, end);
  // Bytes that are no UTF-8 count as replacement characters: a key sees bytes and cannot refuse them by name.
  const text = new TextDecoder().decode(bytes);
  const codePoints = [...text].length;
  if (end > 63 || codePoints < state.minPinLength) fail(Status.pinPolicyViolation);
  if (state.personality.quirks.digitsOnlyPin === true && !/^\d{6,}$/.test(text)) fail(Status.pinPolicyViolation);
  if (state.pinComplexity && new Set(text).size < 2) fail(Status.pinPolicyViolation);
  return { bytes, codePoints };
}

function refuseWithoutTries(state: KeyState): void {
  if (state.pin === null) fail(Status.pinNotSet);
  if (state.pinRetries === 0) fail(Status.pinBlocked);
  if (state.blockedUntilPowerCycle) fail(Status.pinAuthBlocked);
}

// CTAP 2.1 §6.5.5.6: the try is used up before the comparison; the third mismatch in a row blocks until power-up.
function checkPin(state: KeyState, protocol: PinProtocol, secret: Uint8Array, pinHashEnc: Uint8Array): void {
  state.pinRetries--;
  const hash = protocol.decrypt(secret, pinHashEnc);
  if (hash === null || hash.length < 16 || state.pin === null || !sameBytes(hash, state.pin.hash)) {
    state.renewAgreement(protocol.number);
    state.mismatches++;
    if (state.blockedUntilPowerCycle) state.wasLocked = true;
    if (state.pinRetries === 0) fail(Status.pinBlocked);
    if (state.blockedUntilPowerCycle) fail(Status.pinAuthBlocked);
    fail(Status.pinInvalid);
  }
  state.pinRetries = state.fullPinRetries;
  state.mismatches = 0;
  state.wasLocked = false;
}

function getPinToken(state: KeyState, request: RequestMap): Answer {
  const protocol = readProtocol(state, request, 1);
  const cose = request.child(3);
  const pinHashEnc = request.bytes(6);
  if (request.has(9) || request.has(10)) fail(Status.invalidParameter);
  refuseWithoutTries(state);
  const secret = sharedSecret(state, protocol, cose);
  checkPin(state, protocol, secret, pinHashEnc);
  if (state.forcePinChange) fail(Status.pinInvalid);
  const { permissions: knowsPermissions, quirks } = state.personality;
  const permissions =
    knowsPermissions && quirks.fullLegacyToken !== true
      ? Permission.makeCredential | Permission.getAssertion
      : allPermissions;
  return issue(state, protocol, secret, { permissions, rpId: null, userPresent: false });
}

function issue(
  state: KeyState,
  protocol: PinProtocol,
  secret: Uint8Array,
  fields: { readonly permissions: number; readonly rpId: string | null; readonly userPresent: boolean },
): Answer {
  const token = state.issueToken(protocol.number, fields);
  return new Map([[2, protocol.encrypt(secret, token.bytes, state.random.bytes(16))]]);
}

function persistent(state: KeyState, protocol: PinProtocol, secret: Uint8Array): Answer {
  state.persistentToken ??= state.random.bytes(32);
  return new Map([[2, protocol.encrypt(secret, state.persistentToken, state.random.bytes(16))]]);
}

/** Checks what is asked for (CTAP 2.1 §6.5.5.7.2 step 4 and following); unknown bits are ignored. */
function readPermissions(
  state: KeyState,
  request: RequestMap,
  by: 'pin' | 'uv',
): { readonly permissions: number; readonly rpId: string | null } {
  const asked = request.uint(9);
  const rpId = request.optionalText(10);
  if (asked === 0) fail(Status.invalidParameter);
  const { commands, persistentToken, configurable, fingerprint } = state.personality;
  const unavailable =
    (asked & Permission.credentialManagement && !commands.includes(0x0a) && !commands.includes(0x41)) ||
    (asked & Permission.bioEnrollment && !fingerprint) ||
    (asked & Permission.bioEnrollment && by === 'uv' && !fingerprint) ||
    (asked & Permission.largeBlobWrite && !commands.includes(0x0c)) ||
    (asked & Permission.config && !configurable) ||
    (asked & Permission.persistentCredentialManagementReadOnly && !persistentToken);
  if (unavailable) fail(Status.unauthorizedPermission);
  const alone = Permission.persistentCredentialManagementReadOnly;
  if ((asked & alone) !== 0 && (asked & 0x7f) !== alone) fail(Status.unauthorizedPermission);
  if ((asked & (Permission.makeCredential | Permission.getAssertion)) !== 0 && rpId === null) {
    fail(Status.missingParameter);
  }
  return { permissions: asked & 0x7f, rpId };
}

function getTokenUsingPin(state: KeyState, request: RequestMap): Answer {
  if (!state.personality.permissions) {
    return fail(state.personality.quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
  }
  const protocol = readProtocol(state, request, 1);
  const cose = request.child(3);
  const pinHashEnc = request.bytes(6);
  const asked = readPermissions(state, request, 'pin');
  refuseWithoutTries(state);
  const secret = sharedSecret(state, protocol, cose);
  checkPin(state, protocol, secret, pinHashEnc);
  if (state.forcePinChange) fail(Status.pinPolicyViolation);
  state.uvRetries = Math.max(state.uvRetries, 5);
  if (asked.permissions === Permission.persistentCredentialManagementReadOnly) {
    return persistent(state, protocol, secret);
  }
  return issue(state, protocol, secret, { ...asked, userPresent: false });
}

async function getTokenUsingUv(state: KeyState, request: RequestMap, activity: HidActivity): Promise<Answer> {
  if (!state.personality.permissions || !state.personality.fingerprint) {
    return fail(state.personality.quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
  }
  const protocol = readProtocol(state, request, 1);
  const asked = readPermissions(state, request, 'uv');
  if (state.fingerprints.length === 0) fail(Status.notAllowed);
  const secret = decapsulate(state, protocol, request, 3);
  await verifyUser(state, activity);
  if (asked.permissions === Permission.persistentCredentialManagementReadOnly) {
    return persistent(state, protocol, secret);
  }
  return issue(state, protocol, secret, { ...asked, userPresent: true });
}
