import { expect, it } from 'vitest';
import { createArmedResets } from '../../../src-main/ipc/armed-resets.ts';

const never = new AbortController().signal;

it('a reset is at its first stage until another is told, and no longer known once it ended', async () => {
  const resets = createArmedResets();
  const stages: string[] = [];
  await resets.run('key-1', never, async (_signal, stage) => {
    stages.push(stage());
    resets.reached('key-2', 'send');
    stages.push(stage());
    resets.reached('key-1', 'insert');
    stages.push(stage());
  });
  expect(stages).toEqual(['unplug', 'unplug', 'insert']);
});

it('all are stopped at once, those that come later not', async () => {
  const resets = createArmedResets();
  const ended = resets.run(
    'key-1',
    never,
    (signal) => new Promise((resolve) => signal.addEventListener('abort', resolve)),
  );
  resets.stopAll();
  await ended;
  expect(await resets.run('key-1', never, async (signal) => signal.aborted)).toBe(false);
});

it('one is stopped by whoever asked for it', async () => {
  const asked = new AbortController();
  const ended = createArmedResets().run('key-1', asked.signal, async (signal) => {
    asked.abort();
    return signal.aborted;
  });
  expect(await ended).toBe(true);
});
