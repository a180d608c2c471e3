import type { Outcome } from '../domain/outcome.ts';
import type { KeyHandle } from '../domain/plugged-key.ts';
import { leafName } from '../operations/leaf-name.ts';
import { type HostOperationName, type InputOf, isJournaled, type OutputOf } from '../operations/operation-names.ts';
import type { KeyHostContract } from './key-host-contract.ts';
import type { ClientOf, RequestOptions } from './message-client.ts';

type Ask<Name extends HostOperationName, Port> = (
  input: { readonly handle: KeyHandle } & InputOf<Name>,
  options: RequestOptions<Port>,
) => Promise<Outcome<OutputOf<Name>>>;

/**
 * Asks the key host for one operation. Where the host ends without an answer, an operation that changes the key has an
 * unknown outcome.
 */
export function runOnHost<Name extends HostOperationName, Port>(
  host: ClientOf<KeyHostContract, Port>,
  name: Name,
  handle: KeyHandle,
  input: InputOf<Name>,
  options: RequestOptions<Port>,
): Promise<Outcome<OutputOf<Name>>> {
  const ask = host.keys[leafName(name)] as Ask<Name, Port>;
  return ask({ handle, ...input }, { sentOperation: () => (isJournaled(name) ? name : null), ...options });
}
