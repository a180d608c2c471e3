import type { InventoryKey } from '../../src-shared/domain/inventory.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { type ChangeContext, note } from './change-context.ts';
import { recogniseKey } from './identity-ladder.ts';
import { uniqueLabel } from './key-label.ts';
import { canonicalJson } from './sealing.ts';

/** Milliseconds within which seeing the same key again is no news. */
const seenInterval = 60_000;

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
