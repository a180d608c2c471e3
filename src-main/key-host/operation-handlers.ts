import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { RequestContext } from '../../src-shared/ipc/message-server.ts';
import { leafName, type LeafName } from '../../src-shared/operations/leaf-name.ts';
import {
  type HostOperationName,
  hostOperationNames,
  type InputOf,
  type OutputOf,
  takesPin,
  takesPinIfSet,
} from '../../src-shared/operations/operation-names.ts';
import type { KeyManager } from '../keys/key-manager.ts';
import type { RunInput } from '../keys/opened-key.ts';
import type { HostPort } from './host-process.ts';
import { runPinDialog } from './pin-dialog.ts';

type OperationHandlers = Pick<
  HandlersOf<KeyHostContract, readonly [RequestContext<HostPort>]>['keys'],
  LeafName<HostOperationName>
>;

/**
 * Creates the handler of every operation; the PINs of those that take some come over the request's port. Where one that a key without a PIN
 * takes without comes with no port, none is asked for.
 */
export function createOperationHandlers(
  manager: KeyManager,
  onAttempt: (handle: KeyHandle, failure: OperationFailure | null) => void,
): OperationHandlers {
  const handlerOf =
    <Name extends HostOperationName>(name: Name) =>
    (
      { handle, ...input }: { readonly handle: KeyHandle } & InputOf<Name>,
      { signal, ports }: RequestContext<HostPort>,
    ): Promise<Outcome<OutputOf<HostOperationName>>> => {
      if (!takesPin(name)) return manager.run(name, handle, input as RunInput<typeof name>, { signal });
      if (takesPinIfSet(name) && ports[0] === undefined) {
        return manager.run(name, handle, { ...input, pinIfSet: null } as RunInput<typeof name>, { signal });
      }
      const asked = { name, handle, input: input as InputOf<typeof name> };
      return runPinDialog(manager, asked, ports[0], signal, (failure) => onAttempt(handle, failure));
    };
  const handlers = hostOperationNames.map((name) => [leafName(name), handlerOf(name)]);
  return Object.fromEntries(handlers) as OperationHandlers;
}
