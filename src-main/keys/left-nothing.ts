import { getAssertion } from '../ctap2/commands/get-assertion.ts';
import { getInfo } from '../ctap2/commands/get-info.ts';
import { createClientData } from './client-data.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';
import { refusalOf } from './operation-failure.ts';

/**
 * Checks that a key stores nothing for an RP ID: asked without a list, it finds no credential, and it has as much room as before. Null where it shows
 * neither, or where the two contradict each other. Without PIN and touch.
 */
export async function leftNothing(opened: OpenedKey, rpId: string, roomBefore: number | null): Promise<boolean | null> {
  const findsNothing = await isUnknown(opened, rpId);
  if (findsNothing === false) return false;
  const roomAfter = await roomOf(opened);
  const hasSameRoom = roomBefore === null || roomAfter === null ? null : roomAfter >= roomBefore;
  if (findsNothing === null) return hasSameRoom;
  return hasSameRoom === false ? null : true;
}

/** Checks whether the key says that it has no credential for an RP ID (status 2E). */
async function isUnknown({ session, signal }: OpenedKey, rpId: string): Promise<boolean | null> {
  const { hash } = createClientData('webauthn.get', rpId);
  const request = { rpId, clientDataHash: hash, options: { up: false } };
  try {
    await session.send(getAssertion, request, { ...deadlines.quick, signal });
    return false;
  } catch (error) {
    return refusalOf(error)?.status === 'NO_CREDENTIALS' ? true : null;
  }
}

async function roomOf({ session, signal }: OpenedKey): Promise<number | null> {
  try {
    return (await session.send(getInfo, null, { ...deadlines.quick, signal })).remainingDiscoverableCredentials;
  } catch {
    // What the key answered before counts, whatever became of it since.
    return null;
  }
}
