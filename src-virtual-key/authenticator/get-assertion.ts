import { concat, utf8 } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import type { HidActivity } from '../hid/activity.ts';
import { sha256 } from '../seeded-random.ts';
import { findCredential, fromStored } from './find-credential.ts';
import type { AssertionCredential } from './assertion-credential.ts';
import { DataFlag, authenticatorData } from './authenticator-data.ts';
import { answerTouchProbe, authoriseUser, readUvOption, refuseUnverified, requirePresence } from './authorise-user.ts';
import { Status, fail } from './ctap-status.ts';
import { hmacSecret } from './hmac-secret.ts';
import type { KeyState } from './key-state.ts';
import { Permission } from './pin-token.ts';
import { type RequestMap, readDescriptor } from './request-map.ts';

const nextLimitMs = 30_000;

/** Performs authenticatorGetAssertion (CTAP 2.1 §6.2.2). */
export async function getAssertion(state: KeyState, request: RequestMap, activity: HidActivity): Promise<CborMap> {
  await answerTouchProbe(state, request, 6, activity);
  const rpId = request.text(1);
  const clientDataHash = request.bytes(2);
  const rpIdHash = sha256(utf8(rpId));
  const options = request.optionalMap(5);
  if (options?.has('rk') === true) fail(Status.unsupportedOption);
  const wantsPresence = options?.optionalBoolean('up') ?? true;
  const hasParam = request.has(6);
  const uvOption = readUvOption(state, options, hasParam);
  if (state.alwaysUv && wantsPresence && !hasParam && !uvOption) refuseUnverified(state);
  const user = await authoriseUser(
    state,
    request,
    { rpId, clientDataHash, permission: Permission.getAssertion, paramKey: 6, protocolKey: 7, uvOption },
    activity,
  );
  const list = request.optionalList(3);
  const found = find(state, rpIdHash, list === null ? null : list.map(readDescriptor), user.verified);
  const extensions = request.optionalMap(4);
  const hmacInput = extensions?.optionalMap('hmac-secret') ?? null;
  if (hmacInput !== null && !wantsPresence) fail(Status.unsupportedOption);
  const hmacOutput = hmacInput === null ? null : hmacSecret(state, hmacInput);
  const first = found[0];
  if (first === undefined) {
    // CTAP 2.1 §6.2.2 step 7: without a match the answer comes at once; presence is not asked for.
    return fail(Status.noCredentials);
  }
  if (wantsPresence) await requirePresence(state, user, activity);
  const flags = (wantsPresence ? DataFlag.userPresent : 0) | (user.verified ? DataFlag.userVerified : 0);
  const wantsBlobKey = extensions?.optionalBoolean('largeBlobKey') === true;
  const sign = (credential: AssertionCredential): Map<number, CborValue> => {
    const outputs = new Map<string, CborValue>();
    if (hmacOutput !== null) outputs.set('hmac-secret', hmacOutput(credential, user.verified));
    return assertion(state, credential, { rpIdHash, clientDataHash, flags, outputs, wantsBlobKey });
  };
  const answer = sign(first);
  if (list === null && found.length > 1) {
    answer.set(5, found.length);
    state.assertions = { credentials: found, sign, channel: activity.channel, next: 1, lastAt: state.clock.now() };
  }
  activity.transaction.carriedOut = true;
  return answer;
}

/** Performs authenticatorGetNextAssertion (CTAP 2.1 §6.3): 30 without a list, after its end and after 30 s. */
export function getNextAssertion(state: KeyState, activity: HidActivity): CborMap {
  const pending = state.assertions;
  const entry = pending?.credentials[pending.next];
  const now = state.clock.now();
  if (
    pending === null ||
    entry === undefined ||
    pending.channel !== activity.channel ||
    now - pending.lastAt >= nextLimitMs
  ) {
    state.assertions = null;
    return fail(Status.notAllowed);
  }
  pending.next++;
  pending.lastAt = now;
  activity.transaction.carriedOut = true;
  return pending.sign(entry);
}

/** Lists credentials, most recent first; credProtect hides 3 without verification, and 2 without verification and without a list. */
function find(
  state: KeyState,
  rpIdHash: Uint8Array,
  list: readonly Uint8Array[] | null,
  verified: boolean,
): readonly AssertionCredential[] {
  if (list === null) {
    return state.credentials
      .ofRp(rpIdHash)
      .filter((stored) => verified || stored.protection === 1)
      .map((stored) => fromStored(state, stored))
      .reverse();
  }
  return list.flatMap((id) => {
    const credential = findCredential(state, id, rpIdHash);
    return credential === null || (credential.protection === 3 && !verified) ? [] : [credential];
  });
}

interface Signing {
  readonly rpIdHash: Uint8Array;
  readonly clientDataHash: Uint8Array;
  readonly flags: number;
  readonly outputs: CborMap;
  readonly wantsBlobKey: boolean;
}

function assertion(state: KeyState, credential: AssertionCredential, signing: Signing): Map<number, CborValue> {
  const data = authenticatorData(state, signing.rpIdHash, signing.flags, null, signing.outputs);
  const descriptor = new Map<string, CborValue>([
    ['id', credential.id],
    ['type', 'public-key'],
  ]);
  const answer = new Map<number, CborValue>([
    [1, descriptor],
    [2, data],
    [3, credential.key().sign(concat(data, signing.clientDataHash))],
  ]);
  const { stored } = credential;
  if (stored === null) return answer;
  const user = new Map<string, CborValue>([['id', stored.userId]]);
  if ((signing.flags & DataFlag.userVerified) !== 0) {
    if (stored.userName !== null) user.set('name', stored.userName);
    if (stored.userDisplayName !== null) user.set('displayName', stored.userDisplayName);
  }
  answer.set(4, user);
  if (signing.wantsBlobKey && stored.largeBlobKey !== null) answer.set(7, stored.largeBlobKey);
  return answer;
}
