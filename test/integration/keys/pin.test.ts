import { describe, expect, it, vi } from 'vitest';
import { oneKey, pinOf, simulatedCore, someCredentials, testPin, valueOf } from '../../helpers/simulated-core.ts';

const wrongPin = 'wrong-pin';

describe('a wrong PIN', () => {
  it('D-01 11.2 is counted down, locks after three until replug, and a fourth is refused at no cost', async () => {
    const { manager, key, handle, of, transport, core } = await oneKey();
    expect(await manager.run('unlock', handle(), { pin: pinOf(wrongPin) })).toMatchObject({
      failure: { kind: 'pin-wrong', retriesLeft: 7 },
    });
    expect(await manager.run('unlock', handle(), { pin: pinOf(wrongPin) })).toMatchObject({
      failure: { kind: 'pin-wrong', retriesLeft: 6 },
    });
    expect(await manager.run('unlock', handle(), { pin: pinOf(wrongPin) })).toMatchObject({
      failure: { kind: 'pin-wrong', retriesLeft: 5, needsReplug: true },
    });
    expect(of(key).facts?.pin).toMatchObject({ needsReplug: true, blocked: false, retriesLeft: 5 });
    expect(of(key).facts?.capabilities.listPasskeys).toEqual({ answer: 'yes', reason: null });
    expect(await manager.run('unlock', handle(), { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'pin-needs-replug' },
    });
    expect(key.log.pinBearing.length).toBe(4);
    expect(key.state.pinRetries).toBe(5);
    transport.unplug(key);
    transport.plug(key);
    await manager.refresh();
    expect(of(key).facts?.pin).toMatchObject({ needsReplug: false, retriesLeft: 5 });
    expect((await manager.run('unlock', handle(), { pin: pinOf(testPin) })).ok).toBe(true);
    expect(key.state.pinRetries).toBe(8);
    await core.close();
  });

  it('D-02 eight of them over replugs block the key: only a reset helps', async () => {
    const { manager, key, handle, of, transport, core } = await oneKey();
    for (let tries = 0; tries < 8; tries++) {
      const outcome = await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
      expect(outcome.ok).toBe(false);
      if (tries % 3 === 2) {
        transport.unplug(key);
        transport.plug(key);
        await manager.refresh();
      }
    }
    expect(of(key).facts?.pin).toMatchObject({ blocked: true, retriesLeft: 0 });
    expect(await manager.run('unlock', handle(), { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'pin-blocked' },
    });
    expect(key.log.pinBearing.length).toBe(8);
    await core.close();
  });

  it('is forgotten once the right one came: the tries shown are full again', async () => {
    const { manager, key, handle, of, core } = await oneKey();
    await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    expect(of(key).facts?.pin.retriesLeft).toBe(7);
    valueOf(await manager.run('unlock', handle(), { pin: pinOf(testPin) }));
    expect(of(key).facts?.pin.retriesLeft).toBe(8);
    await core.close();
  });

  it.each([
    [
      'unlock',
      (one: Awaited<ReturnType<typeof oneKey>>) => one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }),
    ],
    [
      'a change of the PIN',
      (one: Awaited<ReturnType<typeof oneKey>>) =>
        one.manager.run('change-pin', one.handle(), { pin: pinOf(testPin), newPin: pinOf('another-pin') }),
    ],
  ])('11.10 %s finds how many tries a key has in all', async (_, change) => {
    const one = await oneKey({ quirks: { pinTries: 3 } });
    const { manager, key, handle, of, core } = one;
    expect(of(key).facts?.pin).toMatchObject({ retriesLeft: 3, retriesInAll: null });
    await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    expect(of(key).facts?.pin).toMatchObject({ retriesLeft: 2, retriesInAll: null });
    expect((await change(one)).ok).toBe(true);
    expect(of(key).facts?.pin).toMatchObject({ retriesLeft: 3, retriesInAll: 3 });
    await core.close();
  });

  it('D-07 gets a fresh key agreement each time', async () => {
    const { manager, key, handle, core } = await oneKey();
    await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    expect(key.log.named('clientPin.getKeyAgreement').length).toBe(2);
    await core.close();
  });

  it('D-06 the same PIN submitted twice at once is sent as two operations in order, one after the other', async () => {
    const { manager, key, handle, core } = await oneKey();
    const outcomes = await Promise.all([
      manager.run('unlock', handle(), { pin: pinOf(testPin) }),
      manager.run('unlock', handle(), { pin: pinOf(testPin) }),
    ]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(key.state.pinRetries).toBe(8);
    await core.close();
  });

  it('D-04 a key that always says eight tries is not believed', async () => {
    const { manager, key, handle, of, core } = await oneKey();
    const eight = (): Uint8Array => Uint8Array.of(0x00, 0xa1, 0x03, 0x08);
    key.script.failNext('clientPin.getPinRetries', { replaceResponse: eight }, { times: 100 });
    await manager.run('read-key', handle(), {});
    await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    const second = await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    expect(second).toMatchObject({ failure: { kind: 'pin-wrong', retriesLeft: 6 } });
    await manager.run('read-key', handle(), {});
    expect(of(key).facts?.findings.map(({ kind }) => kind)).toContain('pin-retries-contradict');
    await core.close();
  });

  it('D-14 a wrong current PIN on changing costs exactly one try', async () => {
    const { manager, key, handle, core } = await oneKey();
    const outcome = await manager.run('change-pin', handle(), { pin: pinOf(wrongPin), newPin: pinOf('another-pin') });
    expect(outcome).toMatchObject({ failure: { kind: 'pin-wrong', retriesLeft: 7 } });
    expect(key.log.pinBearing.length).toBe(1);
    expect(key.state.pinRetries).toBe(7);
    await core.close();
  });

  it('a PIN that no key can have is refused before anything is sent', async () => {
    const { manager, key, handle, core } = await oneKey();
    expect(await manager.run('unlock', handle(), { pin: pinOf('123') })).toMatchObject({
      failure: { kind: 'pin-too-short' },
    });
    expect(await manager.run('unlock', handle(), { pin: pinOf('x'.repeat(64)) })).toMatchObject({
      failure: { kind: 'pin-too-long' },
    });
    expect(key.log.pinBearing).toEqual([]);
    await core.close();
  });
});

describe('an invalid key agreement', () => {
  it('D-08 stops before anything of the PIN is sent', async () => {
    const { manager, key, handle, core } = await oneKey();
    const offCurve = (reply: Uint8Array): Uint8Array => {
      const changed = Uint8Array.from(reply);
      changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
      return changed;
    };
    key.script.failNext('clientPin.getKeyAgreement', { replaceResponse: offCurve });
    const outcome = await manager.run('unlock', handle(), { pin: pinOf(testPin) });
    expect(outcome).toMatchObject({ failure: { kind: 'key-broke-protocol' } });
    expect(key.log.pinBearing).toEqual([]);
    await core.close();
  });
});

describe('the first PIN', () => {
  it.each(['yubikey52', 'yubikey54', 'strict21', 'ctap20', 'bio'] as const)(
    'is set on %s, and the key then says so',
    async (personality) => {
      const { manager, key, handle, of, core } = await oneKey({ personality, withoutPin: true, credentials: [] });
      expect(of(key).facts?.pin.set).toBe(false);
      expect(of(key).facts?.capabilities.setPin.answer).toBe('yes');
      valueOf(await manager.run('set-pin', handle(), { newPin: pinOf('a1b2c3') }));
      expect(of(key).facts?.pin).toMatchObject({ set: true, retriesLeft: 8 });
      expect(key.state.pinSet).toBe(true);
      expect((await manager.run('change-pin', handle(), { pin: pinOf('a1b2c3'), newPin: pinOf('d4e5f6') })).ok).toBe(
        true,
      );
      await core.close();
    },
  );

  it('D-11 follows the minimum in code points and the limit of 63 bytes before any frame is sent', async () => {
    const { manager, key, handle, of, core } = await oneKey({ withoutPin: true, minPinLength: 6 });
    expect(of(key).facts?.pin.minLength).toBe(6);
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('12345') })).toMatchObject({
      failure: { kind: 'pin-too-short', minimum: 6 },
    });
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('😀😀😀😀😀') })).toMatchObject({
      failure: { kind: 'pin-too-short' },
    });
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('あ'.repeat(22)) })).toMatchObject({
      failure: { kind: 'pin-too-long' },
    });
    expect(key.log.named('clientPin.setPin')).toEqual([]);
    expect((await manager.run('set-pin', handle(), { newPin: pinOf('😀😀😀😀😀😀') })).ok).toBe(true);
    await core.close();
  });

  it('D-17 11.4 that another program set meanwhile is explained, not overwritten', async () => {
    const { manager, key, handle, core } = await oneKey({ withoutPin: true });
    // Firmwares say it with 31 and 36, too; the key is asked again.
    for (const status of [0x33, 0x31, 0x36]) {
      key.script.failNext('clientPin.setPin', { status });
      expect(await manager.run('set-pin', handle(), { newPin: pinOf('a1b2c3') })).toMatchObject({
        failure: { kind: 'key-refused', code: status },
      });
    }
    key.script.failNext('clientPin.setPin', { status: 0x36, carryOut: true });
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('a1b2c3') })).toMatchObject({
      failure: { kind: 'pin-already-set' },
    });
    await core.close();
  });

  it('D-15 that the key’s own policy refuses is told as that, not as a wrong PIN', async () => {
    const { manager, handle, core } = await oneKey({ withoutPin: true, quirks: { digitsOnlyPin: true } });
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('letters') })).toMatchObject({
      failure: { kind: 'pin-refused-by-policy' },
    });
    await core.close();
  });

  it('is not set on a key that has one', async () => {
    const { manager, key, handle, core } = await oneKey();
    expect(await manager.run('set-pin', handle(), { newPin: pinOf('a1b2c3') })).toMatchObject({
      failure: { kind: 'pin-already-set' },
    });
    expect(key.log.named('clientPin.setPin')).toEqual([]);
    await core.close();
  });
});

describe('changing the PIN', () => {
  it('D-22 ends the token that was held', async () => {
    const { manager, key, handle, of, core } = await oneKey();
    await manager.run('unlock', handle(), { pin: pinOf(testPin) });
    expect(of(key).unlocked).toBe(true);
    valueOf(await manager.run('change-pin', handle(), { pin: pinOf(testPin), newPin: pinOf('another-pin') }));
    expect(of(key).unlocked).toBe(false);
    expect(await manager.run('list-passkeys', handle(), {})).toMatchObject({ failure: { kind: 'pin-required' } });
    expect((await manager.run('unlock', handle(), { pin: pinOf('another-pin') })).ok).toBe(true);
    await core.close();
  });

  it('C-07 is all that can be done with the PIN while the key demands it; D-16 the same PIN is refused before', async () => {
    const { manager, key, handle, of, core } = await oneKey({ forcePinChange: true });
    expect(of(key).facts?.capabilities.listPasskeys).toEqual({ answer: 'no', reason: 'pin-change-required' });
    expect(await manager.run('unlock', handle(), { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'pin-change-required' },
    });
    expect(await manager.run('change-pin', handle(), { pin: pinOf(testPin), newPin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'pin-same' },
    });
    expect(key.log.pinBearing).toEqual([]);
    valueOf(await manager.run('change-pin', handle(), { pin: pinOf(testPin), newPin: pinOf('another-pin') }));
    expect((await manager.run('unlock', handle(), { pin: pinOf('another-pin') })).ok).toBe(true);
    await core.close();
  });

  it('D-12 takes both forms of é for the same PIN', async () => {
    const { manager, handle, core } = await oneKey({ pin: 'éclair' });
    expect((await manager.run('unlock', handle(), { pin: pinOf('e\u0301clair') })).ok).toBe(true);
    await core.close();
  });
});

describe('an answer that never came', () => {
  it('D-05 to a PIN is an unknown outcome, is not repeated, and the tries are read again on reconnection', async () => {
    const { manager, key, handle, of, transport, core } = await oneKey();
    key.script.failNext('clientPin.getPinUvAuthTokenUsingPin', { unplug: 'after' });
    const outcome = await manager.run('unlock', handle(), { pin: pinOf(wrongPin) });
    expect(outcome).toMatchObject({ failure: { kind: 'outcome-unknown', operation: 'unlock' } });
    expect(key.log.pinBearing.length).toBe(1);
    transport.plug(key);
    await manager.refresh();
    expect(of(key).facts?.pin.retriesLeft).toBe(7);
    await core.close();
  });

  it.each(['set-pin', 'change-pin'] as const)('D-05 to %s is an unknown outcome', async (operation) => {
    const setting = operation === 'set-pin';
    const { manager, key, handle, of, transport, core } = await oneKey({ withoutPin: setting });
    key.script.failNext(setting ? 'clientPin.setPin' : 'clientPin.changePin', { unplug: 'after' });
    const outcome = setting
      ? await manager.run('set-pin', handle(), { newPin: pinOf('a1b2c3') })
      : await manager.run('change-pin', handle(), { pin: pinOf(testPin), newPin: pinOf('a1b2c3') });
    expect(outcome).toMatchObject({ failure: { kind: 'outcome-unknown', operation } });
    transport.plug(key);
    await manager.refresh();
    expect(of(key).facts?.pin.set).toBe(true);
    await core.close();
  });
});

describe('the token', () => {
  it('D-20 is wiped by lock, by unplugging and by closing', async () => {
    const { manager, key, handle, of, transport, core } = await oneKey();
    await manager.run('unlock', handle(), { pin: pinOf(testPin) });
    manager.lockAll();
    expect(of(key).unlocked).toBe(false);
    expect(await manager.run('list-passkeys', handle(), {})).toMatchObject({ failure: { kind: 'pin-required' } });
    await manager.run('unlock', handle(), { pin: pinOf(testPin) });
    transport.unplug(key);
    transport.plug(key);
    await manager.refresh();
    expect(of(key).unlocked).toBe(false);
    await core.close();
    expect(manager.keys().every(({ unlocked }) => !unlocked)).toBe(true);
  });

  it('D-20 is wiped after five minutes without use', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'performance'] });
    try {
      const { manager, key, handle, of, core } = await oneKey();
      await manager.run('unlock', handle(), { pin: pinOf(testPin) });
      vi.advanceTimersByTime(4 * 60_000);
      expect(of(key).unlocked).toBe(true);
      expect((await manager.run('list-passkeys', handle(), {})).ok).toBe(true);
      vi.advanceTimersByTime(4 * 60_000);
      expect(of(key).unlocked, 'use makes it last').toBe(true);
      vi.advanceTimersByTime(90_000);
      expect(of(key).unlocked).toBe(false);
      await core.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is of one key: a PIN typed for one is never sent to another', async () => {
    const simulated = await simulatedCore([
      { credentials: someCredentials(1, 1) },
      { credentials: someCredentials(1, 2) },
    ]);
    const [first, second] = simulated.keys;
    if (first === undefined || second === undefined) throw new Error('two keys are needed');
    valueOf(await simulated.manager.run('unlock', simulated.of(first).handle, { pin: pinOf(testPin) }));
    expect(second.log.pinBearing).toEqual([]);
    expect(simulated.of(second).unlocked).toBe(false);
    await simulated.core.close();
  });
});
