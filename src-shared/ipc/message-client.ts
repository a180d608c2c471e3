import type { OperationFailure } from '../domain/operation-failure.ts';
import type { Contract, EventLeaf, Received, RequestLeaf, Sent } from './define-contract.ts';
import { fromHostSchema, type ToHost } from './host-message.ts';

export interface RequestOptions<Port> {
  /** Aborting sends a cancel; the request still ends with the other side's answer. */
  readonly signal?: AbortSignal | undefined;
  readonly ports?: readonly Port[];
  /**
   * Name of the operation if it may have reached a key by now; null where nothing was sent. Called when the other side ended without an
   * answer: the outcome is then unknown and must not be guessed, because a guess could hide a deletion or repeat it.
   */
  readonly sentOperation?: () => string | null;
}

/** The functions a message client offers: one per request leaf. */
export type ClientOf<C extends Contract, Port> = {
  readonly [Group in keyof C]: {
    readonly [
      Leaf in keyof C[Group] as C[Group][Leaf] extends RequestLeaf ? Leaf : never
    ]: C[Group][Leaf] extends RequestLeaf<infer Input, infer Output>
      ? (input: Sent<Input>, options?: RequestOptions<Port>) => Promise<Received<Output>>
      : never;
  };
};

/** Listeners to the events of a contract. */
export type ListenersOf<C extends Contract> = {
  readonly [Group in keyof C]: {
    readonly [
      Leaf in keyof C[Group] as C[Group][Leaf] extends EventLeaf ? Leaf : never
    ]: C[Group][Leaf] extends EventLeaf<infer Payload> ? (payload: Received<Payload>) => void : never;
  };
};

export interface MessageClientOptions<C extends Contract, Port> {
  readonly contract: C;
  readonly listeners: ListenersOf<C>;
  /** False where there is nobody to send to: the request ends with `key-host-restarted`. */
  readonly send: (message: ToHost, ports: readonly Port[]) => boolean;
  readonly onPong: (id: number) => void;
  readonly log: (line: string) => void;
}

export interface MessageClient<C extends Contract, Port> {
  readonly api: ClientOf<C, Port>;
  receive(message: unknown): void;
  /** Ends every open request because the other side is gone. */
  failAll(): void;
}

interface Pending {
  readonly name: string;
  readonly leaf: RequestLeaf;
  readonly sentOperation: () => string | null;
  readonly settle: (value: unknown) => void;
}

/**
 * Asks a contract's requests over a message channel. Every output of the contract must be an Outcome: whatever goes wrong
 * on the way is answered as a failure, never as an exception.
 */
export function createMessageClient<C extends Contract, Port>(
  options: MessageClientOptions<C, Port>,
): MessageClient<C, Port> {
  const open = new Map<number, Pending>();
  let lastId = 0;

  function ask(name: string, leaf: RequestLeaf, input: unknown, asked: RequestOptions<Port> = {}): Promise<unknown> {
    const parsed = leaf.input.safeParse(input);
    if (!parsed.success) return Promise.resolve(failure({ kind: 'input-invalid', detail: name }));
    if (asked.signal?.aborted === true) return Promise.resolve(failure({ kind: 'cancelled' }));
    const id = ++lastId;
    return new Promise((resolve) => {
      const onAbort = (): void => void options.send({ type: 'cancel', id }, []);
      const settle = (value: unknown): void => {
        open.delete(id);
        asked.signal?.removeEventListener('abort', onAbort);
        resolve(value);
      };
      open.set(id, { name, leaf, sentOperation: asked.sentOperation ?? (() => null), settle });
      asked.signal?.addEventListener('abort', onAbort, { once: true });
      if (!options.send({ type: 'request', id, leaf: name, input: parsed.data }, asked.ports ?? [])) {
        settle(failure({ kind: 'key-host-restarted' }));
      }
    });
  }

  function receive(message: unknown): void {
    const parsed = fromHostSchema.safeParse(message);
    if (!parsed.success) return options.log('a message that fits no form was dropped');
    const received = parsed.data;
    if (received.type === 'pong') return options.onPong(received.id);
    if (received.type === 'event') return deliver(received.leaf, received.payload);
    const pending = open.get(received.id);
    if (pending === undefined) return;
    if (!received.envelope.ok) {
      return pending.settle(failure({ kind: 'unexpected', detail: received.envelope.error.message }));
    }
    const value = pending.leaf.output.safeParse(received.envelope.value);
    if (value.success) return pending.settle(value.data);
    options.log(`${pending.name}: the answer does not fit the contract`);
    pending.settle(failure({ kind: 'unexpected', detail: 'the answer does not fit the contract' }));
  }

  function deliver(name: string, payload: unknown): void {
    const [group = '', member = ''] = name.split('.');
    const leaf = Object.hasOwn(options.contract, group) ? options.contract[group]?.[member] : undefined;
    if (leaf?.type !== 'event') return options.log('an unknown event was dropped');
    const parsed = leaf.payload.safeParse(payload);
    if (!parsed.success) return options.log(`${name}: the event does not fit the contract`);
    const listeners = options.listeners as Readonly<Record<string, Readonly<Record<string, (value: unknown) => void>>>>;
    listeners[group]?.[member]?.(parsed.data);
  }

  function failAll(): void {
    for (const pending of [...open.values()]) {
      const operation = pending.sentOperation();
      pending.settle(
        failure(operation === null ? { kind: 'key-host-restarted' } : { kind: 'outcome-unknown', operation }),
      );
    }
  }

  return { api: createApi<C, Port>(options.contract, ask), receive, failAll };
}

function createApi<C extends Contract, Port>(
  contract: C,
  ask: (name: string, leaf: RequestLeaf, input: unknown, options?: RequestOptions<Port>) => Promise<unknown>,
): ClientOf<C, Port> {
  const api: Record<string, Record<string, unknown>> = {};
  for (const [group, leaves] of Object.entries(contract)) {
    const functions: Record<string, unknown> = {};
    for (const [name, leaf] of Object.entries<RequestLeaf | EventLeaf>(leaves)) {
      if (leaf.type !== 'request') continue;
      functions[name] = (input: unknown, asked?: RequestOptions<Port>) => ask(`${group}.${name}`, leaf, input, asked);
    }
    api[group] = functions;
  }
  return api as ClientOf<C, Port>;
}

function failure(reason: OperationFailure): { readonly ok: false; readonly failure: OperationFailure } {
  return { ok: false, failure: reason };
}
