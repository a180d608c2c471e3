import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import type { Recognition } from '../inventory/inventory.ts';

const unknownPin: PinState = {
  supported: false,
  set: null,
  retriesLeft: null,
  needsReplug: false,
  blocked: false,
  forceChange: false,
  minLength: 4,
  maxLength: 63,
  complexityEnforced: false,
  builtInUv: 'none',
};

/** Describes a key for the head of a PIN window: what it is called here, what it looks like, whether it is known. */
export function pinWindowKey(key: KeyView, recognition: Recognition | null, pin: PinState | null): PinWindowKey {
  const model = key.facts?.model ?? key.product;
  const words = [model, model === key.product || model === null ? key.manufacturer : null, key.facts?.vendorSerial];
  const look = words.filter((word) => word !== null && word !== undefined && word !== '').join(' · ');
  const state = key.remembered !== null ? 'known' : (recognition?.state ?? 'undecided');
  return {
    label: key.remembered?.label ?? null,
    look: look === '' ? `${hex4(key.vendorId)}:${hex4(key.productId)}` : look.slice(0, 200),
    recognition: state === 'known' && key.remembered === null ? 'undecided' : state,
    simulated: key.simulated,
    pin: pin ?? key.facts?.pin ?? unknownPin,
  };
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
