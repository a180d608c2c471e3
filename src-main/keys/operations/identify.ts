import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { requestTouch } from '../../ctap2/request-touch.ts';
import { wink } from '../../ctaphid/ctaphid-commands.ts';
import { deadlines } from '../deadlines.ts';
import { yes } from '../key-capabilities.ts';
import { CtapHidError } from '../../ctaphid/ctaphid-error.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';

/** Returns whether a key can show which one it is: a FIDO2 key can at least wait to be touched. */
export function capability(): Capability {
  return yes;
}

/**
 * Blinks one key by WINK where it can, else, or where nothing was seen to blink, waits for a touch on it. Nothing follows a WINK on
 * the same connection, because some keys stumble over a command right after it.
 */
export async function run(
  opened: OpenedKey<'working' | 'touch'>,
  { byTouch }: RunInput<'identify'>,
): Promise<OutputOf<'identify'>> {
  const { session, signal, record, report } = opened;
  if (!byTouch && (await winked(opened))) return { by: 'wink' };
  if (record.info === null) throw new KeyFailure({ kind: 'not-supported', feature: 'identify' });
  const waiting = requestTouch(session, record.info, {
    ...deadlines.touch,
    signal,
    onKeepalive: (step) => report(step),
  });
  const isProven = await withFailureContext({ operation: 'identify', step: 'touch', changesKey: false }, waiting);
  if (!isProven) throw new KeyFailure({ kind: 'not-supported', feature: 'touch-proof' });
  return { by: 'touch' };
}

/** Blinks by WINK; false where the key does not offer it, or refuses it although it does. */
async function winked({ session, signal }: OpenedKey<'working' | 'touch'>): Promise<boolean> {
  try {
    return await wink(session.channel, { ...deadlines.quick, signal });
  } catch (error) {
    if (error instanceof CtapHidError && error.reason === 'device-error') return false;
    throw error;
  }
}
