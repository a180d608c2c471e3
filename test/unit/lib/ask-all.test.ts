import { describe, expect, it } from 'vitest';
import { askAll } from '../../../src-shared/lib/ask-all.ts';
import { failed, type Result, success } from '../../../src-shared/lib/outcome.ts';

type Answer = Result<null, string>;
const waitsFor = (signal: AbortSignal, end: string): Promise<Answer> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(failed(end)), { once: true }));

describe('asking all at once', () => {
  it('the first success stops the others, and every end is known', async () => {
    const answers = await askAll(['a', 'b', 'c'], (name, stopped): Promise<Answer> =>
      name === 'b' ? Promise.resolve(success(null)) : waitsFor(stopped, 'cancelled'),
    );
    expect(answers).toEqual({
      succeeded: ['b'],
      failed: [
        { name: 'a', failure: 'cancelled' },
        { name: 'c', failure: 'cancelled' },
      ],
    });
  });

  it('tells two that succeeded before they could be stopped', async () => {
    const { succeeded } = await askAll(['a', 'b'], (): Promise<Answer> => Promise.resolve(success(null)));
    expect(succeeded).toEqual(['a', 'b']);
  });

  it('one that fails stops none', async () => {
    const answers = await askAll(['a', 'b'], async (name, stopped): Promise<Answer> => {
      if (name === 'a') return failed('refused');
      await Promise.resolve();
      return stopped.aborted ? failed('stopped') : failed('timed out');
    });
    expect(answers.failed.map(({ failure }) => failure)).toEqual(['refused', 'timed out']);
  });
});
