import { describe, expect, it } from 'vitest';
import { contract } from '../../../src-shared/ipc/contract.ts';

const notHandles = ['/dev/hidraw0', '../../etc/passwd', "key-'; DROP TABLE keys; --", 'key-0', '', 'virtual-key-0'];

type Leaf = (typeof contract.keys)[keyof typeof contract.keys];

function inputOf(leaf: Leaf) {
  if (leaf.type !== 'request') throw new Error('only requests take input');
  return leaf.input;
}

function fieldsOf(leaf: Leaf): readonly string[] {
  const input = inputOf(leaf);
  return 'shape' in input ? Object.keys(input.shape) : [];
}

describe('K-06 what names a key from a window', () => {
  const leaves = Object.entries(contract.keys).filter(([, leaf]) => leaf.type === 'request');

  it.each(leaves.filter(([, leaf]) => !fieldsOf(leaf).includes('handle')))('keys.%s takes no input', (_name, leaf) => {
    expect(inputOf(leaf).safeParse(undefined).success).toBe(true);
  });

  it('a test of the issue check takes nothing but an opaque handle', () => {
    const { input } = contract.check.test;
    expect(input.safeParse({ handle: 'key-0123456789abcdef' }).success).toBe(true);
    for (const handle of notHandles) expect(input.safeParse({ handle }).success).toBe(false);
  });

  const named = leaves.filter(([, leaf]) => fieldsOf(leaf).includes('handle'));
  it.each(named)('keys.%s takes nothing but an opaque handle', (_name, leaf) => {
    const good = {
      handle: 'key-0123456789abcdef',
      keyId: null,
      rpIdHash: '00'.repeat(32),
      credentialId: '01',
      passkeys: [{ rpIdHash: '00'.repeat(32), credentialId: '01' }],
      confirmationId: 'x',
      userName: '',
      userDisplayName: '',
      byTouch: false,
      change: { setting: 'always-uv', on: true },
      word: '',
      templateId: '01',
      blobId: '01',
      name: 'Left thumb',
    };
    const fields = fieldsOf(leaf);
    const input = Object.fromEntries(Object.entries(good).filter(([name]) => fields.includes(name)));
    const schema = inputOf(leaf);
    expect(schema.safeParse(input).success).toBe(true);
    for (const handle of notHandles) expect(schema.safeParse({ ...input, handle }).success).toBe(false);
  });
});
