import { afterEach, describe, expect, it } from 'vitest';
import type { OperationProgress } from '../../../src-shared/domain/progress.ts';
import { type KeySetup, oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const tokenByUv = 'clientPin.getPinUvAuthTokenUsingUv';
const opened: OneKey[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

async function keyWith(setup: KeySetup = {}): Promise<OneKey> {
  const one = await oneKey({ personality: 'bio', fingerprints: ['left'], touch: () => 'approve', ...setup });
  opened.push(one);
  one.key.log.clear();
  return one;
}

const unlock = (one: OneKey, signal?: AbortSignal) => one.manager.run('unlock-by-finger', one.handle(), {}, { signal });
const facts = (one: OneKey) => one.of(one.key).facts;
const capability = (one: OneKey) => facts(one)?.capabilities.unlockByFinger;
const asked = (one: OneKey) => one.key.log.named(tokenByUv);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('14 unlocking by a finger', () => {
  it('lists the passkeys without a PIN, and serves for the fingerprints, too', async () => {
    const one = await keyWith();
    expect(capability(one)).toEqual({ answer: 'yes', reason: null });
    expect(valueOf(await unlock(one)).passkeys).toHaveLength(1);
    expect(one.of(one.key).unlocked).toBe(true);
    const { fingerprints } = valueOf(await one.manager.run('list-fingerprints', one.handle(), {}));
    expect(fingerprints.map(({ name }) => name)).toEqual(['left']);
    expect(one.key.log.pinBearing).toEqual([]);
    expect(asked(one)).toHaveLength(1);
  });

  it('says once that the key waits for a finger', async () => {
    const one = await keyWith({ touch: () => 'ignore' });
    const steps: OperationProgress['step'][] = [];
    one.manager.subscribe((event) => {
      if (event.type === 'progress') steps.push(event.progress.step);
    });
    const unlocking = unlock(one);
    await until(() => steps.includes('finger'));
    one.key.touch();
    valueOf(await unlocking);
    expect(steps.filter((step) => step === 'finger')).toHaveLength(1);
  });

  it('a finger that is not recognised costs one try of its own, is said with the tries left and not asked for again', async () => {
    const one = await keyWith({ touch: () => 'refuse' });
    const failure = { kind: 'finger-not-recognised', retriesLeft: 4 };
    expect(await unlock(one)).toEqual({ ok: false, failure });
    expect(asked(one)).toHaveLength(1);
    expect(one.key.state).toMatchObject({ uvRetries: 4, pinRetries: 8, tokenInUse: false });
    expect(facts(one)?.details.uvRetries).toBe(4);
    expect(one.of(one.key).unlocked).toBe(false);
  });

  it('D-21 with no tries left for a finger the PIN is the other way, and gives the finger its tries back', async () => {
    const one = await keyWith({ touch: () => 'refuse' });
    const ends = [];
    for (let finger = 0; finger < 6; finger++) ends.push(await unlock(one));
    expect(ends.slice(3)).toEqual([
      { ok: false, failure: { kind: 'finger-not-recognised', retriesLeft: 1 } },
      { ok: false, failure: { kind: 'finger-blocked' } },
      { ok: false, failure: { kind: 'finger-blocked' } },
    ]);
    expect(capability(one)).toEqual({ answer: 'no', reason: 'finger-blocked' });
    expect(facts(one)?.pin).toMatchObject({ retriesLeft: 8, blocked: false });
    valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
    expect(capability(one)).toEqual({ answer: 'yes', reason: null });
    expect(facts(one)?.pin).toMatchObject({ retriesLeft: 8, blocked: false });
  });

  it('a key whose PIN is blocked can still be read with a finger', async () => {
    const one = await keyWith({ quirks: { pinTries: 1 } });
    await one.manager.run('unlock', one.handle(), { pin: pinOf('not the PIN') });
    expect(facts(one)?.capabilities.listPasskeys).toEqual({ answer: 'no', reason: 'pin-blocked' });
    expect(valueOf(await unlock(one)).passkeys).toHaveLength(1);
  });

  it('given up while the key waits: the key is asked no longer, and no try is used', async () => {
    const one = await keyWith({ touch: () => 'ignore' });
    const giveUp = new AbortController();
    const unlocking = unlock(one, giveUp.signal);
    await until(() => one.key.state.waitingForTouch);
    giveUp.abort();
    expect(await unlocking).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(one.key.state).toMatchObject({ waitingForTouch: false, uvRetries: 5, tokenInUse: false });
  });

  it('pulled out while it waits: it is the key that left, and nothing is unlocked', async () => {
    const one = await keyWith({ touch: () => 'ignore' });
    const unlocking = unlock(one);
    await until(() => one.key.state.waitingForTouch);
    one.transport.unplug(one.key);
    const outcome = await unlocking;
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'outcome-unknown', operation: 'unlock-by-finger' } });
  });

  it.each<[string, number, object]>([
    ['nobody touched it', 0x2f, { kind: 'touch-timed-out' }],
    ['nobody touched it, as some keys say', 0x3a, { kind: 'touch-timed-out' }],
    ['refused at the key', 0x27, { kind: 'touch-refused' }],
    ['ended by another program', 0x2d, { kind: 'cancelled' }],
    ['no finger is enrolled', 0x30, { kind: 'finger-not-set-up' }],
    ['not recognised', 0x3f, { kind: 'finger-not-recognised', retriesLeft: 5 }],
    ['no tries left', 0x3c, { kind: 'finger-blocked' }],
    ['no permission for a finger', 0x40, { kind: 'finger-gives-no-token' }],
    ['unknown to the key', 0x3e, { kind: 'not-supported', feature: 'unlock-by-finger' }],
    ['the PIN is blocked, too', 0x32, { kind: 'pin-blocked' }],
    ['a status without a meaning here', 0x33, { kind: 'key-refused', status: 'PIN_AUTH_INVALID', code: 0x33 }],
    ['a status of the maker', 0xf1, { kind: 'key-refused', status: 'unknown', code: 0xf1 }],
  ])('a refusal is what it is: %s', async (_about, status, failure) => {
    const one = await keyWith();
    one.key.script.failNext(tokenByUv, { status });
    expect(await unlock(one)).toEqual({ ok: false, failure });
    expect(asked(one)).toHaveLength(1);
    expect(one.key.log.pinBearing).toEqual([]);
    expect(one.of(one.key).unlocked).toBe(false);
  });

  it('permission for fingerprints is asked for only where the key says that it grants it for a finger', async () => {
    const told = ['bioEnroll', 'clientPin', 'credMgmt', 'pinUvAuthToken', 'uv'];
    const options = new Map(told.map((name) => [name, true] as const));
    const one = await keyWith({ quirks: { extraInfoMembers: new Map([[0x04, options]]) } });
    expect(valueOf(await unlock(one)).passkeys).toHaveLength(1);
    const fingerprints = await one.manager.run('list-fingerprints', one.handle(), {});
    expect(fingerprints).toEqual({ ok: false, failure: { kind: 'pin-required' } });
  });

  it('a token that the key does not take is wiped, and the PIN is needed', async () => {
    const one = await keyWith();
    one.key.script.failNext('credentialManagement.getCredsMetadata', { status: 0x33 });
    expect(await unlock(one)).toEqual({ ok: false, failure: { kind: 'pin-required' } });
    expect(one.of(one.key).unlocked).toBe(false);
  });
});
