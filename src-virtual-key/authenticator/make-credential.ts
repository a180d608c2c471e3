import { attest } from '../attestation/statement.ts';
import { utf8 } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import type { HidActivity } from '../hid/activity.ts';
import { sha256 } from '../seeded-random.ts';
import { findCredential, fromStored } from './find-credential.ts';
import { DataFlag, authenticatorData } from './authenticator-data.ts';
import {
  type UserAuthorisation,
  answerTouchProbe,
  authoriseUser,
  readUvOption,
  refuseUnverified,
  requirePresence,
} from './authorise-user.ts';
import { shorten } from './credential-management.ts';
import type { CredentialProtection } from './credential-store.ts';
import { Status, fail } from './ctap-status.ts';
import type { SignatureAlgorithm } from './key-pairs.ts';
import type { KeyState } from './key-state.ts';
import { Permission } from './pin-token.ts';
import { RequestMap, readDescriptor } from './request-map.ts';
import { requireTouch } from './user-verification.ts';
import { wrapCredential } from './wrapped-credential.ts';

/** Performs authenticatorMakeCredential (CTAP 2.1 §6.1.2) with the attestation of the personality. */
export async function makeCredential(state: KeyState, request: RequestMap, activity: HidActivity): Promise<CborMap> {
  await answerTouchProbe(state, request, 8, activity);
  const asked = read(state, request);
  const hasParam = request.has(8);
  const uvOption = readUvOption(state, asked.options, hasParam);
  refuseUnprotected(state, asked.discoverable, hasParam || uvOption);
  const user = await authoriseUser(
    state,
    request,
    {
      rpId: asked.rpId,
      clientDataHash: asked.clientDataHash,
      permission: Permission.makeCredential,
      paramKey: 8,
      protocolKey: 9,
      uvOption,
    },
    activity,
  );
  await refuseExcluded(state, asked, user, activity);
  await requirePresence(state, user, activity);
  const answer = create(state, asked, user);
  activity.transaction.carriedOut = true;
  return answer;
}

interface CreationRequest {
  readonly clientDataHash: Uint8Array;
  readonly rpId: string;
  readonly rpName: string | null;
  readonly rpIdHash: Uint8Array;
  readonly userId: Uint8Array;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly algorithm: SignatureAlgorithm;
  readonly excluded: readonly Uint8Array[];
  readonly options: RequestMap | null;
  readonly discoverable: boolean;
  readonly protection: CredentialProtection | null;
  readonly hmacSecret: boolean;
  readonly largeBlobKey: boolean;
  readonly minPinLength: boolean;
}

function read(state: KeyState, request: RequestMap): CreationRequest {
  const { personality } = state;
  const clientDataHash = request.bytes(1);
  const rp = request.child(2);
  const user = request.child(3);
  const algorithm = readAlgorithm(request.optionalList(4) ?? fail(Status.missingParameter));
  const options = request.optionalMap(7);
  const discoverable = options?.optionalBoolean('rk') ?? false;
  if (options?.optionalBoolean('up') === false) fail(Status.invalidOption);
  if (request.has(10)) fail(Status.invalidParameter);
  const extensions = request.optionalMap(6) ?? new RequestMap(new Map());
  const offers = (name: string): boolean => personality.extensions.includes(name);
  const protection = offers('credProtect') ? extensions.optionalUint('credProtect') : null;
  const largeBlobKey = offers('largeBlobKey') && extensions.optionalBoolean('largeBlobKey') === true;
  if (largeBlobKey && !discoverable) fail(Status.invalidOption);
  const rpId = rp.text('id');
  return {
    clientDataHash,
    rpId,
    rpName: rp.optionalText('name'),
    rpIdHash: sha256(utf8(rpId)),
    userId: user.bytes('id'),
    userName: shorten(user.optionalText('name')),
    userDisplayName: shorten(user.optionalText('displayName')),
    algorithm,
    excluded: (request.optionalList(5) ?? []).map(readDescriptor),
    options,
    discoverable,
    protection: protection === 1 || protection === 2 || protection === 3 ? protection : null,
    hmacSecret: offers('hmac-secret') && extensions.optionalBoolean('hmac-secret') === true,
    largeBlobKey,
    minPinLength: offers('minPinLength') && extensions.optionalBoolean('minPinLength') === true,
  };
}

function readAlgorithm(params: readonly CborValue[]): SignatureAlgorithm {
  let chosen: SignatureAlgorithm | null = null;
  for (const entry of params) {
    if (!(entry instanceof Map)) fail(Status.cborUnexpectedType);
    const param = new RequestMap(entry);
    const algorithm = param.map.get('alg');
    if (typeof algorithm !== 'number') fail(algorithm === undefined ? Status.invalidCbor : Status.cborUnexpectedType);
    if (param.text('type') !== 'public-key') continue;
    if (algorithm === -7 || algorithm === -8) chosen ??= algorithm;
  }
  return chosen ?? fail(Status.unsupportedAlgorithm);
}

// CTAP 2.1 §6.1.2 steps 6 to 8.
function refuseUnprotected(state: KeyState, discoverable: boolean, verifies: boolean): void {
  if (verifies) return;
  if (state.alwaysUv) refuseUnverified(state);
  if (!state.protectedByUser) return;
  if (state.personality.makeCredUvNotRqd && !discoverable) return;
  refuseUnverified(state);
}

// CTAP 2.1 §6.1.2 step 12: a hit ends with 19 in any case, after a touch.
async function refuseExcluded(
  state: KeyState,
  asked: CreationRequest,
  user: UserAuthorisation,
  activity: HidActivity,
): Promise<void> {
  for (const id of asked.excluded) {
    const found = findCredential(state, id, asked.rpIdHash);
    if (found === null || (found.protection === 3 && !user.verified)) continue;
    if (!user.present) await requireTouch(state, activity);
    fail(Status.credentialExcluded);
  }
}

function create(state: KeyState, asked: CreationRequest, user: UserAuthorisation): CborMap {
  const extensions = new Map<string, CborValue>();
  if (asked.protection !== null) extensions.set('credProtect', asked.protection);
  if (asked.hmacSecret) extensions.set('hmac-secret', true);
  if (asked.minPinLength && state.minPinRpIds.includes(asked.rpId)) extensions.set('minPinLength', state.minPinLength);
  const credential = asked.discoverable ? storeDiscoverable(state, asked) : wrap(state, asked);
  const key = credential.key();
  const flags = DataFlag.userPresent | (user.verified ? DataFlag.userVerified : 0);
  const attested = { id: credential.id, publicKey: key.publicKey };
  const data = authenticatorData(state, asked.rpIdHash, flags, attested, extensions);
  const { rpIdHash, clientDataHash } = asked;
  const [format, statement] = attest(state, {
    id: credential.id,
    key,
    rpIdHash,
    clientDataHash,
    authenticatorData: data,
  });
  const answer = new Map<number, CborValue>([
    [1, format],
    [2, data],
    [3, statement],
  ]);
  const blobKey = credential.stored?.largeBlobKey ?? null;
  if (blobKey !== null) answer.set(5, blobKey);
  return answer;
}

function storeDiscoverable(state: KeyState, asked: CreationRequest): ReturnType<typeof fromStored> {
  const replaces = state.credentials.findAccount(asked.rpId, asked.userId) !== null;
  if (state.credentials.remaining === 0 && !replaces) fail(Status.keyStoreFull);
  const stored = state.credentials.add({
    rpId: asked.rpId,
    rpName: asked.rpName,
    userId: asked.userId,
    userName: asked.userName,
    userDisplayName: asked.userDisplayName,
    algorithm: asked.algorithm,
    protection: asked.protection ?? 1,
    largeBlobKey: asked.largeBlobKey,
  });
  state.credentialsChanged();
  return fromStored(state, stored);
}

function wrap(state: KeyState, asked: CreationRequest): ReturnType<typeof fromStored> {
  const wrapped = wrapCredential(state, asked.rpIdHash, asked.algorithm, asked.protection ?? 1);
  return { ...wrapped, key: () => wrapped.key, stored: null };
}
