import type { Capability, CapabilityReason, KeyCapabilities } from '../../src-shared/domain/capability.ts';
import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import { capabilityNames } from '../../src-shared/operations/operation-names.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { credentialManagementSupport } from '../ctap2/credential-management-support.ts';

export const yes: Capability = { answer: 'yes', reason: null };

/** Returns the answer no, with its reason. */
export function no(reason: CapabilityReason): Capability {
  return { answer: 'no', reason };
}

/** Returns whether the passkeys of a key can be managed: it has a command for that, and a PIN that it takes. */
export function passkeyCapability(info: AuthenticatorInfo, pin: PinState): Capability {
  const support = credentialManagementSupport(info);
  if (support.command === null) return no(support.reason);
  const usable = presentPinCapability(pin);
  // CTAP 2.1 §6.5.5.7: with forcePINChange no token is given.
  return usable.answer === 'yes' && pin.forceChange ? no('pin-change-required') : usable;
}

/** Returns whether the key takes its present PIN. */
export function presentPinCapability(pin: PinState): Capability {
  if (!pin.supported) return no('no-pin-support');
  if (pin.set !== true) return no('no-pin-set');
  // A lock until replug is a warning: a key that is locked says so and spends no try, and some keys only say that they are.
  return pin.blocked ? no('pin-blocked') : yes;
}

/** Returns what a key can be asked to do that speaks U2F only, or has FIDO2 switched off: nothing but to be found. */
export function capabilitiesWithoutFido2(reason: 'u2f-only' | 'fido2-off', wink: boolean): KeyCapabilities {
  return { ...allAnswered(no(reason)), identify: wink ? yes : no(reason) };
}

/** Returns the same answer for every function, e.g. while a key has not been read or cannot be opened. */
function allAnswered(answer: Capability): KeyCapabilities {
  return Object.fromEntries(capabilityNames.map((name) => [name, answer])) as KeyCapabilities;
}
