import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lines = readFileSync('docs/security.md', 'utf8').split('\n');
const rows = lines
  .map((line) => /^\| ([A-O]-\d\d)\s*\|(.+)\|(.+)\|$/.exec(line))
  .filter((match) => match !== null)
  .map(([, id, what, held]) => ({ id: id ?? '', what: what?.trim() ?? '', held: held?.trim() ?? '' }));

/** Cases in scope, by the number of each group, and single ones of the others. */
const wholeGroups: Readonly<Record<string, number>> = { A: 35, B: 26, C: 19, D: 27, E: 23, K: 15, L: 16, O: 12 };
const single =
  'F-01 F-03 F-06 F-14 F-15 F-16 F-20 G-01 G-02 G-05 G-06 H-01 H-02 H-03 H-04 H-05 H-06 H-08 H-09 H-10 H-11 H-12 H-14 H-15 H-16 H-17 H-18 H-19 H-21 ' +
  'I-01 I-02 I-03 I-04 I-08 I-09 I-12 I-15 I-19 I-20 I-23 I-25 I-27 I-28 J-01 J-02 J-03 J-04 J-05 J-06 J-08 J-15 J-16 J-17 J-18 N-01 N-05 N-06 N-07 N-08 N-14';

describe('docs/security.md', () => {
  it('lists every case in scope once', () => {
    const whole = Object.entries(wholeGroups).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual([...whole, ...single.split(' ')].toSorted());
  });

  it.each(rows)('$id: $held', ({ id, what, held }) => {
    if (held === 'not applicable' || held === 'not done') return expect(what.length).toBeGreaterThan(20);
    const files = [...held.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, 'utf8'), `${file} names ${id}`).toContain(id);
    }
  });
});
