import { beforeEach, describe, expect, it, vi } from 'vitest';
import { demoArguments, openDemo } from '../../../src-main/supervision/open-demo.ts';

const unref = vi.fn();
const spawn = vi.hoisted(() => vi.fn());
vi.mock('node:child_process', () => ({ spawn }));

beforeEach(() => {
  spawn.mockReset().mockReturnValue({ unref });
});

describe('the demonstration beside the program', () => {
  it.each([
    [
      ['electron', '/app', '--user-data-dir=/data'],
      ['/app', '--user-data-dir=/data', '--demo'],
    ],
    [['sparekey', '--inventory', '/my.db'], ['--demo']],
    [
      ['sparekey', '--inventory=/my.db', '--no-sandbox'],
      ['--no-sandbox', '--demo'],
    ],
    [['sparekey', '--demo'], ['--demo']],
  ])('%j', (argv, expected) => {
    expect(demoArguments(argv)).toEqual(expected);
  });

  it('is a program of its own, which outlives this one', () => {
    openDemo();
    expect(spawn).toHaveBeenCalledWith(process.execPath, [...demoArguments(process.argv)], {
      detached: true,
      stdio: 'ignore',
    });
    expect(unref).toHaveBeenCalledOnce();
  });
});
