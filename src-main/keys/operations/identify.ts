import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { requestTouch } from '../../ctap2/request-touch.ts';
import { wink } from '../../ctaphid/ctaphid-commands.ts';
import { deadlines } from '../deadlines.ts';
import { yes } from '../key-capabilities.ts';
import type { OpenedKey } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';

/** Returns whether a key can show which one it is: a FIDO2 key can at least wait to be touched. */
export function capability(): Capability {
  return yes;
}

/**
 * Blinks one key by WINK where it can, else waits for a touch on it. Nothing follows a WINK on the same connection, because some keys
 * stumble over a command right after it.
 */
export async function run(opened: OpenedKey<'working' | 'touch'>): Promise<OutputOf<'identify'>> {
  const { session, signal, record, report } = opened;
  if (session.channel.info.capabilities.wink) {
    await wink(session.channel, { ...deadlines.quick, signal });
    return { by: 'wink' };
  }
  if (record.info === null) throw new KeyFailure({ kind: 'not-supported', feature: 'identify' });
  const waiting = requestTouch(session, record.info, {
    ...deadlines.touch,
    signal,
    onKeepalive: (step) => report(step),
  });
  await withFailureContext({ operation: 'identify', step: 'touch', changesKey: false }, waiting);
  return { by: 'touch' };
}
