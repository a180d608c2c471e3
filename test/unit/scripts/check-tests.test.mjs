import { existsSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { hasCode, reachedFrom, testOffences, testPathOf } from '../../../scripts/lib/check-tests.mjs';
import { testFolders, testPlaces } from '../../../scripts/test-places.mjs';

const folders = [{ sources: 'src-main/', tests: 'test/unit/' }];
const imports = new Map([
  ['test/unit/keys/queue.test.ts', ['../../../src-main/keys/queue.ts', 'vitest']],
  ['src-main/keys/queue.ts', ['./timer.ts']],
]);
/** @param {Partial<Parameters<typeof testOffences>[0]>} project */
const offences = (project) =>
  testOffences({ folders, places: [], sources: [], tests: [...imports.keys()].slice(0, 1), imports, ...project });

describe('where a source file is tested', () => {
  it('is at its own path below the tests', () => {
    expect(testPathOf(testFolders, 'src-main/keys/key-queue.ts')).toBe('test/unit/keys/key-queue.test');
    expect(testPathOf(testFolders, 'src-virtual-key/hid/hid-device.ts')).toBe(
      'test/unit/virtual-key/hid/hid-device.test',
    );
    expect(testPathOf(testFolders, 'scripts/start.mjs')).toBeNull();
    expect(offences({ sources: ['src-main/keys/queue.ts'] })).toEqual([]);
  });

  it('must be said where there is no such test', () => {
    expect(offences({ sources: ['src-main/keys/timer.ts'] })).toEqual([
      'src-main/keys/timer.ts has no test. Instead: write test/unit/keys/timer.test.ts, or say in scripts/test-places.mjs which tests it is tested by.',
    ]);
    const places = [{ sources: 'src-main/keys/', tests: ['test/unit/keys/'] }];
    expect(offences({ places, sources: ['src-main/keys/timer.ts'] })).toEqual([]);
  });

  it('is no place whose tests never come to the file', () => {
    const places = [{ sources: 'src-main/keys/', tests: ['test/unit/keys/'] }];
    const [offence] = offences({ places, sources: ['src-main/keys/new.ts', 'src-main/keys/timer.ts'] });
    expect(offence).toMatch(/^src-main\/keys\/new\.ts is imported by no test in test\/unit\/keys\//);
    const inProgram = places.map((place) => /** @type {const} */ ({ ...place, asProgram: true }));
    expect(offences({ places: inProgram, sources: ['src-main/keys/new.ts'] })).toEqual([]);
  });

  it('is not said of files that are gone, nor with tests that are gone', () => {
    const places = [
      { sources: 'src-main/keys/', tests: ['test/unit/keys/', 'test/unit/old/'] },
      { sources: 'src-main/old.ts', tests: ['test/unit/keys/'] },
    ];
    expect(offences({ places, sources: ['src-main/keys/timer.ts'] })).toEqual([
      expect.stringContaining('test/unit/old/, where "src-main/keys/" is tested, is not there'),
      expect.stringContaining('"src-main/old.ts" has a test of its own, or is gone'),
    ]);
  });

  it('is a folder or file that exists, in the list of this project', () => {
    for (const { sources, tests } of testPlaces) {
      for (const path of [sources, ...tests].filter((one) => !one.includes('*')))
        expect(existsSync(path), path).toBe(true);
    }
  });
});

describe('what a test comes to', () => {
  it('is everything that it imports, directly or not, in a circle too', () => {
    const circle = new Map([
      ['a/one.ts', ['./two.ts', '../b/three.ts']],
      ['a/two.ts', ['./one.ts']],
    ]);
    expect([...reachedFrom(circle, ['a/one.ts'])]).toEqual(['a/one.ts', 'a/two.ts', 'b/three.ts']);
  });

  it.each([
    ['export interface A { b: string }', false],
    ["import type { A } from './a.ts';\nexport type B = A;", false],
    ["export type { A } from './a.ts';", false],
    ['export const a = 1;', true],
    ["import './a.css';\nrun();", true],
  ])('%j has code: %j', (text, answer) => {
    expect(hasCode(parseSync('a.ts', text))).toBe(answer);
  });
});
