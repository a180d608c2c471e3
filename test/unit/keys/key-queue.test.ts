import { describe, expect, it } from 'vitest';
import { KeyQueue } from '../../../src-main/keys/key-queue.ts';

describe('KeyQueue', () => {
  it('G-05 runs 200 tasks one at a time, in the order asked', async () => {
    const queue = new KeyQueue();
    const order: number[] = [];
    let running = 0;
    const tasks = Array.from({ length: 200 }, (_, index) =>
      queue.run(async () => {
        expect(++running).toBe(1);
        await Promise.resolve();
        order.push(index);
        running--;
      }),
    );
    expect(queue.length).toBe(200);
    await Promise.all(tasks);
    expect(order).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(queue.length).toBe(0);
  });

  it('F-13 a task given up while it waits does nothing and does not hold up the next', async () => {
    const queue = new KeyQueue();
    const givenUp = new AbortController();
    const held = Promise.withResolvers<void>();
    const first = queue.run(() => held.promise);
    let ran = false;
    const second = queue.run(async () => {
      ran = true;
    }, givenUp.signal);
    const third = queue.run(async () => 'third');
    givenUp.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    held.resolve();
    await first;
    expect(await third).toBe('third');
    expect(ran).toBe(false);
  });

  it('goes on after a task that failed', async () => {
    const queue = new KeyQueue();
    await expect(queue.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await queue.run(async () => 'next')).toBe('next');
    await queue.idle();
  });
});
