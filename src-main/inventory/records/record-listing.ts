import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import {
  type IdentityStrength,
  identityStrengths,
  type InventoryKey,
} from '../../../src-shared/domain/inventory-key.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { triesDetail } from '../../../src-shared/lib/pin-tries.ts';
import { type ChangeContext, note } from './change-context.ts';
import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';
import { hasTellingIds, recogniseKey } from './recognise-key.ts';
import type { IdentityAnswer, RecordedReading } from '../inventory.ts';
import { tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';
import { uniqueLabel } from './key-label.ts';
import { settleJournal } from './operation-journal.ts';
import { rememberKey } from './remember-key.ts';
import { invalid } from '../file/storage-failure.ts';

type Identity = Pick<InventoryKey, 'identifiedBy'> & { readonly keyId: string | null };

/**
 * Stores a listing under the key it belongs to. Throws `input-invalid` where the key is not certain and no answer is
 * given (`which-key`), or where the answer contradicts what the key says (`answer-contradicts`).
 */
export function recordListing(
  context: ChangeContext,
  plugged: PluggedKey,
  listing: PasskeyListing,
  answer?: IdentityAnswer,
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
    ...namedIn(context, before, answer),
  });
  const unsettled = listing.complete ? settleJournal(context, key.id) : [];
  const { added, renamed } = noteListed(context, key.id, listing);
  const vanished = listing.complete ? noteVanished(context, key.id, listing, unsettled) : [];
  const tries = plugged.facts?.pin.retriesInAll ?? null;
  note(context, 'key-read', key.id, {
    passkeys: String(listing.passkeys.length),
    complete: String(listing.complete),
    added: String(added.length),
    vanished: String(vanished.length),
    renamed: String(renamed),
    [triesDetail]: tries === null ? null : String(tries),
  });
  return { keyId: key.id, isNew: before === null, added, vanished };
}

/** Stores a key without a listing, under the same rules as recordListing. */
export function recordKey(
  context: ChangeContext,
  plugged: PluggedKey,
  answer?: IdentityAnswer,
): { readonly keyId: string; readonly isNew: boolean } {
  const identity = decide(context, plugged, undefined, answer);
  const before = identity.keyId === null ? null : context.data.get('key', identity.keyId);
  const { id } = rememberKey(context, plugged, before, {
    identifiedBy: stronger(before?.identifiedBy, identity.identifiedBy),
    lastSeen: context.now,
    ...namedIn(context, before, answer),
  });
  return { keyId: id, isNew: before === null };
}

function namedIn(
  context: ChangeContext,
  before: InventoryKey | null,
  answer: IdentityAnswer | undefined,
): Partial<Pick<InventoryKey, 'label'>> {
  if (before !== null || answer === undefined || 'keyId' in answer || answer.label === undefined) return {};
  return { label: uniqueLabel(context.data, answer.label, context.defaultLabel) };
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
    return { keyId: recognition.keyId, identifiedBy: recognition.strength };
  }
  const telling = listing !== undefined && hasTellingIds(listing) ? 'credential-id' : 'told';
  const strength = tellingSerial(plugged.facts?.vendorSerial ?? null) !== null ? 'vendor-serial' : telling;
  if (answered === null && recognition.state === 'undecided') throw invalid('which-key');
  if (answered === null || answered === 'new') return { keyId: null, identifiedBy: strength };
  const chosen = context.data.get('key', answered);
  if (chosen === null) throw invalid('no-such-key');
  if (plugged.facts === null || isExcluded(chosen, plugged.facts)) throw invalid('answer-contradicts');
  return { keyId: answered, identifiedBy: 'told' };
}

function stronger(before: IdentityStrength | undefined, now: IdentityStrength): IdentityStrength {
  return before !== undefined && identityStrengths.indexOf(before) < identityStrengths.indexOf(now) ? before : now;
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

/** Indexes the enrolments of a key by credential ID. */
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
    accountId: null,
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

/**
 * Records passkeys that are gone. A deletion whose end nobody saw and whose passkey is gone did happen; any other absence is only "not
 * listed".
 */
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
