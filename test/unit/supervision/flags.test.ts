import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../src-main/supervision/flags.ts';

describe('flags', () => {
  it('reads its own and ignores everything else', () => {
    const argv = ['electron', '.', '--demo', '--no-sandbox', '--inventory', '/tmp/x', '--unknown'];
    expect(parseFlags(argv)).toEqual({
      demo: true,
      demoDesk: false,
      inventoryFile: '/tmp/x',
      realKeysOnTestRuntime: false,
    });
    expect(parseFlags(['electron', '--inventory=/tmp/y', '--real-keys-on-test-runtime'])).toEqual({
      demo: false,
      demoDesk: false,
      inventoryFile: '/tmp/y',
      realKeysOnTestRuntime: true,
    });
  });

  it('takes the desk as a demonstration', () => {
    expect(parseFlags(['electron', '.', '--demo-desk'])).toMatchObject({ demo: true, demoDesk: true });
  });

  it('a flag without its file is no file', () => {
    expect(parseFlags(['--inventory']).inventoryFile).toBeNull();
    expect(parseFlags(['--inventory', '--demo'])).toMatchObject({ inventoryFile: null, demo: true });
    expect(parseFlags(['--inventory=']).inventoryFile).toBeNull();
  });
});
