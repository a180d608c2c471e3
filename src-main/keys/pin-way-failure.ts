import type { CtapError } from '../ctap2/ctap-error.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { KeyRecord } from './key-record.ts';
import { KeyFailure } from './operation-failure.ts';
import { nameOfWay, type PinWay } from './pin-ways.ts';

/** Records that the key refused how a PIN was sent. Returns the failure that asks for another typing; null where there is no other way. */
export function pinWayFailure(
  { pinWays }: Pick<KeyRecord, 'pinWays'>,
  info: AuthenticatorInfo,
  way: PinWay,
  refusal: CtapError,
): KeyFailure | null {
  const { status, code } = refusal;
  if (!pinWays.refused(way, status, info)) return null;
  const next = pinWays.next(info);
  if (next === null) return null;
  // A change of the PIN asks for no token: it has one sub-command, under any protocol.
  const nextWay = nameOfWay({ ...next, withPermissions: next.withPermissions && way.withPermissions });
  return new KeyFailure({ kind: 'pin-way-refused', status, code, nextWay }, { cause: refusal });
}
