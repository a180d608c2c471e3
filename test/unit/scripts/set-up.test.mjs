import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isUpToDate } from '../../../scripts/lib/build.mjs';
import { newestVersion } from '../../../scripts/lib/debian-chromium.mjs';
import { downloadUrl } from '../../../scripts/lib/electron-runtime.mjs';
import { missingOf } from '../../../scripts/lib/ensure-debian-packages.mjs';
import { differenceBetween } from '../../../scripts/lib/ensure-dependencies.mjs';
import { inProject } from '../../../scripts/lib/paths.mjs';
import { printCounts } from '../../../scripts/lib/print-counts.mjs';
import { exitStatus, run } from '../../../scripts/lib/run.mjs';
import { testFiles, touchesTime } from '../../../scripts/lib/test-files.mjs';
import { readReport } from '../../../scripts/lib/vitest-run.mjs';

describe('ensureDependencies', () => {
  const wanted = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } };

  it('is content when everything is there, other platforms’ packages apart', () => {
    expect(differenceBetween(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBeNull();
  });

  it('says which package is missing or differs', () => {
    expect(differenceBetween(wanted, {})).toBe('a is missing');
    expect(differenceBetween(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(
      'a is 1.0.1, the lock file wants 1.0.0',
    );
  });
});

describe('isUpToDate', () => {
  let folder = '';
  const at = (/** @type {string} */ path) => join(folder, path);
  /** Writes a file and sets when it, and the folder it is in, were changed. */
  const write = (/** @type {string} */ path, /** @type {number} */ seconds) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), '');
    utimesSync(at(path), seconds, seconds);
    utimesSync(dirname(at(path)), seconds, seconds);
  };
  const isBuilt = () => isUpToDate([at('out/a'), at('out/b')], [at('src'), at('lock.json')]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sparekey-built-'));
    write('lock.json', 100);
    write('src/deep/one.ts', 100);
    utimesSync(at('src'), 100, 100);
    write('out/a', 200);
    write('out/b', 200);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is so where every result is younger than every source', () => expect(isBuilt()).toBe(true));

  it('is not so after a change, however deep', () => {
    utimesSync(at('src/deep/one.ts'), 300, 300);
    expect(isBuilt()).toBe(false);
  });

  it('is not so after a file went or the packages changed', () => {
    utimesSync(at('src/deep'), 300, 300);
    expect(isBuilt()).toBe(false);
    utimesSync(at('src/deep'), 100, 100);
    utimesSync(at('lock.json'), 300, 300);
    expect(isBuilt()).toBe(false);
  });

  it('is not so while a result is missing or older', () => {
    utimesSync(at('out/b'), 50, 50);
    expect(isBuilt()).toBe(false);
    rmSync(at('out/b'));
    expect(isBuilt()).toBe(false);
  });
});

describe('ensureDebianPackages', () => {
  it('takes either of two names of one package', () => {
    const choices = ['libgtk-3-0|libgtk-3-0t64', 'xvfb'];
    expect(missingOf(choices, new Set(['libgtk-3-0t64']))).toEqual(['xvfb']);
    expect(missingOf(choices, new Set(['libgtk-3-0', 'xvfb']))).toEqual([]);
  });
});

describe('downloadUrl', () => {
  it('asks GitHub, or the mirror that is set', () => {
    expect(downloadUrl('45.4.1', {}, 'linux', 'x64')).toBe(
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    );
    expect(downloadUrl('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/' }, 'darwin', 'arm64')).toBe(
      'https://mirror.example/v45.4.1/electron-v45.4.1-darwin-arm64.zip',
    );
    const custom = { ELECTRON_MIRROR: 'https://mirror.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' };
    expect(downloadUrl('45.4.1', custom, 'win32', 'x64')).toBe(
      'https://mirror.example/45.4.1/electron-v45.4.1-win32-x64.zip',
    );
  });
});

describe('run', () => {
  it('gives the exit status of the program, and 128 plus the signal that ended it', async () => {
    expect(await run(process.execPath, ['-e', 'process.exit(7)'])).toBe(7);
    expect(await run(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"])).toBe(137);
    expect(exitStatus(null, 'SIGINT')).toBe(130);
  });

  it('ends a program that takes too long with status 124', async () => {
    expect(await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })).toBe(124);
  });
});

describe('touchesTime', () => {
  it.each([
    'new Date()',
    "localTime('2026-11-20T09:30')",
    "'2 days ago'",
    'asOf: now',
    "from 'node:child_process'",
    '2028-02-29',
  ])('sees it in %s', (text) => expect(touchesTime(text)).toBe(true));

  it('does not see it in bytes, times that pass and other numbers', () => {
    expect(touchesTime('encode(2048); performance.now(); setTimeout(done, 2_000); update(candidate)')).toBe(false);
  });
});

describe('testFiles', () => {
  it('lists the tests below a folder, and nothing else', () => {
    const files = testFiles('test/unit');
    expect(files).toContain('test/unit/scripts/set-up.test.mjs');
    expect(files).not.toContain('test/unit/inventory/inventory-fixture.ts');
  });
});

describe('readReport', () => {
  it('names each test that failed, and each file that failed outside one', () => {
    const passed = { status: 'passed', fullName: 'one', failureMessages: [] };
    const second = { status: 'passed', fullName: 'six', failureMessages: ['Error: slow\n    at seven'] };
    const failed = { status: 'failed', fullName: 'two three', failureMessages: ['Error: four\n    at five'] };
    const file = (/** @type {string} */ path) => ({ name: inProject('test', path), status: 'failed', message: '' });
    const report = {
      numPassedTests: 4,
      testResults: [
        { ...file('a.ts'), assertionResults: [passed, failed] },
        { ...file('b.ts'), message: 'no such module\n    at six', assertionResults: [] },
        { ...file('c.ts'), message: 'its hook', assertionResults: [passed] },
        { ...file('d.ts'), status: 'passed', assertionResults: [passed, second] },
      ],
    };
    expect(readReport(report)).toEqual({
      passed: 4,
      failures: ['test/a.ts: two three: Error: four', 'test/b.ts: no such module', 'test/c.ts: its hook'],
      secondTries: ['test/d.ts: six: Error: slow'],
    });
  });
});

describe('printCounts', () => {
  /** @type {import('../../../scripts/lib/vitest-run.mjs').TestCount} */
  const one = { passed: 9, failures: [], secondTries: ['a'], status: 0 };
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const counts = (/** @type {Partial<typeof one>[]} */ ...runs) =>
    printCounts(runs.map((change) => ({ ...one, ...change })));

  it('is content with few second tries, and says each', () => {
    expect([counts({}, {}), counts({}, {}, {})]).toEqual([true, true]);
    expect(said.mock.calls.flat().join('')).toContain('passed at the second try: a\n');
  });

  it('is not content with many, with a failure, or with no test', () => {
    expect(counts({ secondTries: ['a', 'b', 'c', 'd', 'e', 'f'] })).toBe(false);
    expect(counts({ failures: ['x'] })).toBe(false);
    expect(counts({ passed: 0 })).toBe(false);
    expect(printed.mock.calls.at(-1)).toEqual(['0 passed, 0 failed\n']);
  });
});

describe('newestVersion', () => {
  const lines = [' chromium | 156.0.8078.114-1~deb12u1 | http://a', ' chromium | 150.0.7871.100-1~deb12u1 | http://b'];

  it('takes the newest of the wanted major version, and none of another', () => {
    expect(newestVersion(lines.join('\n'))).toBe('156.0.8078.114-1~deb12u1');
    expect(newestVersion(lines.toReversed().join('\n'))).toBe('156.0.8078.114-1~deb12u1');
    expect([newestVersion(lines[1] ?? ''), newestVersion('')]).toEqual([null, null]);
  });
});
