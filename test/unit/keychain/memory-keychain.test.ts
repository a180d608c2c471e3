import { describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';

describe('a keychain in memory', () => {
  it('gives back what was written under a name, as copies, until it is removed', async () => {
    const keychain = createMemoryKeychain();
    const secret = Uint8Array.of(1, 2, 3);
    await keychain.write('a', secret);
    secret.fill(0);
    const back = await keychain.read('a');
    expect(back).toEqual(Uint8Array.of(1, 2, 3));
    back?.fill(0);
    expect(await keychain.read('a')).toEqual(Uint8Array.of(1, 2, 3));
    expect(await keychain.read('b')).toBeNull();
    await keychain.write('a', Uint8Array.of(4));
    expect(await keychain.read('a')).toEqual(Uint8Array.of(4));
    await keychain.remove('a');
    await keychain.remove('b');
    expect(await keychain.read('a')).toBeNull();
  });
});
