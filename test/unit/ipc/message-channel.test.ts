import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { outcomeSchema } from '../../../src-shared/domain/outcome-schema.ts';
import { event, request } from '../../../src-shared/ipc/define-contract.ts';
import type { FromHost, ToHost } from '../../../src-shared/ipc/host-message.ts';
import { createMessageClient } from '../../../src-shared/ipc/message-client.ts';
import { createMessageServer, type RequestContext } from '../../../src-shared/ipc/message-server.ts';
import { success } from '../../../src-shared/lib/outcome.ts';

const small = {
  group: {
    double: request(z.strictObject({ n: z.number() }), outcomeSchema(z.number())),
    wait: request(z.void(), outcomeSchema(z.string())),
    broken: request(z.void(), outcomeSchema(z.number())),
    changed: event(z.strictObject({ n: z.number() })),
  },
} as const;

const double = vi.fn((input: { n: number }) => success(input.n * 2));
let lines: string[];
let heard: unknown[];
let cut: boolean;

beforeEach(() => {
  lines = [];
  heard = [];
  cut = false;
  double.mockClear();
});

/** Connects a client and a server back to back, as two processes are. */
function join() {
  const toServer: (message: ToHost) => void = (message) =>
    queueMicrotask(() => {
      if (!cut) server.receive(structuredClone(message), ['port']);
    });
  const toClient = (message: FromHost): void => queueMicrotask(() => client.receive(structuredClone(message)));
  const onClose = vi.fn();
  const onPong = vi.fn();
  const server = createMessageServer<typeof small, string>({
    contract: small,
    handlers: {
      group: {
        double,
        wait: (_input: void, { signal, ports }: RequestContext<string>) =>
          new Promise((resolve) =>
            signal.addEventListener('abort', () => resolve(success(`aborted with ${ports.join()}`))),
          ),
        broken: () => {
          throw new TypeError('a path /home/hana');
        },
      },
    },
    send: toClient,
    log: (line) => lines.push(line),
    onClose,
  });
  const client = createMessageClient<typeof small, string>({
    contract: small,
    listeners: { group: { changed: (payload) => heard.push(payload) } },
    send: (message) => {
      toServer(message);
      return true;
    },
    onPong,
    log: (line) => lines.push(line),
  });
  return { server, client, onClose, onPong, toServer };
}

describe('messages between main process and key host', () => {
  it('a request is answered with the value of its handler', async () => {
    const { client } = join();
    expect(await client.api.group.double({ n: 4 })).toEqual({ ok: true, value: 8 });
  });

  it('two requests at once do not get each other’s answers', async () => {
    const { client } = join();
    const answers = await Promise.all([1, 2, 3].map((n) => client.api.group.double({ n })));
    expect(answers).toEqual([2, 4, 6].map((value) => ({ ok: true, value })));
  });

  it('input that does not fit is refused before it is sent, and on the other side too', async () => {
    const { client, server } = join();
    const wrong = { n: 'x' } as unknown as { n: number };
    expect(await client.api.group.double(wrong)).toMatchObject({ failure: { kind: 'input-invalid' } });
    server.receive({ type: 'request', id: 99, leaf: 'group.double', input: wrong }, []);
    server.receive({ type: 'request', id: 98, leaf: 'group.toString', input: undefined }, []);
    server.receive({ type: 'request', id: 97, leaf: '__proto__.double', input: undefined }, []);
    server.receive({ type: 'something' }, []);
    server.receive(null, []);
    await new Promise(setImmediate);
    expect(double).not.toHaveBeenCalled();
    expect(lines).toHaveLength(5);
  });

  it('a handler that throws is an answer without its words', async () => {
    const { client } = join();
    expect(await client.api.group.broken()).toEqual({
      ok: false,
      failure: { kind: 'unexpected', detail: 'TypeError' },
    });
    expect(lines.join()).not.toContain('hana');
  });

  it('an abort reaches the handler, with the ports that came along', async () => {
    const { client } = join();
    const controller = new AbortController();
    const waiting = client.api.group.wait(undefined, { signal: controller.signal });
    await new Promise(setImmediate);
    controller.abort();
    expect(await waiting).toEqual({ ok: true, value: 'aborted with port' });
    expect(await client.api.group.wait(undefined, { signal: controller.signal })).toMatchObject({
      failure: { kind: 'cancelled' },
    });
  });

  it('abortAll ends what runs', async () => {
    const { client, server } = join();
    const waiting = client.api.group.wait();
    await new Promise(setImmediate);
    server.abortAll();
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('events arrive parsed; what does not fit is dropped and logged', async () => {
    const { client, server } = join();
    server.emit.group.changed({ n: 1 });
    server.emit.group.changed({ n: 'x' } as unknown as { n: number });
    client.receive({ type: 'event', leaf: 'group.changed', payload: { n: 'y' } });
    client.receive({ type: 'event', leaf: 'group.double', payload: {} });
    client.receive({ type: 'reply', id: 12345, envelope: { ok: true, value: 1 } });
    await new Promise(setImmediate);
    expect(heard).toEqual([{ n: 1 }]);
    expect(lines).toHaveLength(3);
  });

  it('F-16 the end of the other side is an answer: unknown where something was sent, restarted where not', async () => {
    const { client } = join();
    cut = true;
    const sent = client.api.group.double({ n: 1 }, { sentOperation: () => 'delete-passkey' });
    const harmless = client.api.group.double({ n: 1 });
    client.failAll();
    expect(await sent).toEqual({ ok: false, failure: { kind: 'outcome-unknown', operation: 'delete-passkey' } });
    expect(await harmless).toEqual({ ok: false, failure: { kind: 'key-host-restarted' } });
  });

  it('an answer against the contract is a failure', async () => {
    const { client } = join();
    double.mockReturnValueOnce(success('eight') as never);
    expect(await client.api.group.double({ n: 4 })).toMatchObject({ failure: { kind: 'unexpected' } });
  });

  it('ping is answered, close is passed on', async () => {
    const { onClose, onPong, toServer } = join();
    toServer({ type: 'ping', id: 3 });
    toServer({ type: 'close' });
    await new Promise(setImmediate);
    expect(onPong).toHaveBeenCalledWith(3);
    expect(onClose).toHaveBeenCalledOnce();
  });
});
