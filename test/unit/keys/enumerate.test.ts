import { describe, expect, it } from 'vitest';
import { CtapError, CtapResponseError } from '../../../src-main/ctap2/ctap-error.ts';
import { enumerate, type Enumeration, largestList } from '../../../src-main/keys/enumerate.ts';

type Answer = string | Error;

/** Creates a list whose begin and next answer from scripts; begin again starts the same next script from the beginning. */
function scripted(
  begin: { readonly total: number | null; readonly first: string | null } | Error,
  next: readonly (readonly Answer[])[],
  atMost: number | null = null,
): Enumeration<string> & { readonly problems: string[]; readonly begins: () => number } {
  let begins = 0;
  let position = 0;
  const problems: string[] = [];
  return {
    atMost,
    problems,
    begins: () => begins,
    begin: async () => {
      begins++;
      position = 0;
      if (begin instanceof Error) throw begin;
      return begin;
    },
    next: async () => {
      const answer = next[Math.min(begins, next.length) - 1]?.[position++];
      if (answer === undefined) throw new CtapError('NOT_ALLOWED', 0x30, 'next');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onProblem: (index, message) => void problems.push(`${index}: ${message}`),
  };
}

const malformed = new CtapResponseError('next', 'malformed');
const nothingMore = new CtapError('NO_CREDENTIALS', 0x2e, 'next');

describe('enumerate', () => {
  it('gives what was announced', async () => {
    const list = scripted({ total: 3, first: 'a' }, [['b', 'c']]);
    expect(await enumerate(list)).toMatchObject({ entries: ['a', 'b', 'c'], announced: 3, complete: true });
  });

  it('takes one entry without a total for a list of one', async () => {
    const list = scripted({ total: null, first: 'a' }, []);
    expect(await enumerate(list)).toMatchObject({ entries: ['a'], announced: 1, complete: true });
  });

  it('reads on to the end where the key announces nothing but counts several in all', async () => {
    const list = scripted({ total: null, first: 'a' }, [['b', 'c']], 5);
    expect(await enumerate(list)).toMatchObject({ entries: ['a', 'b', 'c'], announced: 3, complete: true });
    const endless = scripted({ total: null, first: 'a' }, [['b', 'c', 'd', 'e']], 3);
    expect(await enumerate(endless)).toMatchObject({ entries: ['a', 'b', 'c'], complete: true });
  });

  it.each([
    ['a total of 0', { total: 0, first: null }],
    ['nothing at all', { total: null, first: null }],
    ['NO_CREDENTIALS', nothingMore],
  ])('takes %s for an empty list', async (_name, begin) => {
    expect(await enumerate(scripted(begin, []))).toMatchObject({ entries: [], complete: true });
  });

  it('reports an unreadable entry, skips it and goes on', async () => {
    const list = scripted({ total: 4, first: 'a' }, [['b', malformed, 'd']]);
    expect(await enumerate(list)).toMatchObject({ entries: ['a', 'b', 'd'], complete: false });
    expect(list.problems).toEqual(['2: next: malformed']);
  });

  it('reports an unreadable first answer and asks for no more', async () => {
    const list = scripted(malformed, [['b']]);
    expect(await enumerate(list)).toMatchObject({ entries: [], complete: false });
    expect(list.problems).toEqual(['0: next: malformed']);
  });

  it('E-02 keeps what came where the list ends early, without beginning again', async () => {
    const list = scripted({ total: 4, first: 'a' }, [['b', nothingMore]]);
    expect(await enumerate(list)).toMatchObject({ entries: ['a', 'b'], announced: 4, complete: false });
    expect(list.begins()).toBe(1);
  });

  it('E-11 begins once more after losing its place, and keeps the longer of both', async () => {
    const better = scripted({ total: 3, first: 'a' }, [['b'], ['b', 'c']]);
    expect(await enumerate(better)).toMatchObject({ entries: ['a', 'b', 'c'], complete: true });
    const worse = scripted({ total: 3, first: 'a' }, [['b'], []]);
    expect(await enumerate(worse)).toMatchObject({ entries: ['a', 'b'], complete: false });
    expect(worse.begins()).toBe(2);
  });

  it('E-01 refuses an absurd total before asking for anything', async () => {
    const list = scripted({ total: largestList + 1, first: 'a' }, [['b']]);
    await expect(enumerate(list)).rejects.toThrow(`${largestList + 1} entries announced`);
  });

  it('passes every other failure on, from begin and from next', async () => {
    const refused = new CtapError('PIN_AUTH_INVALID', 0x33, 'begin');
    await expect(enumerate(scripted(refused, []))).rejects.toBe(refused);
    await expect(enumerate(scripted({ total: 2, first: 'a' }, [[refused]]))).rejects.toBe(refused);
  });
});
