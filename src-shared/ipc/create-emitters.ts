import type { Contract, EmittersOf, EventLeaf, RequestLeaf } from './define-contract.ts';

/** Creates the functions that send a contract's events; a payload that does not fit is logged and not sent. */
export function createEmitters<C extends Contract>(
  contract: C,
  send: (group: string, leaf: string, payload: unknown) => void,
  log: (line: string) => void,
): EmittersOf<C> {
  const emitters: Record<string, Record<string, (payload: unknown) => void>> = {};
  for (const [group, leaves] of Object.entries(contract)) {
    const functions: Record<string, (payload: unknown) => void> = {};
    for (const [name, leaf] of Object.entries<RequestLeaf | EventLeaf>(leaves)) {
      if (leaf.type !== 'event') continue;
      functions[name] = (payload) => {
        const parsed = leaf.payload.safeParse(payload);
        if (parsed.success) send(group, name, parsed.data);
        else log(`${group}.${name}: the event does not fit the contract`);
      };
    }
    emitters[group] = functions;
  }
  return emitters as EmittersOf<C>;
}
