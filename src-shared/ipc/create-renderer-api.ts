import type { ApiOf, Contract, LeafTypesOf } from './define-contract.ts';
import { channelName, listenerName } from './leaf-names.ts';
import type { Envelope } from './envelope.ts';

/** The part of Electron's ipcRenderer that an API needs. */
export interface RendererIpc {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/** Listeners one page may hold per event; more is a leak in the page. */
const listenerLimit = 64;

/**
 * Creates the functions a window gets: `group.request(input)` and `group.onEvent(listener)`, which returns a function that stops it. A
 * refused call throws an Error whose message is `code: text`. The object is frozen at both levels.
 */
export function createRendererApi<C extends Contract>(leaves: LeafTypesOf<C>, ipc: RendererIpc): ApiOf<C> {
  const api: Record<string, Record<string, unknown>> = {};
  for (const [group, members] of Object.entries<Readonly<Record<string, 'request' | 'event'>>>(leaves)) {
    const functions: Record<string, unknown> = {};
    for (const [leaf, type] of Object.entries(members)) {
      const channel = channelName(group, leaf);
      if (type === 'request') functions[leaf] = (input: unknown) => call(ipc, channel, input);
      else functions[listenerName(leaf)] = listen(ipc, channel);
    }
    api[group] = Object.freeze(functions);
  }
  return Object.freeze(api) as ApiOf<C>;
}

async function call(ipc: RendererIpc, channel: string, input: unknown): Promise<unknown> {
  const envelope = (await ipc.invoke(channel, input)) as Envelope<unknown>;
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`);
  return envelope.value;
}

function listen(ipc: RendererIpc, channel: string): (listener: (payload: unknown) => void) => () => void {
  let held = 0;
  return (listener) => {
    if (held >= listenerLimit) throw new Error(`too many listeners on ${channel}`);
    // The page gets the payload only: an event object would hand it the sender.
    const onMessage = (_event: unknown, payload: unknown): void => listener(payload);
    ipc.on(channel, onMessage);
    held++;
    let active = true;
    return () => {
      if (!active) return;
      active = false;
      held--;
      ipc.removeListener(channel, onMessage);
    };
  };
}
