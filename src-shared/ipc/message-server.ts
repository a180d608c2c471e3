import { createEmitters } from './create-emitters.ts';
import type { Contract, EmittersOf, HandlersOf, RequestLeaf } from './define-contract.ts';
import { type FromHost, toHostSchema } from './host-message.ts';

/** Arguments of a handler of a message server beside its input. `Port` is the platform's transferred message port. */
export interface RequestContext<Port> {
  /** Aborted when the other side cancels the request or the server closes. */
  readonly signal: AbortSignal;
  readonly ports: readonly Port[];
}

export interface MessageServerOptions<C extends Contract, Port> {
  readonly contract: C;
  readonly handlers: HandlersOf<C, readonly [RequestContext<Port>]>;
  readonly send: (message: FromHost) => void;
  /** Told of defects in one safe line: no payload. */
  readonly log: (line: string) => void;
  readonly onClose: () => void;
}

export interface MessageServer<C extends Contract, Port> {
  receive(message: unknown, ports: readonly Port[]): void;
  readonly emit: EmittersOf<C>;
  /** Cancels every running request. */
  abortAll(): void;
}

type AnyHandler<Port> = (input: unknown, context: RequestContext<Port>) => unknown;

/** Answers a contract's requests over a message channel: parse, call, parse, reply; one abort signal per request. */
export function createMessageServer<C extends Contract, Port>(
  options: MessageServerOptions<C, Port>,
): MessageServer<C, Port> {
  const running = new Map<number, AbortController>();

  async function answerRequest(id: number, name: string, input: unknown, ports: readonly Port[]): Promise<void> {
    const refused = (code: 'malformed-input' | 'failed', message: string): void => {
      options.log(`${name}: ${code}: ${message}`);
      options.send({ type: 'reply', id, envelope: { ok: false, error: { code, message } } });
    };
    const found = findRequest(options.contract, options.handlers, name);
    if (found === null || running.has(id)) return refused('malformed-input', 'no such request');
    const parsed = found.leaf.input.safeParse(input);
    if (!parsed.success) return refused('malformed-input', 'the input does not fit the contract');
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler: AnyHandler<Port> = found.handler;
      const output = found.leaf.output.safeParse(await handler(parsed.data, { signal: controller.signal, ports }));
      if (!output.success) return refused('failed', 'the answer does not fit the contract');
      options.send({ type: 'reply', id, envelope: { ok: true, value: output.data } });
    } catch (error) {
      refused('failed', error instanceof Error ? error.name : 'unknown error');
    } finally {
      running.delete(id);
    }
  }

  function receive(message: unknown, ports: readonly Port[]): void {
    const parsed = toHostSchema.safeParse(message);
    if (!parsed.success) return options.log('a message that fits no form was dropped');
    switch (parsed.data.type) {
      case 'request':
        return void answerRequest(parsed.data.id, parsed.data.leaf, parsed.data.input, ports);
      case 'cancel':
        return running.get(parsed.data.id)?.abort();
      case 'ping':
        return options.send({ type: 'pong', id: parsed.data.id });
      case 'close':
        return options.onClose();
    }
  }

  return {
    receive,
    emit: createEmitters(
      options.contract,
      (group, leaf, payload) => options.send({ type: 'event', leaf: `${group}.${leaf}`, payload }),
      options.log,
    ),
    abortAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}

function findRequest<Port>(
  contract: Contract,
  handlers: object,
  name: string,
): { readonly leaf: RequestLeaf; readonly handler: AnyHandler<Port> } | null {
  const [group = '', member = ''] = name.split('.');
  if (!Object.hasOwn(contract, group)) return null;
  const leaves = contract[group];
  if (leaves === undefined || !Object.hasOwn(leaves, member)) return null;
  const leaf = leaves[member];
  if (leaf?.type !== 'request') return null;
  const handler = (handlers as Readonly<Record<string, Readonly<Record<string, AnyHandler<Port>>>>>)[group]?.[member];
  return handler === undefined ? null : { leaf, handler };
}
