import { describe, expect, it } from 'vitest';
import {
  oneKey,
  type OneKey,
  pinOf,
  simulatedCore,
  someCredentials,
  testPin,
  valueOf,
} from '../../helpers/simulated-core.ts';

async function unlocked(setup: Parameters<typeof oneKey>[0] = {}): Promise<OneKey & { readonly passkey: Passkey }> {
  const one = await oneKey({ credentials: someCredentials(3, 5), ...setup });
  const listing = valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
  const [passkey] = listing.passkeys;
  if (passkey === undefined) throw new Error('nothing listed');
  return { ...one, passkey };
}
type Passkey = { readonly rpIdHash: string; readonly credentialId: string };

/** Asks for a deletion, or for a new name. */
function change(one: OneKey, name: 'delete-passkey' | 'rename-passkey', passkey: Passkey) {
  return name === 'delete-passkey'
    ? one.manager.run(name, one.handle(), passkey)
    : one.manager.run(name, one.handle(), { ...passkey, userName: 'x', userDisplayName: '' });
}

describe('deleting a passkey', () => {
  it('removes exactly that one and lists again', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    const result = valueOf(await manager.run('delete-passkey', handle(), passkey));
    expect(result.stillListed).toBe(false);
    expect(result.listing?.passkeys.length).toBe(4);
    expect(key.state.credentials.length).toBe(4);
    expect(key.log.destructive.length).toBe(1);
    await core.close();
  });

  it('E-14 that the key did not carry out is said', async () => {
    const { manager, handle, passkey, core } = await unlocked({ quirks: { deletionDoesNothing: true } });
    expect(valueOf(await manager.run('delete-passkey', handle(), passkey)).stillListed).toBe(true);
    await core.close();
  });

  it.each([0x2e, 0x22])('E-15 of one that is gone already is told as that (status %i)', async (status) => {
    const { manager, key, handle, passkey, core } = await unlocked();
    key.removeCredential(Uint8Array.from(Buffer.from(passkey.credentialId, 'hex')));
    key.script.failNext('credentialManagement.deleteCredential', { status });
    expect(await manager.run('delete-passkey', handle(), passkey)).toMatchObject({
      failure: { kind: 'passkey-not-found' },
    });
    await core.close();
  });

  it.each([
    ['delete-passkey', 0x2e],
    ['delete-passkey', 0x22],
    ['rename-passkey', 0x2e],
    ['rename-passkey', 0x22],
  ] as const)(
    '11.5 %s refused with %i of one that the key still lists: read again before anything is said',
    async (name, status) => {
      const one = await unlocked();
      const { key, passkey, core } = one;
      const command = name === 'delete-passkey' ? 'deleteCredential' : 'updateUserInformation';
      key.script.failNext(`credentialManagement.${command}`, { status });
      const outcome = await change(one, name, passkey);
      expect(outcome).toMatchObject({ failure: { kind: 'passkey-refused', code: status, stillListed: true } });
      expect(key.log.named(`credentialManagement.${command}`).length).toBe(1);
      await core.close();
    },
  );

  it.each(['delete-passkey', 'rename-passkey'] as const)(
    '11.5 %s refused with 2E, and a token that died with it: could not be checked',
    async (name) => {
      const one = await unlocked();
      const { key, passkey, core } = one;
      const command = name === 'delete-passkey' ? 'deleteCredential' : 'updateUserInformation';
      key.script.failNext(`credentialManagement.${command}`, { status: 0x2e });
      key.script.failNext('credentialManagement.enumerateCredentialsBegin', { status: 0x33 });
      const outcome = await change(one, name, passkey);
      expect(outcome).toMatchObject({ failure: { kind: 'passkey-refused', stillListed: null } });
      await core.close();
    },
  );

  it.each(['unplug', 'silence'] as const)(
    'E-16 whose answer was lost (%s) is unknown, and the next reading decides',
    async (how) => {
      const { manager, key, handle, passkey, transport, core } = await unlocked();
      const fault = how === 'unplug' ? ({ unplug: 'after' } as const) : ({ dropReply: true, carryOut: true } as const);
      key.script.failNext('credentialManagement.deleteCredential', fault);
      const outcome = await manager.run('delete-passkey', handle(), passkey);
      expect(outcome).toMatchObject({ failure: { kind: 'outcome-unknown', operation: 'delete-passkey' } });
      expect(key.log.destructive.length).toBe(1);
      if (how === 'unplug') transport.plug(key);
      await manager.refresh();
      const listing = valueOf(await manager.run('unlock', handle(), { pin: pinOf(testPin) }));
      expect(listing.passkeys.map(({ credentialId }) => credentialId)).not.toContain(passkey.credentialId);
      await core.close();
    },
  );

  it('E-17 names the passkey by hash and ID: one that was never listed here is not sent', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    for (const reference of [
      { ...passkey, credentialId: 'ffff' },
      { ...passkey, rpIdHash: '00'.repeat(32) },
    ]) {
      expect(await manager.run('delete-passkey', handle(), reference)).toMatchObject({
        failure: { kind: 'passkey-not-found' },
      });
    }
    expect(key.log.destructive).toEqual([]);
    await core.close();
  });

  it('E-21 with a token that the key no longer takes asks for the PIN', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    key.script.failNext('credentialManagement.deleteCredential', { status: 0x33 });
    expect(await manager.run('delete-passkey', handle(), passkey)).toMatchObject({ failure: { kind: 'pin-required' } });
    expect(key.state.credentials.length).toBe(5);
    await core.close();
  });

  it('needs an unlocked key', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    manager.lock(handle());
    expect(await manager.run('delete-passkey', handle(), passkey)).toMatchObject({ failure: { kind: 'pin-required' } });
    expect(key.log.destructive).toEqual([]);
    await core.close();
  });

  it('on a key whose token ends with each write is done, and the list is left to the next unlocking', async () => {
    const { manager, key, handle, passkey, core } = await unlocked({ quirks: { tokenDiesAfterWrite: true } });
    const result = valueOf(await manager.run('delete-passkey', handle(), passkey));
    expect(result).toEqual({ stillListed: null, listing: null });
    expect(key.state.credentials.length).toBe(4);
    await core.close();
  });
});

describe('renaming a passkey', () => {
  it('E-19 re-sends the user handle as the key gave it and reads the names back', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    const names = { userName: 'new@example.org', userDisplayName: '新しい名前' };
    const { passkey: renamed } = valueOf(await manager.run('rename-passkey', handle(), { ...passkey, ...names }));
    expect(renamed).toMatchObject(names);
    expect(key.log.named('credentialManagement.updateUserInformation').length).toBe(1);
    await core.close();
  });

  it('an empty name removes it', async () => {
    const { manager, handle, passkey, core } = await unlocked();
    const { passkey: renamed } = valueOf(
      await manager.run('rename-passkey', handle(), { ...passkey, userName: 'only', userDisplayName: '' }),
    );
    expect(renamed).toMatchObject({ userName: 'only', userDisplayName: null });
    await core.close();
  });

  it('shows what the key really kept', async () => {
    const { manager, handle, passkey, core } = await unlocked({ quirks: { renamingDoesNothing: true } });
    const before = valueOf(await manager.run('list-passkeys', handle(), {})).passkeys[0]?.userName;
    const { passkey: renamed } = valueOf(
      await manager.run('rename-passkey', handle(), { ...passkey, userName: 'new', userDisplayName: '' }),
    );
    expect(renamed?.userName).toBe(before);
    await core.close();
  });

  it('whose answer was lost is unknown', async () => {
    const { manager, key, handle, passkey, core } = await unlocked();
    key.script.failNext('credentialManagement.updateUserInformation', { unplug: 'after' });
    expect(
      await manager.run('rename-passkey', handle(), { ...passkey, userName: 'new', userDisplayName: '' }),
    ).toMatchObject({
      failure: { kind: 'outcome-unknown', operation: 'rename-passkey' },
    });
    await core.close();
  });
});

describe('finding a key among several', () => {
  it('blinks where the key can', async () => {
    const { manager, key, handle, core } = await oneKey();
    expect(valueOf(await manager.run('identify', handle(), { byTouch: false })).by).toBe('wink');
    expect(key.state.winks).toBe(1);
    await core.close();
  });

  it.each(['strict21', 'ctap20'] as const)('else waits for a touch (%s)', async (personality) => {
    const { manager, handle, core } = await oneKey({
      personality,
      quirks: { capabilityFlags: 0x04 },
      touch: () => 20,
    });
    const steps: string[] = [];
    manager.subscribe((event) => void (event.type === 'progress' && steps.push(event.progress.step)));
    expect(valueOf(await manager.run('identify', handle(), { byTouch: false })).by).toBe('touch');
    expect(steps).toContain('touch');
    expect(steps.at(-1)).toBe('finished');
    await core.close();
  });

  it.each([
    ['refuse', 'touch-refused'],
    ['ignore', 'cancelled'],
  ] as const)(
    'F-13 a touch that is answered by %s ends as %s, and the next command works at once',
    async (answer, kind) => {
      const { manager, key, handle, core } = await oneKey({ quirks: { capabilityFlags: 0x04 }, touch: () => answer });
      const givenUp = new AbortController();
      const stop = manager.subscribe((event) => {
        if (event.type === 'progress' && event.progress.step === 'touch' && answer === 'ignore') givenUp.abort();
      });
      expect(await manager.run('identify', handle(), { byTouch: false }, { signal: givenUp.signal })).toMatchObject({
        failure: { kind },
      });
      stop();
      expect(key.state.waitingForTouch).toBe(false);
      expect((await manager.run('read-key', handle(), {})).ok).toBe(true);
      await core.close();
    },
  );

  it('closing while a touch is awaited cancels it on the key', async () => {
    const { manager, key, handle, core } = await oneKey({ quirks: { capabilityFlags: 0x04 }, touch: () => 'ignore' });
    const waiting = new Promise<void>((resolve) => {
      manager.subscribe((event) => void (event.type === 'progress' && event.progress.step === 'touch' && resolve()));
    });
    const outcome = manager.run('identify', handle(), { byTouch: false });
    await waiting;
    await core.close();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(key.state.waitingForTouch).toBe(false);
  });

  it('G-06 two keys of one model stay two: an operation reaches its own key only', async () => {
    const simulated = await simulatedCore([
      { seed: 4, credentials: someCredentials(1, 2) },
      { seed: 4, credentials: someCredentials(1, 2) },
    ]);
    const [first, second] = simulated.keys;
    if (first === undefined || second === undefined) throw new Error('two keys are needed');
    const { handle } = simulated.of(first);
    const listing = valueOf(await simulated.manager.run('unlock', handle, { pin: pinOf(testPin) }));
    const [passkey] = listing.passkeys;
    if (passkey === undefined) throw new Error('nothing listed');
    expect(await simulated.manager.run('delete-passkey', simulated.of(second).handle, passkey)).toMatchObject({
      ok: false,
    });
    valueOf(await simulated.manager.run('delete-passkey', handle, passkey));
    expect(first.state.credentials.length).toBe(1);
    expect(second.state.credentials.length).toBe(2);
    await simulated.core.close();
  });
});
