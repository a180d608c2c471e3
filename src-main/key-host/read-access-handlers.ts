import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import { success } from '../../src-shared/lib/outcome.ts';
import type { Core } from '../create-core.ts';

type ReadAccessHandlers = Pick<
  HandlersOf<KeyHostContract>['keys'],
  'matchReadAccess' | 'keptReadAccess' | 'forgetReadAccess'
>;

/** Creates the answers about the read access that is kept. Tokens stay in this process. */
export function createReadAccessHandlers({ keys, readAccess }: Pick<Core, 'keys' | 'readAccess'>): ReadAccessHandlers {
  return {
    matchReadAccess: async ({ handle, keyIds, isCertain }) =>
      success(await keys.matchReadAccess(handle, keyIds, isCertain)),
    keptReadAccess: ({ keyIds }) => readAccess.kept(keyIds),
    forgetReadAccess: async ({ keyIds }) => {
      for (const keyId of keyIds) {
        const forgotten = await keys.forgetReadAccess(keyId);
        if (!forgotten.ok) return forgotten;
      }
      return success(null);
    },
  };
}
