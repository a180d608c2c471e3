import { describe, expect, it } from 'vitest';
import type { KeyManager } from '../../../src-main/keys/key-manager.ts';
import { type OneKey, oneKey, pinOf, someCredentials, testPin, valueOf } from '../../helpers/simulated-core.ts';

type Settled = { readonly ok: boolean; readonly failure?: { readonly kind: string } };

/** Every operation, as it is done on a key that was prepared for it. */
const operations: Record<string, (one: OneKey, manager: KeyManager) => Promise<Settled>> = {
  reread: ({ handle }, manager) => manager.run('read-key', handle(), {}),
  'unlock and list': ({ handle }, manager) => manager.run('unlock', handle(), { pin: pinOf(testPin) }),
  list: ({ handle }, manager) => manager.run('list-passkeys', handle(), {}),
  delete: async ({ handle, key }, manager) => {
    const [first] = key.state.credentials;
    if (first === undefined) throw new Error('nothing stored');
    return manager.run('delete-passkey', handle(), reference(first));
  },
  rename: async ({ handle, key }, manager) => {
    const [first] = key.state.credentials;
    if (first === undefined) throw new Error('nothing stored');
    return manager.run('rename-passkey', handle(), { ...reference(first), userName: 'new', userDisplayName: 'name' });
  },
  'change PIN': ({ handle }, manager) =>
    manager.run('change-pin', handle(), { pin: pinOf(testPin), newPin: pinOf('another-pin') }),
  'set PIN': ({ handle }, manager) => manager.run('set-pin', handle(), { newPin: pinOf('another-pin') }),
  identify: ({ handle }, manager) => manager.run('identify', handle(), {}),
};

function reference(stored: { readonly id: Uint8Array; readonly rpIdHash: Uint8Array }): {
  readonly rpIdHash: string;
  readonly credentialId: string;
} {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return { rpIdHash: hex(stored.rpIdHash), credentialId: hex(stored.id) };
}

async function prepared(name: string): Promise<OneKey> {
  const withoutPin = name === 'set PIN';
  const one = await oneKey({ credentials: someCredentials(2, 3), withoutPin });
  if (['list', 'delete', 'rename'].includes(name))
    valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
  one.key.log.clear();
  return one;
}

describe.each(Object.keys(operations))('F-01 the key is pulled out during: %s', (name) => {
  const operation = operations[name];
  if (operation === undefined) throw new Error('no such operation');

  it.each([
    ['write', 'before'],
    ['write', 'after'],
    ['read', 'before'],
    ['read', 'after'],
  ] as const)('at every %s, %s it passed', async (on, when) => {
    let points = 0;
    for (let index = 1; ; index++) {
      const one = await prepared(name);
      one.key.script.unplugAt({ on, index, when });
      const outcome = await operation(one, one.manager);
      const pulled = !one.transport.isPlugged(one.key);
      if (pulled) {
        points++;
        if (!outcome.ok) {
          expect(['key-removed', 'outcome-unknown']).toContain(outcome.failure?.kind);
          // A change that was carried out may never be told as one that surely was not.
          const changed = one.key.log.entries.some((entry) => entry.destructive && entry.carriedOut);
          const listedOnly = outcome.failure?.kind === 'key-removed' && changed;
          expect(listedOnly, `${name}: ${on} ${index} ${when}`).toBe(false);
        }
      }
      expect(one.key.log.destructive.length, 'nothing is sent twice').toBeLessThanOrEqual(1);
      expect(one.key.log.pinBearing.length, 'no PIN is sent twice').toBeLessThanOrEqual(1);
      expect(one.transport.openConnections(one.key), 'nothing stays open').toBe(0);
      await one.manager.refresh();
      expect(one.manager.keys().length).toBe(pulled ? 0 : 1);
      await one.core.close();
      if (!pulled) break;
    }
    expect(points).toBeGreaterThan(0);
  });
});
