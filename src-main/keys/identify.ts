import type { AuthenticatorInfo } from '../ctap2/commands/get-info.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import { requestTouch } from '../ctap2/request-touch.ts';
import { wink } from '../ctaphid/ctaphid-commands.ts';
import { deadlines } from './deadlines.ts';
import { KeyFailure } from './to-operation-failure.ts';

/**
 * Makes one key stand out: it blinks by WINK where it can, else it waits to be touched. Nothing follows a WINK on the same
 * connection, because some keys stumble over a command right after it (reliability A-32).
 */
export async function identify(
  session: CtapSession,
  info: AuthenticatorInfo | null,
  signal: AbortSignal | undefined,
  onKeepalive: (state: 'working' | 'touch') => void,
): Promise<'wink' | 'touch'> {
  if (session.channel.info.capabilities.wink) {
    await wink(session.channel, { ...deadlines.quick, signal });
    return 'wink';
  }
  if (info === null) throw new KeyFailure({ kind: 'not-supported', feature: 'identify' });
  await requestTouch(session, info, { ...deadlines.touch, signal, onKeepalive });
  return 'touch';
}
