import { describe, expect, it } from 'vitest';
import { type Keychain, noKeychain } from '../../../../src-main/keychain/keychain.ts';
import { createMemoryKeychain } from '../../../../src-main/keychain/memory-keychain.ts';
import { protocolTwo } from '../../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { ReadAccessEntry } from '../../../../src-main/keys/read-access/read-access-entry.ts';
import { ReadAccessVault } from '../../../../src-main/keys/read-access/read-access-vault.ts';

const entry = (): ReadAccessEntry => ({
  token: new PinUvAuthToken(protocolTwo, new Uint8Array(32).fill(0x77), 0x40),
  aaguid: new Uint8Array(16),
  identifier: new Uint8Array(16),
  listed: null,
});
const unavailable = { failure: { kind: 'keychain-unavailable' } };

describe('the vault of read access', () => {
  it('N-14 keeps one entry for each key, gives it for one use, and wipes its token then', async () => {
    const vault = new ReadAccessVault(createMemoryKeychain());
    await vault.keep('a', entry());
    const token = await vault.use('a', (kept) => {
      expect(kept?.token.exposeTokenBytes()).toEqual(new Uint8Array(32).fill(0x77));
      return kept?.token;
    });
    expect(() => token?.exposeTokenBytes()).toThrow('wiped');
    expect(await vault.kept(['a', 'b'])).toEqual({ ok: true, value: ['a'] });
    expect(await vault.forget('a')).toEqual({ ok: true, value: null });
    expect(await vault.kept(['a'])).toEqual({ ok: true, value: [] });
  });

  it('wipes the token where its use fails, too', async () => {
    const vault = new ReadAccessVault(createMemoryKeychain());
    await vault.keep('a', entry());
    let token: PinUvAuthToken | undefined;
    const failing = vault.use('a', (kept) => {
      token = kept?.token;
      throw new Error('the use failed');
    });
    await expect(failing).rejects.toThrow('the use failed');
    expect(() => token?.exposeTokenBytes()).toThrow('wiped');
  });

  it('takes what is no entry for nothing', async () => {
    const keychain = createMemoryKeychain();
    await keychain.write('key a', Uint8Array.of(9, 9));
    expect(await new ReadAccessVault(keychain).kept(['a'])).toEqual({ ok: true, value: [] });
  });

  it('says where there is no keychain', async () => {
    const vault = new ReadAccessVault(noKeychain);
    await expect(vault.use('a', () => null)).rejects.toMatchObject(unavailable);
    await expect(vault.keep('a', entry())).rejects.toMatchObject(unavailable);
    expect(await vault.kept(['a'])).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
    expect(await vault.forget('a')).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
  });

  it('leaves nothing behind where the keychain gives back something else', async () => {
    const memory = createMemoryKeychain();
    const lying: Keychain = {
      ...memory,
      read: async (name) => (await memory.read(name))?.map((byte) => byte ^ 1) ?? null,
    };
    await expect(new ReadAccessVault(lying).keep('a', entry())).rejects.toMatchObject(unavailable);
    expect(await memory.read('key a')).toBeNull();
  });
});
