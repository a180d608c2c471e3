import { describe, expect, it } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import {
  type KeySetup,
  oneKey,
  pinOf,
  simulatedCore,
  someCredentials,
  testPin,
  valueOf,
} from '../../helpers/simulated-core.ts';

describe('what is known of a key without a PIN', () => {
  it('is read on plugging in, with no PIN sent', async () => {
    const { key, of, core } = await oneKey({ personality: 'yubikey54', yubicoSerial: 12345678 });
    expect(of(key)).toMatchObject({
      state: 'ready',
      simulated: true,
      facts: {
        vendorSerial: '12345678',
        pin: { set: true, retriesLeft: 8 },
        capabilities: { listPasskeys: { answer: 'yes' } },
      },
    });
    expect(key.log.pinBearing).toEqual([]);
    await core.close();
  });

  it.each<readonly [string, KeySetup, string, string]>([
    ['A-30 a U2F-only key', { personality: 'u2fOnly' }, 'u2f-only', 'u2f-only'],
    ['a key whose flags lie about CBOR', { quirks: { infoRefused: true } }, 'u2f-only', 'u2f-only'],
    ['C-15 a key without a PIN', { withoutPin: true }, 'ready', 'no-pin-set'],
    ['C-07 a key that demands a new PIN', { forcePinChange: true }, 'ready', 'pin-change-required'],
    ['a key from before credential management', { personality: 'ctap20' }, 'ready', 'too-old'],
  ])('%s says why its list is empty', async (_name, setup, state, reason) => {
    const u2f = setup.personality === 'u2fOnly';
    const { key, of, core } = await oneKey({ ...setup, ...(u2f ? { withoutPin: true, credentials: [] } : {}) });
    expect(of(key)).toMatchObject({ state, facts: { capabilities: { listPasskeys: { answer: 'no', reason } } } });
    await core.close();
  });

  it('A-31 a key known to hang on CBOR is never asked for it', async () => {
    const { key, of, core } = await oneKey({
      quirks: { cborHangs: true },
      usb: { vendorId: 0x10c4, productId: 0x8acf },
    });
    expect(of(key).state).toBe('u2f-only');
    expect(key.log.named('getInfo')).toEqual([]);
    await core.close();
  });

  it('11.3 A-31 a key that says it speaks CBOR and is mute is no U2F key: it does not answer, long before a touch is given up', async () => {
    const before = performance.now();
    const { key, of, core } = await oneKey({ quirks: { cborHangs: true } });
    expect(of(key)).toMatchObject({ state: 'unreachable', problem: { kind: 'key-not-answering' }, facts: null });
    expect(performance.now() - before).toBeLessThan(15_000);
    await core.close();
  });

  it('C-19 USB texts are capped and passed on as text', async () => {
    const product = `<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;
    const { key, of, core } = await oneKey({ usb: { product } });
    expect(of(key).product?.length).toBe(200);
    await core.close();
  });
});

describe('keys that cannot be opened', () => {
  it('F-06 without permission stay in the list and say so', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const transport = createVirtualTransport([key]);
    transport.setPermission(key, 'denied');
    const core = await createCore({ transport });
    const [view] = await core.keys.refresh();
    expect(view).toMatchObject({ state: 'unreachable', problem: { kind: 'no-permission' }, facts: null });
    transport.setPermission(key, 'ok');
    expect((await core.keys.run('read-key', view?.handle ?? '', {})).ok).toBe(true);
    expect(core.keys.keys()[0]).toMatchObject({ state: 'ready', problem: null });
    await core.close();
  });

  it('that become open to us later are read at the next hint', async () => {
    const [key, other] = [1, 2].map((seed) => createVirtualKey({ personality: 'strict21', seed }));
    if (key === undefined || other === undefined) throw new Error('two keys are needed');
    const transport = createVirtualTransport([key]);
    transport.setPermission(key, 'denied');
    const core = await createCore({ transport });
    core.keys.watch();
    await core.keys.refresh();
    expect(core.keys.keys()[0]?.problem?.kind).toBe('no-permission');
    transport.setPermission(key, 'ok');
    transport.plug(other);
    await expect.poll(() => core.keys.keys().map(({ state }) => state)).toEqual(['ready', 'ready']);
    await core.close();
  });

  it('G-04 in use by another program are waited for two seconds, then told', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const transport = createVirtualTransport([key]);
    transport.setPermission(key, 'busy');
    const core = await createCore({ transport });
    const [view] = await core.keys.refresh();
    expect(view).toMatchObject({ state: 'unreachable', problem: { kind: 'key-busy' } });
    await core.close();
  });

  it('F-20 one key that cannot be read does not hide the others', async () => {
    const keys = [1, 2, 3].map((seed) => createVirtualKey({ personality: 'strict21', seed }));
    const transport = createVirtualTransport(keys);
    const [, denied] = keys;
    if (denied === undefined) throw new Error('three keys are needed');
    transport.setPermission(denied, 'denied');
    const core = await createCore({ transport });
    const views = await core.keys.refresh();
    expect(views.map(({ state }) => state)).toEqual(['ready', 'unreachable', 'ready']);
    await core.close();
  });
});

describe('coming and going', () => {
  it('is noticed soon, and the handle of a key that left is dead for ever', async () => {
    const { manager, key, handle, transport, core } = await oneKey();
    manager.watch();
    const old = handle();
    const left = new Promise<void>((resolve) => {
      manager.subscribe((event) => void (event.type === 'keys-changed' && event.keys.length === 0 && resolve()));
    });
    const before = performance.now();
    transport.unplug(key);
    await left;
    expect(performance.now() - before).toBeLessThan(10_000);
    const back = new Promise<void>((resolve) => {
      manager.subscribe((event) => {
        if (event.type === 'keys-changed' && event.keys[0]?.state === 'ready') resolve();
      });
    });
    transport.plug(key);
    await back;
    expect(handle()).not.toBe(old);
    expect(await manager.run('unlock', old, { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'key-removed' },
    });
    expect(key.log.pinBearing).toEqual([]);
    await core.close();
  });

  it('F-02 a replug that nobody saw voids the handle: nothing is sent', async () => {
    const { manager, key, handle, transport, core } = await oneKey();
    const old = handle();
    transport.unplug(key);
    transport.plug(key);
    key.log.clear();
    expect(await manager.run('unlock', old, { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'key-changed' },
    });
    expect(key.log.entries).toEqual([]);
    await manager.refresh();
    expect(handle()).not.toBe(old);
    await core.close();
  });

  it('F-03 another key at the same path gets nothing of what was meant for the first', async () => {
    const { manager, key, handle, transport, core } = await oneKey();
    const path = transport.pathOf(key);
    const listing = valueOf(await manager.run('unlock', handle(), { pin: pinOf(testPin) }));
    const old = handle();
    const other = createVirtualKey({
      personality: 'strict21',
      seed: 1,
      pin: testPin,
      credentials: someCredentials(1, 1),
    });
    transport.unplug(key);
    transport.plug(other);
    expect(transport.pathOf(other)).toBe(path);
    const [passkey] = listing.passkeys;
    if (passkey === undefined) throw new Error('nothing listed');
    expect(await manager.run('delete-passkey', old, passkey)).toMatchObject({ ok: false });
    expect(await manager.run('change-pin', old, { pin: pinOf(testPin), newPin: pinOf('another') })).toMatchObject({
      ok: false,
    });
    expect(other.log.destructive).toEqual([]);
    expect(other.log.pinBearing).toEqual([]);
    await core.close();
  });

  it('D-09 C-12 a key that suddenly says something else about itself is another key', async () => {
    const { manager, key, handle, core } = await oneKey({ personality: 'strict21' });
    // Member 06 (pinUvAuthProtocols) [2, 1] becomes [1].
    const onlyProtocolOne = (reply: Uint8Array): Uint8Array =>
      Uint8Array.from(Buffer.from(Buffer.from(reply).toString('hex').replace('06820201', '068101'), 'hex'));
    key.script.failNext('getInfo', { replaceResponse: onlyProtocolOne });
    expect(await manager.run('unlock', handle(), { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'key-changed' },
    });
    expect(key.log.pinBearing).toEqual([]);
    await core.close();
  });

  it('two identical keys without serials stay two keys', async () => {
    const simulated = await simulatedCore([{ seed: 7 }, { seed: 7 }]);
    expect(new Set(simulated.manager.keys().map(({ handle }) => handle)).size).toBe(2);
    await simulated.core.close();
  });

  it('several keys are read in parallel', async () => {
    const simulated = await simulatedCore([1, 2, 3, 4].map((seed) => ({ seed, credentials: someCredentials(2, 4) })));
    for (const key of simulated.keys) key.script.failNext('clientPin.getPinUvAuthTokenUsingPin', { delayMs: 2_000 });
    const outcomes = Promise.all(
      simulated.keys.map((key) => simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) })),
    );
    const isAsked = (key: VirtualKey) =>
      key.log.named('clientPin.getPinUvAuthTokenUsingPin').some(({ status }) => status === null);
    await expect.poll(() => simulated.keys.every(isAsked), { timeout: 5_000 }).toBe(true);
    expect((await outcomes).every(({ ok }) => ok)).toBe(true);
    await simulated.core.close();
  });

  it('a transport that cannot enumerate fails the look, not the program', async () => {
    const transport = {
      list: () => Promise.reject(new HidError('io', 'no HID here')),
      open: () => Promise.reject(new HidError('gone', 'no such device')),
    };
    const core = await createCore({ transport });
    await expect(core.keys.refresh()).rejects.toThrow('no HID here');
    await core.close();
  });
});
