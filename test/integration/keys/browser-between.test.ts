import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { map, RawClient } from '../../helpers/raw-ctap-client.ts';
import { oneKey, pinOf, someCredentials, testPin, valueOf } from '../../helpers/simulated-core.ts';

// What a browser does between two readings of a backup session: it takes a token of its own and registers the key.

async function registerInBrowser(key: VirtualKey, rpId: string): Promise<void> {
  const browser = new RawClient(key.port);
  await browser.init();
  const protocol = key.personality.protocols[0] ?? 1;
  const makeCredential = 0x01;
  const { token } = await browser.token(protocol, testPin, makeCredential, rpId);
  if (token === null) throw new Error('the browser got no token');
  const challenge = createHash('sha256').update('challenge').digest();
  const answer = await browser.ctap(
    makeCredential,
    map(
      [1, Uint8Array.from(challenge)],
      [2, map(['id', rpId])],
      [3, map(['id', Uint8Array.of(7, 7)], ['name', 'hana'], ['displayName', 'Hana'])],
      [4, [map(['alg', -7], ['type', 'public-key'])]],
      [7, map(['rk', true])],
      [8, token.authenticate(Uint8Array.from(challenge))],
      [9, protocol],
    ),
  );
  expect(answer.status).toBe(0);
}

it('a browser’s own use of the key ends our token: the next reading asks for the PIN, and then shows what was added', async () => {
  const { manager, key, handle, of, core } = await oneKey({
    credentials: someCredentials(1, 1),
    touch: () => 'approve',
  });
  const before = valueOf(await manager.run('unlock', handle(), { pin: pinOf(testPin) }));
  expect(before.passkeys).toHaveLength(1);
  // Without a browser in between, one PIN serves the batch.
  expect(valueOf(await manager.run('list-passkeys', handle(), {})).passkeys).toHaveLength(1);
  await registerInBrowser(key, 'bank.example');
  expect(await manager.run('list-passkeys', handle(), {})).toMatchObject({ failure: { kind: 'pin-required' } });
  expect(of(key).unlocked).toBe(false);
  const after = valueOf(await manager.run('unlock', handle(), { pin: pinOf(testPin) }));
  expect(after.passkeys.map(({ rpId }) => rpId)).toEqual(expect.arrayContaining(['bank.example', 'service-0.example']));
  expect(after.passkeys).toHaveLength(2);
  // None of it has cost a try.
  expect(key.state.pinRetries).toBe(8);
  await core.close();
});
