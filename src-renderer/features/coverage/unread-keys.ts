import type { UnreadKey } from '../../../src-shared/coverage/coverage-input.ts';
import type { CapabilityReason } from '../../../src-shared/domain/capability.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { KeyFacts, KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { keysStore } from '../../stores/keys-store.ts';
import { unlockKey } from '../keys/key-operations.ts';
import { keyName } from '../../components/use-key-name.ts';

/** Marks the id of a key that has no record: the rest is its handle. */
const prefix = 'plugged:';

/** Returns the handle of an unread key. */
export function handleOfUnread(keyId: string): KeyHandle {
  return keyId.slice(prefix.length);
}

/** Opens the PIN window for an unread key that is plugged in, and reads it; not while something else is done with it. */
export function readUnread(keyId: string): void {
  const handle = handleOfUnread(keyId);
  const { keys, progress } = keysStore.getState();
  if (keys.some((key) => key.handle === handle) && progress[handle] === undefined) void unlockKey(handle);
}

/** The reasons that stop a key that has a PIN from being listed now, and not for good. */
const passing: readonly (CapabilityReason | null)[] = ['pin-change-required', 'pin-blocked'];

/**
 * Finds the keys that are plugged in and were never read, among those that can list passkeys. A key that looks the same as a remembered one
 * that is not plugged in may be that key, and is not one of them.
 */
export function findUnreadKeys(
  t: Translate,
  plugged: readonly KeyView[],
  records: readonly InventoryKey[],
): readonly UnreadKey[] {
  const recognised = new Set(plugged.map((key) => key.remembered?.keyId));
  const away = records.filter((record) => !recognised.has(record.id));
  const unread = plugged.filter(
    ({ remembered, facts }) =>
      remembered === null && facts !== null && canList(facts) && !away.some((record) => looksLike(record, facts)),
  );
  const names = unread.map((key) => keyName(t, key));
  const taken = [...names, ...records.map(({ label }) => displayText(label, 80))];
  return unread.map((key, index) => {
    const name = names[index] ?? '';
    // The end of the serial number is part of the name already.
    const serial = key.facts?.vendorSerial ?? key.usbSerial ?? '';
    const isUnique = serial === '' || taken.filter((one) => one === name).length === 1;
    return { keyId: `${prefix}${key.handle}`, label: isUnique ? name : `${name} (${displayText(serial, 24)})` };
  });
}

/** Returns `before` where it says the same: who compares by identity then sees no change. */
export function keepSame(before: readonly UnreadKey[], now: readonly UnreadKey[]): readonly UnreadKey[] {
  const isSame =
    before.length === now.length &&
    now.every(({ keyId, label }, index) => before[index]?.keyId === keyId && before[index].label === label);
  return isSame ? before : now;
}

function canList({ capabilities }: KeyFacts): boolean {
  const { answer, reason } = capabilities.listPasskeys;
  return answer !== 'no' || passing.includes(reason);
}

function looksLike(record: InventoryKey, { aaguid, vendorSerial }: KeyFacts): boolean {
  const isOtherSerial = record.vendorSerial !== null && vendorSerial !== null && record.vendorSerial !== vendorSerial;
  return record.aaguid === aaguid && !isOtherSerial;
}
