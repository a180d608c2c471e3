import type { EmittersOf, HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { RequestContext } from '../../src-shared/ipc/message-server.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { guideReset, resetRefusal } from '../keys/guided-reset.ts';
import type { KeyManager } from '../keys/key-manager.ts';
import { isSameProof, keyProof } from '../keys/key-proof.ts';
import type { HostPort } from './host-process.ts';

type ResetHandlers = Pick<
  HandlersOf<KeyHostContract, readonly [RequestContext<HostPort>]>['keys'],
  'checkReset' | 'guideReset'
>;

/** Creates the handlers of a guided reset. The journal is the main process's: it stands there from before the key is pulled out. */
export function createResetHandlers(manager: KeyManager, emit: () => EmittersOf<KeyHostContract>): ResetHandlers {
  const proofOf = (handle: string) => {
    const key = manager.keys().find((candidate) => candidate.handle === handle);
    return key === undefined ? null : keyProof(key);
  };
  return {
    checkReset: ({ handle }) => {
      const refusal = resetRefusal(manager.keys(), handle);
      const proof = proofOf(handle);
      return refusal !== null || proof === null ? failed(refusal ?? { kind: 'key-removed' }) : success(proof);
    },
    guideReset: async ({ handle, expected }, { signal }) => {
      const proof = proofOf(handle);
      if (proof !== null && !isSameProof(proof, expected)) return failed({ kind: 'key-changed' });
      return success(
        await guideReset(manager, handle, {
          signal,
          journal: null,
          onStage: (stage, isLate) => emit().keys.resetStage({ handle, stage, isLate }),
        }),
      );
    },
  };
}
