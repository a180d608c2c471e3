import { firstLabel } from '../../../src-shared/lib/key-name.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { type ChangeContext, note } from './change-context.ts';
import { recogniseKey } from './recognise-key.ts';
import { uniqueLabel } from './key-label.ts';
import { canonicalJson } from '../file/sealing.ts';

/** Milliseconds within which seeing the same key again is no news. */
const seenInterval = 60_000;

/** Records what a known key now says about itself; an unknown one leaves no trace. Returns whether anything was written. */
export function recordSeen(context: ChangeContext, plugged: PluggedKey): boolean {
  const recognition = recogniseKey(context.data, plugged);
  if (recognition.state !== 'known') return false;
  const before = context.data.get('key', recognition.keyId);
  if (before === null) return false;
  const now = updated(plugged, before, { lastSeen: context.now });
  const isSame = canonicalJson({ ...now, lastSeen: before.lastSeen }) === canonicalJson(before);
  // Keys announce themselves often, and every change writes and syncs the file. That a lost one is here is news each time.
  if (
    isSame &&
    before.lostAt === null &&
    Math.abs(Date.parse(context.now) - Date.parse(before.lastSeen)) < seenInterval
  )
    return false;
  context.data.put('key', now);
  return true;
}

type KeyUpdate = Partial<InventoryKey> & Pick<InventoryKey, 'lastSeen'>;

/** Stores what a key says about itself: under the record it had, or a fresh one where `before` is null. */
export function rememberKey(
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
    pinBlocked: isPinBlocked(facts) ?? base.pinBlocked,
    pinMinLength: facts?.pin.supported === true ? facts.pin.minLength : base.pinMinLength,
    alwaysUv: facts?.options['alwaysUv'] ?? base.alwaysUv,
    existing: facts?.passkeys.existing ?? base.existing,
    remaining: facts?.passkeys.remaining ?? base.remaining,
    ...update,
  };
}

/** Returns null where the key does not say: a blocked key that is not asked for its tries looks like any other. */
function isPinBlocked(facts: KeyFacts | null): boolean | null {
  if (facts?.pin.blocked === true) return true;
  const isOpen = facts?.pin.set === false || (facts?.pin.retriesLeft ?? 0) > 0;
  return isOpen ? false : null;
}

function freshKey(context: ChangeContext, plugged: PluggedKey, seen: string): InventoryKey {
  const words = firstLabel({
    model: plugged.facts?.model ?? null,
    product: plugged.product ?? plugged.manufacturer,
    vendorSerial: plugged.facts?.vendorSerial ?? null,
  });
  return {
    ...keyDefaults,
    id: context.newId(),
    label: uniqueLabel(context.data, words ?? '', context.defaultLabel),
    firstSeen: seen,
    lastSeen: seen,
  };
}

/** A key of which nothing is known yet. */
export const keyDefaults: Omit<InventoryKey, 'id' | 'label' | 'firstSeen' | 'lastSeen'> = {
  role: null,
  colour: null,
  owner: null,
  place: null,
  carriedOn: null,
  assetTag: null,
  note: null,
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
  pinBlocked: null,
  pinMinLength: null,
  alwaysUv: null,
  existing: null,
  remaining: null,
  lastRead: null,
  lastReadComplete: false,
  needsReread: false,
  lostAt: null,
};
