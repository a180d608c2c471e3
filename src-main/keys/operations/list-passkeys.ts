import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { passkeyCapability } from '../key-capabilities.ts';
import { listWithToken } from '../list-with-token.ts';
import type { CapabilityFacts, OpenedKey } from '../opened-key.ts';
import { requireUnlocked } from '../requirements.ts';

/** Returns whether the passkeys of a key can be listed, once it is unlocked. */
export function capability({ info, pin }: CapabilityFacts): Capability {
  return passkeyCapability(info, pin);
}

/** Lists the passkeys with the token held. Throws KeyFailure. */
export async function run(opened: OpenedKey<'working' | 'look'>): Promise<PasskeyListing> {
  const { commands, token } = requireUnlocked(opened.record);
  return listWithToken('list-passkeys', opened, commands, token);
}
