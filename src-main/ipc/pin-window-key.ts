import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import type { Activity } from '../../src-shared/domain/activity.ts';
import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import { createKeyColours } from '../../src-shared/lib/key-colour.ts';
import { modelName } from '../../src-shared/lib/key-name.ts';
import { withTriesInAll } from '../../src-shared/plans/tries-in-all.ts';
import type { Recognition } from '../inventory/inventory.ts';

const unknownPin: PinState = {
  supported: false,
  set: null,
  retriesLeft: null,
  retriesInAll: null,
  needsReplug: false,
  blocked: false,
  forceChange: false,
  minLength: 4,
  maxLength: 63,
  complexityEnforced: false,
  builtInUv: 'none',
};

/** Facts of the inventory about a key that a PIN is asked for. */
export interface PinWindowFacts {
  readonly recognition: Recognition | null;
  /** Every remembered key: the colours of keys depend on each other. */
  readonly remembered: readonly InventoryKey[];
  readonly activity: readonly Activity[];
  /** Label of the key that the person was asked to plug in. */
  readonly expected?: string | undefined;
}

/** Describes a key for the head of a PIN window: its name here, its looks, whether it is known. */
export function pinWindowKey(
  key: KeyView,
  { recognition, remembered, activity, expected }: PinWindowFacts,
): PinWindowKey {
  const { facts } = key;
  const record = remembered.find(({ id }) => id === key.remembered?.keyId);
  const state = key.remembered !== null ? 'known' : (recognition?.state ?? 'undecided');
  const { listPasskeys, setPin } = facts?.capabilities ?? {};
  return {
    label: key.remembered?.label ?? null,
    look: keyLook(key),
    place: record?.place ?? null,
    colour: createKeyColours(remembered)(record?.id ?? null),
    formFactor: facts?.formFactor ?? record?.formFactor ?? null,
    product: key.product,
    recognition: state === 'known' && key.remembered === null ? 'undecided' : state,
    expected: key.remembered === null ? (expected ?? null) : null,
    canBlink: facts?.ctaphid.wink === true,
    canRead: listPasskeys?.answer === 'yes' || (setPin?.answer === 'yes' && listPasskeys?.reason === 'no-pin-set'),
    passkeys: facts?.passkeys.existing ?? record?.existing ?? null,
    simulated: key.simulated,
    pin: facts === null ? unknownPin : withTriesInAll(facts, { keys: remembered, activity }, record?.id ?? null).pin,
  };
}

/** Returns what a key looks like in words; the numbers of its USB device where it says nothing of itself. */
export function keyLook({ facts, product, manufacturer, vendorId, productId }: KeyView): string {
  const name = modelName({
    model: facts?.model ?? null,
    product: product ?? manufacturer,
    vendorSerial: facts?.vendorSerial ?? null,
  });
  return name ?? `${hex4(vendorId)}:${hex4(productId)}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
