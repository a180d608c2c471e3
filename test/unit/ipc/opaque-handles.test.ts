import { describe, expect, it } from 'vitest';
import { contract } from '../../../src-shared/ipc/contract.ts';

const notHandles = ['/dev/hidraw0', '../../etc/passwd', "key-'; DROP TABLE keys; --", 'key-0', '', 'virtual-key-0'];

describe('K-06 what names a key from a window', () => {
  const leaves = Object.entries(contract.keys).filter(([, leaf]) => leaf.type === 'request');

  it.each(leaves)('keys.%s takes nothing but an opaque handle', (_name, leaf) => {
    if (leaf.type !== 'request') throw new Error('only requests take input');
    const good = {
      handle: 'key-0123456789abcdef',
      keyId: null,
      rpIdHash: '00'.repeat(32),
      credentialId: '01',
      confirmationId: 'x',
      userName: '',
      userDisplayName: '',
    };
    const shape = 'shape' in leaf.input ? Object.keys(leaf.input.shape) : [];
    if (!shape.includes('handle')) return expect(leaf.input.safeParse(undefined).success).toBe(true);
    const input = Object.fromEntries(Object.entries(good).filter(([name]) => shape.includes(name)));
    expect(leaf.input.safeParse(input).success).toBe(true);
    for (const handle of notHandles) expect(leaf.input.safeParse({ ...input, handle }).success).toBe(false);
  });
});
