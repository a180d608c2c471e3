import { afterEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import { guideReset } from '../../../src-main/keys/guided-reset.ts';
import { type Keychain, noKeychain } from '../../../src-main/keychain/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import {
  type KeySetup,
  oneKey,
  type OneKey,
  pinOf,
  simulatedCore,
  someCredentials,
  testPin,
  valueOf,
} from '../../helpers/simulated-core.ts';

const keyId = 'the key';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

interface KeyAndKeychain extends OneKey {
  readonly keychain: Keychain;
  /** Time of the listing with which read access was kept. */
  readonly since: string;
}

async function plain(setup: KeySetup = {}, keychain: Keychain = createMemoryKeychain()): Promise<OneKey> {
  const credentials = someCredentials(2, 3);
  const one = await oneKey({ personality: 'persistent23', credentials, ...setup }, { keychain });
  closing.push(one.core);
  one.key.log.clear();
  return one;
}

const keep = (one: OneKey, pin = testPin) =>
  one.manager.run('keep-read-access', one.handle(), { keyId, pin: pinOf(pin) });
const recheck = (one: OneKey, since: string | null) =>
  one.manager.run('recheck-passkeys', one.handle(), { keyId, since });
const sent = ({ key }: OneKey) => key.log.entries.map(({ name }) => name);

async function kept(setup: KeySetup = {}): Promise<KeyAndKeychain> {
  const keychain = createMemoryKeychain();
  const one = await plain(setup, keychain);
  const { readAt } = valueOf(await keep(one));
  one.key.log.clear();
  return { ...one, keychain, since: readAt };
}

/** Starts the program again over the same key and keychain. */
async function restarted({ key, keychain, since }: KeyAndKeychain): Promise<KeyAndKeychain> {
  const transport = createVirtualTransport([key]);
  const core = await createCore({ transport, keychain });
  closing.push(core);
  await core.keys.refresh();
  key.log.clear();
  const of = () => {
    const [found] = core.keys.keys();
    if (found === undefined) throw new Error('no key is plugged in');
    return found;
  };
  return { core, manager: core.keys, transport, keys: [key], of, key, handle: () => of().handle, keychain, since };
}

/** Uses the key in another program. */
async function elsewhere({ key }: OneKey, work: (one: Awaited<ReturnType<typeof createCore>>) => Promise<void>) {
  const core = await createCore({ transport: createVirtualTransport([key]), keychain: noKeychain });
  await core.keys.refresh();
  await work(core);
  await core.close();
  key.log.clear();
}

describe('14 N-14 read access that is kept', () => {
  it('D-18 takes one PIN message with permission 40 alone, lists with that token and nothing else', async () => {
    const one = await plain();
    const listing = valueOf(await keep(one));
    expect([listing.passkeys.length, listing.complete]).toEqual([3, true]);
    expect(one.key.log.pinBearing.map(({ name }) => name)).toEqual(['clientPin.getPinUvAuthTokenUsingPin']);
    expect(one.key.log.destructive).toEqual([]);
    // The token of the person's own work is another one: nothing is unlocked.
    expect(one.key.state.tokenInUse).toBe(false);
    expect(one.of(one.key)).toMatchObject({ unlocked: false, readAccess: keyId });
    expect(valueOf(await one.core.readAccess.kept([keyId, 'another']))).toEqual([keyId]);
  });

  it('14 must show 5: a re-scan of an unchanged key costs INIT and getInfo', async () => {
    const one = await kept();
    const outcome = valueOf(await recheck(one, one.since));
    expect(sent(one)).toEqual(['init', 'getInfo']);
    expect(outcome.listing).toBeNull();
    // The next one is held against what was said now.
    one.key.log.clear();
    expect(valueOf(await recheck(one, outcome.readAt)).listing).toBeNull();
    expect(sent(one)).toEqual(['init', 'getInfo']);
  });

  it('C-13 after a restart it costs the same, and the key is recognised without anything being sent', async () => {
    const first = await kept();
    const one = await restarted(first);
    expect(await one.manager.matchReadAccess(one.handle(), ['another', keyId], false)).toBe('kept');
    expect(sent(one)).toEqual([]);
    expect(one.of(one.key).readAccess).toBe(keyId);
    expect(valueOf(await recheck(one, one.since)).listing).toBeNull();
    expect(sent(one)).toEqual(['init', 'getInfo']);
  });

  it.each<[string, (one: KeyAndKeychain) => void]>([
    ['a new passkey', ({ key }) => void key.addCredential({ rpId: 'new.example', userId: '01' })],
    [
      'a passkey that is gone',
      ({ key }) => void key.removeCredential(key.state.credentials[0]?.id ?? new Uint8Array()),
    ],
  ])('%s: listed without a PIN, and from then on that is what it is held against', async (_, change) => {
    const one = await kept();
    change(one);
    const outcome = valueOf(await recheck(one, one.since));
    expect(outcome.listing?.passkeys).toHaveLength(one.key.state.credentials.length);
    expect(one.key.log.pinBearing).toEqual([]);
    expect(one.key.log.named('clientPin')).toEqual([]);
    one.key.log.clear();
    expect(valueOf(await recheck(one, outcome.readAt)).listing).toBeNull();
    expect(sent(one)).toEqual(['init', 'getInfo']);
  });

  it('a listing that is not the stored one is nothing to compare with: the passkeys are listed', async () => {
    const one = await kept();
    for (const since of ['2020-01-01T00:00:00.000Z', null]) {
      expect(valueOf(await recheck(one, since)).listing?.passkeys).toHaveLength(3);
    }
    expect(one.key.log.pinBearing).toEqual([]);
  });

  it.each<[string, ReadonlyMap<number, Uint8Array>]>([
    ['an empty state', new Map([[0x1e, new Uint8Array()]])],
    ['a state of another length', new Map([[0x1e, new Uint8Array(31)]])],
  ])('%s is not known, never unchanged', async (_, extraInfoMembers) => {
    const one = await kept({ quirks: { extraInfoMembers } });
    expect(valueOf(await recheck(one, one.since)).listing?.passkeys).toHaveLength(3);
    expect(valueOf(await recheck(one, one.since)).listing?.passkeys).toHaveLength(3);
  });

  it('an incomplete listing is nothing to compare with either', async () => {
    const one = await kept({ quirks: { credentialTotalOffset: 1 } });
    const { listing } = valueOf(await recheck(one, one.since));
    expect(listing?.complete).toBe(false);
  });

  it('the kept token deletes and renames nothing: the PIN is asked for', async () => {
    const one = await kept();
    const { listing } = valueOf(await recheck(one, null));
    const [first] = listing?.passkeys ?? [];
    const passkey = { rpIdHash: first?.rpIdHash ?? '', credentialId: first?.credentialId ?? '' };
    expect(await one.manager.run('delete-passkey', one.handle(), passkey)).toMatchObject({
      failure: { kind: 'pin-required' },
    });
    expect(one.key.log.destructive).toEqual([]);
    expect(one.key.state.credentials).toHaveLength(3);
  });

  it('the PIN changed elsewhere: no match, nothing is sent, and no PIN try is spent', async () => {
    const first = await kept();
    await elsewhere(first, async ({ keys }) => {
      const [{ handle } = { handle: '' }] = keys.keys();
      valueOf(await keys.run('change-pin', handle, { pin: pinOf(testPin), newPin: pinOf('another-pin') }));
    });
    const one = await restarted(first);
    // Of a key that may be another one, nothing is forgotten.
    expect(await one.manager.matchReadAccess(one.handle(), [keyId], false)).toBe('none');
    expect(await recheck(one, one.since)).toEqual({ ok: false, failure: { kind: 'pin-required' } });
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([keyId]);
    expect(sent(one).filter((name) => name !== 'init' && name !== 'getInfo')).toEqual([]);
    // It is known by its serial, say: then it has ended.
    expect(await one.manager.matchReadAccess(one.handle(), [keyId], true)).toBe('ended');
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);
    expect(one.key.state.pinRetries).toBe(8);
  });

  it.each([0x33, 0x36, 0x38])('status %i of the key: dropped, said, and never retried', async (status) => {
    const one = await kept();
    one.key.script.failNext('credentialManagement', { status });
    expect(await recheck(one, null)).toEqual({ ok: false, failure: { kind: 'read-access-ended' } });
    expect(one.key.log.named('credentialManagement')).toHaveLength(1);
    expect(one.of(one.key).readAccess).toBeNull();
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);
    expect(await recheck(one, null)).toEqual({ ok: false, failure: { kind: 'pin-required' } });
    expect([one.key.state.pinRetries, one.key.log.pinBearing]).toEqual([8, []]);
  });

  it.each([0x7f, 0x2e, 0x06])('status %i is no word about the token: it stays', async (status) => {
    const one = await kept();
    one.key.script.failNext('credentialManagement.enumerateRpsBegin', { status });
    await recheck(one, null);
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([keyId]);
  });

  it('D-22 a change of the PIN here forgets it, one with an unknown outcome too, a wrong PIN does not', async () => {
    const one = await kept();
    const change = (pin: string) =>
      one.manager.run('change-pin', one.handle(), { pin: pinOf(pin), newPin: pinOf('another-pin') });
    expect(await change('wrong-pin')).toMatchObject({ failure: { kind: 'pin-wrong' } });
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([keyId]);
    valueOf(await change(testPin));
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);

    const other = await kept();
    other.key.script.failNext('clientPin.changePin', { status: 0x7f });
    const input = { pin: pinOf(testPin), newPin: pinOf('another-pin') };
    expect(await other.manager.run('change-pin', other.handle(), input)).toMatchObject({
      failure: { kind: 'outcome-unknown' },
    });
    expect(valueOf(await other.core.readAccess.kept([keyId]))).toEqual([]);
  });

  it('a reset here forgets it', async () => {
    const one = await kept({ touch: () => 'approve' });
    const ended = guideReset(one.manager, one.handle(), {
      signal: new AbortController().signal,
      journal: null,
      onStage: (stage) => {
        if (stage === 'unplug') queueMicrotask(() => one.transport.unplug(one.key));
        if (stage === 'insert') queueMicrotask(() => one.transport.plug(one.key));
      },
    });
    expect(await ended).toMatchObject({ isErased: true });
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);
  });

  it('a reset elsewhere: a key of the same model that is another unit never gets the token', async () => {
    const first = await kept();
    const [two] = [await plain({ seed: 9 }, first.keychain)];
    expect(await two.manager.matchReadAccess(two.handle(), [keyId], false)).toBe('none');
    expect(await recheck(two, null)).toEqual({ ok: false, failure: { kind: 'pin-required' } });
    expect(two.key.log.named('credentialManagement')).toEqual([]);
  });

  it('a key of another model is never taken for it, and nothing is forgotten', async () => {
    const first = await kept();
    const two = await plain(
      { personality: { ...personalities.persistent23, aaguid: 'ab'.repeat(16) } },
      first.keychain,
    );
    expect(await two.manager.matchReadAccess(two.handle(), [keyId], true)).toBe('none');
    expect(valueOf(await two.core.readAccess.kept([keyId]))).toEqual([keyId]);
  });

  it('is not offered by a key without it, or one that does not say which unit it is, and no PIN is sent', async () => {
    const without = new Map([[0x19, new Uint8Array()]]);
    for (const setup of [{ personality: 'strict21' }, { quirks: { extraInfoMembers: without } }] as const) {
      const one = await plain(setup);
      expect(one.of(one.key).facts?.capabilities.keepReadAccess).toEqual({ answer: 'no', reason: 'no-read-access' });
      expect(await keep(one)).toEqual({ ok: false, failure: { kind: 'not-supported', feature: 'read-access' } });
      expect(one.key.log.pinBearing).toEqual([]);
    }
  });

  it('a wrong PIN keeps nothing and costs one try', async () => {
    const one = await plain();
    expect(await keep(one, 'wrong-pin')).toMatchObject({ failure: { kind: 'pin-wrong', retriesLeft: 7 } });
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);
  });

  it('without a keychain no PIN is sent and nothing is kept', async () => {
    const one = await plain({}, noKeychain);
    expect(await keep(one)).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
    expect(one.key.log.pinBearing).toEqual([]);
    expect(await recheck(one, null)).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
    expect(await one.manager.matchReadAccess(one.handle(), [keyId], true)).toBe('none');
    expect(await one.manager.forgetReadAccess(keyId)).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
  });

  it('a keychain that loses what it is given keeps nothing, and that is said', async () => {
    const forgetful: Keychain = { ...createMemoryKeychain(), write: () => Promise.resolve() };
    const one = await plain({}, forgetful);
    expect(await keep(one)).toEqual({ ok: false, failure: { kind: 'keychain-unavailable' } });
    expect(one.of(one.key).readAccess).toBeNull();
  });

  it('a key whose identifier decrypts to another one each time keeps nothing', async () => {
    const one = await plain();
    one.key.script.failNext(
      'getInfo',
      {
        replaceResponse: (response) => {
          const changed = response.slice();
          const at = Buffer.from(changed).indexOf(Buffer.from([0x18, 0x19, 0x58, 0x20]));
          // The last byte of the ciphertext of encIdentifier.
          changed[at + 4 + 31] = (changed[at + 4 + 31] ?? 0) ^ 1;
          return changed;
        },
      },
      { skip: 1 },
    );
    expect(await keep(one)).toMatchObject({ failure: { kind: 'key-broke-protocol' } });
    expect(valueOf(await one.core.readAccess.kept([keyId]))).toEqual([]);
  });

  it('is forgotten without the key, and one that is plugged in shows it', async () => {
    const one = await kept();
    valueOf(await one.manager.forgetReadAccess(keyId));
    expect(one.of(one.key).readAccess).toBeNull();
    const { core, manager } = await simulatedCore([], { keychain: one.keychain });
    closing.push(core);
    expect(valueOf(await manager.forgetReadAccess(keyId))).toBeNull();
  });
});
