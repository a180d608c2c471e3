import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';

/** Tries that the key last reported, and its answer to the last PIN of this plug-in. */
export interface PinLockState {
  readonly retriesLeft: number | null;
  readonly retriesInAll: number | null;
  readonly needsReplug: boolean;
  readonly blocked: boolean;
}

export const unlockedTries: PinLockState = {
  retriesLeft: null,
  retriesInAll: null,
  needsReplug: false,
  blocked: false,
};

/** Returns what a person must know about the PIN before typing it. */
export function pinState(info: AuthenticatorInfo, lock: PinLockState): PinState {
  const clientPin = info.options.get('clientPin');
  const uv = info.options.get('uv');
  return {
    supported: clientPin !== undefined,
    set: clientPin ?? null,
    ...lock,
    forceChange: info.forcePinChange,
    minLength: info.minPinLength,
    maxLength: info.maxPinLength,
    complexityEnforced: info.pinComplexityPolicy === true,
    builtInUv: uv === undefined ? 'none' : uv ? 'configured' : 'not-configured',
  };
}

/** Returns the tries as they are shown. */
export function lockOf({ retriesLeft, retriesInAll, needsReplug, blocked }: PinState): PinLockState {
  return { retriesLeft, retriesInAll, needsReplug, blocked };
}

/** The PIN state of a key that has no PIN at all (U2F only). */
export const noPinState: PinState = {
  supported: false,
  set: null,
  ...unlockedTries,
  forceChange: false,
  minLength: 4,
  maxLength: 63,
  complexityEnforced: false,
  builtInUv: 'none',
};
