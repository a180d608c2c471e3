import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import {
  type Enrolment,
  type IdentityRung,
  identityRungSchema,
  type InventoryKey,
} from '../../src-shared/domain/inventory.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { type ChangeContext, note } from './change-context.ts';
import { hasTellingId, isExcluded, recogniseKey } from './identity-ladder.ts';
import type { IdentityAnswer, RecordedReading } from './inventory.ts';
import { uniqueLabel } from './key-label.ts';
import { settleJournal } from './operation-journal.ts';
import { canonicalJson } from './sealing.ts';
import { invalid } from './storage-failure.ts';

/** Milliseconds within which seeing the same key again is no news. */
const seenInterval = 60_000;

type Identity = Pick<InventoryKey, 'identifiedBy'> & { readonly keyId: string | null };

/**
 * Stores a listing under the key it belongs to. Throws `input-invalid` where the ladder cannot decide and no answer is
 * given (`which-key`), or where the answer contradicts what the key says (`answer-contradicts`).
 */
export function recordListing(
  context: ChangeContext,
  plugged: PluggedKey,
  listing: PasskeyListing,
  answer: IdentityAnswer | undefined,
): RecordedReading {
  const identity = decide(context, plugged, listing, answer);
  const before = identity.keyId === null ? null : context.data.get('key', identity.keyId);
  const key = rememberKey(context, plugged, before, {
    identifiedBy: stronger(before?.identifiedBy, identity.identifiedBy),
    lastSeen: listing.readAt,
    lastRead: listing.readAt,
    lastReadComplete: listing.complete,
    existing: listing.existing ?? plugged.facts?.passkeys.existing ?? null,
    remaining: listing.remaining ?? plugged.facts?.passkeys.remaining ?? null,
    needsReread: listing.complete ? false : (before?.needsReread ?? false),
  });
  const unsettled = listing.complete ? settleJournal(context, key.id) : [];
  const { added, renamed } = noteListed(context, key.id, listing);
  const vanished = listing.complete ? noteVanished(context, key.id, listing, unsettled) : [];
  note(context, 'key-read', key.id, {
    passkeys: String(listing.passkeys.length),
    complete: String(listing.complete),
    added: String(added.length),
    vanished: String(vanished.length),
    renamed: String(renamed),
  });
  return { keyId: key.id, isNew: before === null, added, vanished };
}

/** Stores a key without a listing, under the same rules as recordListing. */
export function recordKey(
  context: ChangeContext,
  plugged: PluggedKey,
  answer: IdentityAnswer | undefined,
): { readonly keyId: string; readonly isNew: boolean } {
  const identity = decide(context, plugged, undefined, answer);
  const before = identity.keyId === null ? null : context.data.get('key', identity.keyId);
  const { id } = rememberKey(context, plugged, before, {
    identifiedBy: stronger(before?.identifiedBy, identity.identifiedBy),
    lastSeen: context.now,
  });
  return { keyId: id, isNew: before === null };
}

/** Notes what a known key says about itself now; an unknown one leaves no trace. Returns whether anything was written. */
export function recordSeen(context: ChangeContext, plugged: PluggedKey): boolean {
  const recognition = recogniseKey(context.data, plugged);
  if (recognition.state !== 'known') return false;
  const before = context.data.get('key', recognition.keyId);
  if (before === null) return false;
  const now = updated(plugged, before, { lastSeen: context.now });
  const isSame = canonicalJson({ ...now, lastSeen: before.lastSeen }) === canonicalJson(before);
  // Keys announce themselves often; every change writes and syncs the file.
  if (isSame && Math.abs(Date.parse(context.now) - Date.parse(before.lastSeen)) < seenInterval) return false;
  context.data.put('key', now);
  return true;
}

function decide(
  context: ChangeContext,
  plugged: PluggedKey,
  listing: PasskeyListing | undefined,
  answer: IdentityAnswer | undefined,
): Identity {
  const recognition = recogniseKey(context.data, plugged, listing);
  const answered = answer === undefined ? null : 'keyId' in answer ? answer.keyId : 'new';
  if (recognition.state === 'known') {
    if (answered !== null && answered !== recognition.keyId) throw invalid('answer-contradicts');
    return { keyId: recognition.keyId, identifiedBy: recognition.rung };
  }
  const telling = hasTellingId((listing?.passkeys ?? []).map((passkey) => passkey.credentialId))
    ? 'credential-id'
    : 'told';
  const rung = typeof plugged.facts?.vendorSerial === 'string' ? 'vendor-serial' : telling;
  if (answered === null && recognition.state === 'undecided') throw invalid('which-key');
  if (answered === null || answered === 'new') return { keyId: null, identifiedBy: rung };
  const chosen = context.data.get('key', answered);
  if (chosen === null) throw invalid('no-such-key');
  if (plugged.facts === null || isExcluded(chosen, plugged.facts)) throw invalid('answer-contradicts');
  return { keyId: answered, identifiedBy: 'told' };
}

function stronger(before: IdentityRung | undefined, now: IdentityRung): IdentityRung {
  const rungs = identityRungSchema.options;
  return before !== undefined && rungs.indexOf(before) < rungs.indexOf(now) ? before : now;
}

type KeyUpdate = Partial<InventoryKey> & Pick<InventoryKey, 'lastSeen'>;

function rememberKey(
  context: ChangeContext,
  plugged: PluggedKey,
  before: InventoryKey | null,
  update: KeyUpdate,
): InventoryKey {
  const key = updated(plugged, before ?? freshKey(context, plugged, update.lastSeen), update);
  context.data.put('key', key);
  if (before === null) note(context, 'key-first-seen', key.id);
  return key;
}

function updated({ facts, manufacturer, product }: PluggedKey, base: InventoryKey, update: KeyUpdate): InventoryKey {
  return {
    ...base,
    // What a key does not say this time does not unsay what it said before.
    vendorSerial: facts?.vendorSerial ?? base.vendorSerial,
    aaguid: facts?.aaguid ?? base.aaguid,
    model: facts?.model ?? base.model,
    manufacturer: manufacturer ?? base.manufacturer,
    product: product ?? base.product,
    firmware: facts?.firmware ?? base.firmware,
    formFactor: facts?.formFactor ?? base.formFactor,
    transports: facts?.transports ?? base.transports,
    pinSet: facts?.pin.set ?? base.pinSet,
    existing: facts?.passkeys.existing ?? base.existing,
    remaining: facts?.passkeys.remaining ?? base.remaining,
    ...update,
  };
}

function freshKey(context: ChangeContext, plugged: PluggedKey, seen: string): InventoryKey {
  const words = plugged.facts?.model ?? plugged.product ?? plugged.manufacturer ?? '';
  return {
    id: context.newId(),
    label: uniqueLabel(context.data, words, context.defaultLabel),
    role: null,
    owner: null,
    place: null,
    identifiedBy: 'told',
    vendorSerial: null,
    aaguid: null,
    model: null,
    manufacturer: null,
    product: null,
    firmware: null,
    formFactor: null,
    transports: [],
    pinSet: null,
    existing: null,
    remaining: null,
    firstSeen: seen,
    lastSeen: seen,
    lastRead: null,
    lastReadComplete: false,
    needsReread: false,
  };
}

function readFields(credential: Credential) {
  return {
    rpId: credential.rpId,
    rpIdHash: credential.rpIdHash,
    userId: credential.userId,
    userName: credential.userName,
    userDisplayName: credential.userDisplayName,
    algorithm: credential.algorithm,
    credProtect: credential.credProtect,
  };
}

function noteListed(
  context: ChangeContext,
  keyId: string,
  listing: PasskeyListing,
): { added: Enrolment[]; renamed: number } {
  const known = readEnrolments(context, keyId);
  const added: Enrolment[] = [];
  let renamed = 0;
  const done = new Set<string>();
  for (const credential of listing.passkeys) {
    if (done.has(credential.credentialId)) continue;
    done.add(credential.credentialId);
    const before = known.get(credential.credentialId);
    const enrolment: Enrolment = {
      ...(before ?? freshEnrolment(context, keyId, credential, listing.readAt)),
      ...readFields(credential),
      asOf: listing.readAt,
      vanishedAt: null,
      vanishedBy: null,
    };
    context.data.put('enrolment', enrolment);
    const words = { rpId: enrolment.rpId, userName: enrolment.userName };
    if (before === undefined || before.vanishedAt !== null) {
      added.push(enrolment);
      note(context, 'passkey-added', keyId, { ...words, returned: before === undefined ? null : 'true' });
    } else if (isRenamed(before, enrolment)) {
      renamed++;
      note(context, 'passkey-renamed', keyId, { ...words, formerUserName: before.userName });
    }
  }
  return { added, renamed };
}

function isRenamed(before: Enrolment, now: Enrolment): boolean {
  return before.userName !== now.userName || before.userDisplayName !== now.userDisplayName;
}

/** Keys of the map are credential IDs. */
function readEnrolments(context: ChangeContext, keyId: string): Map<string, Enrolment> {
  const known = new Map<string, Enrolment>();
  for (const enrolment of context.data.all('enrolment')) {
    if (enrolment.keyId !== keyId || enrolment.evidence !== 'read' || enrolment.credentialId === null) continue;
    known.set(enrolment.credentialId, enrolment);
  }
  return known;
}

function freshEnrolment(context: ChangeContext, keyId: string, credential: Credential, seen: string): Enrolment {
  return {
    id: context.newId(),
    keyId,
    evidence: 'read',
    serviceId: null,
    ...readFields(credential),
    credentialId: credential.credentialId,
    firstSeen: seen,
    asOf: seen,
    vanishedAt: null,
    vanishedBy: null,
    note: null,
  };
}

/** A deletion whose end nobody saw and whose passkey is gone did happen; any other absence is only "not listed". */
function noteVanished(
  context: ChangeContext,
  keyId: string,
  listing: PasskeyListing,
  unsettledDeletions: readonly string[],
): Enrolment[] {
  const listed = new Set(listing.passkeys.map((passkey) => passkey.credentialId));
  const vanished: Enrolment[] = [];
  for (const [credentialId, before] of readEnrolments(context, keyId)) {
    if (before.vanishedAt !== null || listed.has(credentialId)) continue;
    const deleted = unsettledDeletions.includes(credentialId);
    const gone: Enrolment = { ...before, vanishedAt: listing.readAt, vanishedBy: deleted ? 'deleted' : 'not-listed' };
    context.data.put('enrolment', gone);
    vanished.push(gone);
    const kind = deleted ? 'passkey-deleted' : 'passkey-vanished';
    note(context, kind, keyId, { rpId: gone.rpId, userName: gone.userName });
  }
  return vanished;
}
