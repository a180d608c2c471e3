import type { Capability, CapabilityReason, KeyCapabilities } from '../../src-shared/domain/capability.ts';
import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { CredentialManagementSupport } from '../ctap2/credential-management-support.ts';

const yes: Capability = { answer: 'yes', reason: null };
const no = (reason: CapabilityReason): Capability => ({ answer: 'no', reason });

/** Tells what a FIDO2 key can be asked to do now, each with the reason where the answer is not yes. */
export function keyCapabilities(
  support: CredentialManagementSupport,
  pin: PinState,
  canBeFound: { readonly wink: boolean; readonly touch: boolean },
): KeyCapabilities {
  const listPasskeys = support.command === null ? no(support.reason) : pinUse(pin);
  return {
    listPasskeys,
    deletePasskey: listPasskeys,
    renamePasskey: support.command !== null && !support.canRename ? no('preview-only') : listPasskeys,
    setPin: pin.supported ? (pin.set === true ? no('pin-already-set') : yes) : no('no-pin-support'),
    changePin: changePin(pin),
    identify: canBeFound.wink || canBeFound.touch ? yes : no('too-old'),
  };
}

/** What a key can be asked to do that speaks U2F only, or has FIDO2 switched off: nothing but to be found. */
export function capabilitiesWithoutFido2(reason: 'u2f-only' | 'fido2-off', wink: boolean): KeyCapabilities {
  return { ...allAnswered(no(reason)), identify: wink ? yes : no(reason) };
}

/** Gives every function the same answer, e.g. while a key has not been read or cannot be opened. */
export function allAnswered(answer: Capability): KeyCapabilities {
  return {
    listPasskeys: answer,
    deletePasskey: answer,
    renamePasskey: answer,
    setPin: answer,
    changePin: answer,
    identify: answer,
  };
}

function changePin(pin: PinState): Capability {
  if (!pin.supported) return no('no-pin-support');
  if (pin.set !== true) return no('no-pin-set');
  if (pin.blocked) return no('pin-blocked');
  return pin.needsReplug ? no('pin-needs-replug') : yes;
}

function pinUse(pin: PinState): Capability {
  const usable = changePin(pin);
  // CTAP 2.1 §6.5.5.7: with forcePINChange no token is given.
  return usable.answer === 'yes' && pin.forceChange ? no('pin-change-required') : usable;
}
