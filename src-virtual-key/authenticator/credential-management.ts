import { concat, sameBytes, utf8 } from '../codec/bytes.ts';
import { type CborMap, type CborValue, RawItem } from '../codec/cbor-types.ts';
import { writeCbor, writeHead } from '../codec/cbor-writer.ts';
import type { HidActivity } from '../hid/activity.ts';
import { sha256 } from '../seeded-random.ts';
import { readProtocol } from './client-pin.ts';
import type { StoredCredential } from './credential-store.ts';
import { Status, fail } from './ctap-status.ts';
import type { Enumeration, KeyState } from './key-state.ts';
import { verifyParam } from './pin-protocol.ts';
import { type PinToken, Permission } from './pin-token.ts';
import { type RequestMap, readDescriptor } from './request-map.ts';
import { truncateRpId } from './rp-id-truncation.ts';
import { liveToken, verifyToken } from './verify-token.ts';

const enumerationLimitMs = 30_000;

type Answer = CborMap | null;

/** Performs authenticatorCredentialManagement, command 0A or its preview 41 (CTAP 2.1 §6.8). */
export function credentialManagement(
  state: KeyState,
  request: RequestMap,
  activity: HidActivity,
  preview: boolean,
): Answer {
  const subCommand = request.uint(1);
  switch (subCommand) {
    case 1:
      authorise(state, request, subCommand, { readOnly: true, params: null, rpIdHash: null });
      return metadata(state);
    case 2:
      return enumerateRpsBegin(state, request, activity);
    case 3:
      return next(state, activity, 'rps');
    case 4:
      return enumerateCredentialsBegin(state, request, activity);
    case 5:
      return next(state, activity, 'credentials');
    case 6:
      return deleteCredential(state, request, activity);
    case 7:
      if (preview) break;
      return updateUser(state, request, activity);
  }
  return fail(state.personality.quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
}

interface Authorisation {
  /** The persistent token serves too. */
  readonly readOnly: boolean;
  /** The parameters as this key would write them; null where the subcommand has none. */
  readonly params: CborMap | null;
  /** The RP a bound token must belong to; null where a bound token does not serve at all. */
  readonly rpIdHash: Uint8Array | null;
}

// CTAP 2.1 §6.8: missing param 36, missing protocol 14, unsupported 02, not verified 33.
function authorise(
  state: KeyState,
  request: RequestMap,
  subCommand: number,
  { readOnly, params, rpIdHash }: Authorisation,
): { readonly token: PinToken | null; readonly persistent: boolean } {
  const param = request.optionalBytes(4) ?? fail(Status.puatRequired);
  const protocol = readProtocol(state, request, 3);
  const reencodes = state.personality.quirks.reencodesParameters === true;
  const body = params === null ? new Uint8Array() : reencodes ? writeCbor(params) : request.raw(2);
  const message = concat(Uint8Array.of(subCommand), body);
  const stored = state.persistentToken;
  if (readOnly && stored !== null && verifyParam(protocol, stored, message, param, false)) {
    return { token: null, persistent: true };
  }
  const token = verifyToken(state, protocol, message, param, Permission.credentialManagement);
  if (token.rpId !== null) {
    if (rpIdHash === null || !sameBytes(sha256(utf8(token.rpId)), rpIdHash)) fail(Status.pinAuthInvalid);
  }
  return { token, persistent: false };
}

function metadata(state: KeyState): Answer {
  const { quirks } = state.personality;
  const existing = state.credentials.all.length;
  if (existing === 0 && quirks.emptyRps === 'metadata') fail(Status.noCredentials);
  return new Map([
    [1, Math.max(0, existing + (quirks.metadataOffset ?? 0))],
    [2, state.credentials.remaining],
  ]);
}

function enumerateRpsBegin(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  const authorised = authorise(state, request, 2, { readOnly: true, params: null, rpIdHash: null });
  const { quirks } = state.personality;
  const entries = repeat(state.credentials.rps(), quirks.duplicateRpAt);
  const first = entries[0];
  if (first === undefined) return noRps(state);
  begin(state, activity, 'rps', entries, authorised);
  const answer = rpEntry(state, first, 0);
  const total = Math.max(0, quirks.announcedRps ?? entries.length + (quirks.rpTotalOffset ?? 0));
  if (quirks.omitTotalRps !== true) answer.set(5, total);
  return answer;
}

function noRps(state: KeyState): Answer {
  switch (state.personality.quirks.emptyRps) {
    case 'zero':
      return new Map([[5, 0]]);
    case 'no-body':
      return null;
    case 'empty-map':
      return new Map();
    default:
      return fail(Status.noCredentials);
  }
}

function enumerateCredentialsBegin(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  if (request.optionalBytes(4) === null) fail(Status.puatRequired);
  const rpIdHash = request.child(2).bytes(1);
  const params = new Map([[1, rpIdHash]]);
  const authorised = authorise(state, request, 4, { readOnly: true, params, rpIdHash });
  const { quirks } = state.personality;
  const entries = repeat(state.credentials.ofRp(rpIdHash), quirks.duplicateCredentialAt);
  const first = entries[0];
  if (first === undefined) return fail(Status.noCredentials);
  begin(state, activity, 'credentials', entries, authorised);
  const answer = credentialEntry(state, first, 0);
  const total = Math.max(0, quirks.announcedCredentials ?? entries.length + (quirks.credentialTotalOffset ?? 0));
  if (quirks.omitTotalCredentials !== true) answer.set(9, total);
  return answer;
}

function begin(
  state: KeyState,
  activity: HidActivity,
  kind: Enumeration['kind'],
  entries: readonly StoredCredential[],
  authorised: { readonly token: PinToken | null; readonly persistent: boolean },
): void {
  activity.transaction.carriedOut = true;
  state.enumeration = {
    kind,
    entries,
    channel: activity.channel,
    tokenNumber: authorised.token?.number ?? 0,
    persistent: authorised.persistent,
    next: 1,
    lastAt: state.clock.now(),
  };
}

/** Returns the next entry of an enumeration; 30 without one, after 30 s, on another channel and when its token is gone (§5.4). */
function next(state: KeyState, activity: HidActivity, kind: Enumeration['kind']): Answer {
  const current = state.enumeration;
  const { quirks } = state.personality;
  if (current === null || current.kind !== kind || current.channel !== activity.channel) return stop(state);
  if (state.clock.now() - current.lastAt >= enumerationLimitMs) return stop(state);
  const tokenLives =
    current.persistent || quirks.oneUseToken === true || liveToken(state)?.number === current.tokenNumber;
  if (!tokenLives) return stop(state);
  const index = quirks.endlessNext === true ? Math.min(current.next, current.entries.length - 1) : current.next;
  const entry = current.entries[index];
  if (entry === undefined) return stop(state);
  current.next++;
  current.lastAt = state.clock.now();
  activity.transaction.carriedOut = true;
  return kind === 'rps' ? rpEntry(state, entry, index) : credentialEntry(state, entry, index);
}

function stop(state: KeyState): never {
  state.enumeration = null;
  return fail(Status.notAllowed);
}

function rpEntry(state: KeyState, credential: StoredCredential, index: number): Map<number, CborValue> {
  const { quirks } = state.personality;
  const rp = new Map<string, CborValue>();
  const shown = quirks.rpIdHashMismatch === true ? `mismatch.${credential.rpId}` : credential.rpId;
  if (quirks.omitRpId !== true) rp.set('id', quirks.truncateRpIds === true ? truncateRpId(shown) : shown);
  if (credential.rpName !== null) rp.set('name', name(state, credential.rpName));
  const hash = quirks.malformedRpAt === index ? credential.rpIdHash.slice(0, 7) : credential.rpIdHash;
  return new Map<number, CborValue>([
    [3, rp],
    [4, hash],
  ]);
}

function credentialEntry(state: KeyState, credential: StoredCredential, index: number): Map<number, CborValue> {
  const user = new Map<string, CborValue>([['id', credential.userId]]);
  if (credential.userName !== null) user.set('name', name(state, credential.userName));
  if (credential.userDisplayName !== null) user.set('displayName', name(state, credential.userDisplayName));
  const malformed = state.personality.quirks.malformedCredentialAt === index;
  const descriptor = new Map<string, CborValue>([
    ['id', malformed ? 'not bytes' : credential.id],
    ['type', 'public-key'],
  ]);
  const entry = new Map<number, CborValue>([
    [7, descriptor],
    [8, credential.key().publicKey],
    [10, credential.protection],
  ]);
  if (!malformed) entry.set(6, user);
  if (credential.largeBlobKey !== null) entry.set(11, credential.largeBlobKey);
  return entry;
}

function name(state: KeyState, text: string): CborValue {
  const limit = state.personality.quirks.cutNamesAt;
  const bytes = utf8(text);
  if (limit === undefined || bytes.length <= limit) return text;
  return new RawItem(concat(writeHead(3, BigInt(limit)), bytes.subarray(0, limit)));
}

function deleteCredential(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  const { credential, id } = writeTarget(state, request, 6, new Map());
  const { quirks } = state.personality;
  if (credential === null) return fail(quirks.unknownCredentialStatus ?? Status.noCredentials);
  if (quirks.deletionDoesNothing !== true) {
    state.credentials.delete(id);
    state.credentialsChanged();
    activity.transaction.carriedOut = true;
  }
  if (quirks.tokenDiesAfterWrite === true) state.token = null;
  return null;
}

function updateUser(state: KeyState, request: RequestMap, activity: HidActivity): Answer {
  if (request.optionalBytes(4) === null) fail(Status.puatRequired);
  const user = request.child(2).child(3);
  const known = new Map<string, CborValue>([['id', user.bytes('id')]]);
  for (const member of ['name', 'displayName']) {
    const text = user.optionalText(member);
    if (text !== null) known.set(member, text);
  }
  const { credential, id } = writeTarget(state, request, 7, new Map<number, CborValue>([[3, known]]));
  const { quirks } = state.personality;
  if (credential === null) return fail(quirks.unknownCredentialStatus ?? Status.noCredentials);
  if (!sameBytes(credential.userId, user.bytes('id'))) fail(Status.invalidParameter);
  if (quirks.renamingDoesNothing !== true) {
    state.credentials.rename(id, shorten(user.optionalText('name')), shorten(user.optionalText('displayName')));
    state.credentialsChanged();
    activity.transaction.carriedOut = true;
  }
  if (quirks.tokenDiesAfterWrite === true) state.token = null;
  return null;
}

/** Authorises a write and finds its credential; the credential's RP must be the one a bound token belongs to. */
function writeTarget(
  state: KeyState,
  request: RequestMap,
  subCommand: number,
  otherParams: CborMap,
): { readonly credential: StoredCredential | null; readonly id: Uint8Array } {
  if (request.optionalBytes(4) === null) fail(Status.puatRequired);
  const id = readDescriptor(request.child(2).map.get(2) ?? fail(Status.missingParameter));
  const descriptor = new Map<string, CborValue>([
    ['id', id],
    ['type', 'public-key'],
  ]);
  const params = new Map<number, CborValue>([[2, descriptor], ...numbered(otherParams)]);
  const credential = state.credentials.find(id);
  authorise(state, request, subCommand, { readOnly: false, params, rpIdHash: credential?.rpIdHash ?? null });
  return { credential, id };
}

function numbered(map: CborMap): [number, CborValue][] {
  const entries: [number, CborValue][] = [];
  for (const [key, value] of map) if (typeof key === 'number') entries.push([key, value]);
  return entries;
}

// CTAP 2.1 §6.8.6: an empty name is removed; the key keeps 64 bytes, cut between UTF-8 characters.
export function shorten(text: string | null): string | null {
  if (text === null || text === '') return null;
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += utf8(character).length;
    if (length > 64) break;
    kept += character;
  }
  return kept;
}

function repeat(entries: readonly StoredCredential[], index: number | undefined): readonly StoredCredential[] {
  if (index === undefined) return entries;
  return entries.flatMap((entry, position) => (position === index ? [entry, entry] : [entry]));
}
