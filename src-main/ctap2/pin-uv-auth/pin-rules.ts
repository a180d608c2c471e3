import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { AuthenticatorInfo } from '../commands/authenticator-info.ts';
import { maxPinBytes, type Pin } from './pin.ts';

/** Assesses a new PIN by the key's own lengths, before anything is sent; null where it may be tried. */
export function newPinFailure(
  pin: Pin,
  info: Pick<AuthenticatorInfo, 'minPinLength' | 'maxPinLength'>,
): Extract<OperationFailure, { kind: 'pin-too-short' | 'pin-too-long' }> | null {
  if (pin.codePoints < info.minPinLength) return { kind: 'pin-too-short', minimum: info.minPinLength, pin: 'new' };
  if (pin.codePoints > info.maxPinLength || pin.byteLength > maxPinBytes) {
    return { kind: 'pin-too-long', maximum: info.maxPinLength, maximumBytes: maxPinBytes, pin: 'new' };
  }
  return null;
}
