import type { CtapError } from '../ctap2/ctap-error.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { KeyRecord } from './key-record.ts';
import { KeyFailure } from './operation-failure.ts';
import type { PinWay } from './pin-ways.ts';

/** Records that the key refused how a PIN was sent. Returns the failure that asks for another typing; null where there is no other way. */
export function pinWayFailure(
  { pinWays }: Pick<KeyRecord, 'pinWays'>,
  info: AuthenticatorInfo,
  way: PinWay,
  refusal: CtapError,
): KeyFailure | null {
  const { status, code } = refusal;
  if (!pinWays.refused(way, status, info)) return null;
  return new KeyFailure({ kind: 'pin-way-refused', status, code }, { cause: refusal });
}
