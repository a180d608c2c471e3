import type { Contract, EventLeaf, HandlersOf, RequestLeaf } from '../../src-shared/ipc/define-contract.ts';

type Handler = (input: unknown) => unknown;

/** Creates handlers that wait for the real ones: a page is shown, and asks, before the inventory is open. */
export function answerWhenReady<C extends Contract>(contract: C, ready: Promise<HandlersOf<C>>): HandlersOf<C> {
  const handlers: Record<string, Record<string, Handler>> = {};
  for (const [group, leaves] of Object.entries(contract)) {
    const functions: Record<string, Handler> = {};
    for (const [name, leaf] of Object.entries<RequestLeaf | EventLeaf>(leaves)) {
      if (leaf.type !== 'request') continue;
      functions[name] = async (input) => {
        const real: Readonly<Record<string, Readonly<Record<string, Handler>>>> = await ready;
        return real[group]?.[name]?.(input);
      };
    }
    handlers[group] = functions;
  }
  return handlers as HandlersOf<C>;
}
