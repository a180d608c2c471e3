import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answerWhenReady } from '../../../src-main/ipc/answer-when-ready.ts';
import { event, request } from '../../../src-shared/ipc/define-contract.ts';

const contract = {
  inventory: { count: request(z.number(), z.number()), changed: event(z.null()) },
  keys: { list: request(z.void(), z.array(z.string())) },
} as const;

describe('answerWhenReady', () => {
  it('answers every request of the contract once the real handlers are there', async () => {
    let ready: (handlers: {
      inventory: { count: (n: number) => number };
      keys: { list: () => string[] };
    }) => void = () => {};
    const handlers = answerWhenReady(
      contract,
      new Promise((resolve) => {
        ready = resolve;
      }),
    );
    expect(Object.keys(handlers.inventory)).toEqual(['count']);
    const answered = vi.fn();
    const early = Promise.resolve(handlers.inventory.count(2)).then(answered);
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    ready({ inventory: { count: (n) => n + 1 }, keys: { list: () => ['a'] } });
    await early;
    expect(answered).toHaveBeenCalledWith(3);
    expect(await handlers.keys.list()).toEqual(['a']);
  });

  it('fails a request when the inventory could not be opened', async () => {
    const handlers = answerWhenReady(contract, Promise.reject(new Error('no inventory')));
    await expect(Promise.resolve(handlers.keys.list())).rejects.toThrow('no inventory');
  });
});
