import { beforeEach, describe, expect, it } from 'vitest';
import { type AppContract, contract } from '../../../src-shared/ipc/contract.ts';
import { createRendererApi, type RendererIpc } from '../../../src-shared/ipc/create-renderer-api.ts';
import type { ApiOf } from '../../../src-shared/ipc/define-contract.ts';
import { leafTypes } from '../../../src-shared/ipc/leaf-types.ts';
import { answer, refuse } from '../../../src-shared/ipc/envelope.ts';

const contractLeaves = leafTypes(contract);

type Listener = (event: unknown, payload: unknown) => void;

let invoked: unknown[][];
let listeners: Map<string, Set<Listener>>;
let reply: unknown;
let api: ApiOf<AppContract>;

beforeEach(() => {
  invoked = [];
  listeners = new Map();
  reply = answer(null);
  const ipc: RendererIpc = {
    invoke: async (...args) => {
      invoked.push(args);
      return reply;
    },
    on: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    removeListener: (channel, listener) => listeners.get(channel)?.delete(listener),
  };
  api = createRendererApi<AppContract>(contractLeaves, ipc);
});

const send = (channel: string, payload: unknown): void => {
  for (const listener of listeners.get(channel) ?? []) listener({ sender: 'must not be seen' }, payload);
};

describe('the functions a window gets', () => {
  it('are one for every leaf, and nothing else', () => {
    const names = Object.entries(contractLeaves).flatMap(([group, members]) =>
      Object.entries<string>(members).map(([leaf, type]) =>
        type === 'request' ? `${group}.${leaf}` : `${group}.on${leaf.charAt(0).toUpperCase()}${leaf.slice(1)}`,
      ),
    );
    const found = Object.entries(api).flatMap(([group, functions]) =>
      Object.entries(functions).map(([name, value]) => {
        expect(typeof value).toBe('function');
        return `${group}.${name}`;
      }),
    );
    expect(found).toEqual(names);
  });

  it('K-09 cannot be replaced', () => {
    expect(Object.isFrozen(api)).toBe(true);
    expect(Object.values(api).every((group) => Object.isFrozen(group))).toBe(true);
  });

  it('call their channel with one input and unwrap the answer', async () => {
    reply = answer(['a']);
    expect(await api.catalogue.services()).toEqual(['a']);
    expect(invoked).toEqual([['sparekey:catalogue.services', undefined]]);
  });

  it('K-11 throw the code and the words of a refusal', async () => {
    reply = refuse('malformed-input', 'the input does not fit the contract');
    await expect(api.keys.list()).rejects.toThrow('malformed-input: the input does not fit the contract');
  });

  it('K-10 give listeners the payload only, until they are taken off', () => {
    const heard: unknown[][] = [];
    const stop = api.keys.onChanged((...args: unknown[]) => heard.push(args));
    send('sparekey:keys.changed', ['first']);
    stop();
    stop();
    send('sparekey:keys.changed', ['second']);
    expect(heard).toEqual([[['first']]]);
    expect(listeners.get('sparekey:keys.changed')?.size).toBe(0);
  });

  it('K-10 a listener may be taken off while an event is delivered', () => {
    const heard: string[] = [];
    const stops: (() => void)[] = [];
    stops.push(
      api.keys.onChanged(() => {
        heard.push('one');
        stops[1]?.();
      }),
    );
    stops.push(api.keys.onChanged(() => heard.push('two')));
    send('sparekey:keys.changed', []);
    send('sparekey:keys.changed', []);
    expect(heard.filter((name) => name === 'two').length).toBeLessThan(2);
    expect(heard.filter((name) => name === 'one')).toHaveLength(2);
  });

  it('K-10 listeners do not pile up without end', () => {
    const stops = Array.from({ length: 64 }, () => api.keys.onChanged(() => {}));
    expect(() => api.keys.onChanged(() => {})).toThrow('too many listeners');
    stops[0]?.();
    expect(() => api.keys.onChanged(() => {})).not.toThrow();
    expect(() => api.keys.onProgress(() => {})).not.toThrow();
  });
});
