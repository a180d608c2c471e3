import { afterEach, describe, expect, it } from 'vitest';
import type { SettingChange } from '../../../src-shared/domain/setting-change.ts';
import { type KeySetup, oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const opened: OneKey[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

async function keyWith(setup: KeySetup = {}): Promise<OneKey> {
  const one = await oneKey({ personality: 'persistent23', ...setup });
  opened.push(one);
  one.key.log.clear();
  return one;
}

const change = (one: OneKey, setting: SettingChange, pin: string | null = testPin) =>
  one.manager.run('change-setting', one.handle(), { change: setting, pinIfSet: pin === null ? null : pinOf(pin) });

const settingOf = (one: OneKey, name: SettingChange['setting']) =>
  one.of(one.key).facts?.settings.find((setting) => setting.name === name);

const alwaysUv = (on: boolean): SettingChange => ({ setting: 'always-uv', on });
const length = (characters: number, rpIds: readonly string[] | null = null): SettingChange => ({
  setting: 'min-pin-length',
  length: characters,
  rpIds,
});

describe('14 settings of a key', () => {
  it.each<[SettingChange, boolean | number, boolean | number]>([
    [alwaysUv(true), false, true],
    [length(8), 4, 8],
    [{ setting: 'force-pin-change' }, false, true],
    [{ setting: 'pin-complexity' }, false, true],
    [{ setting: 'enterprise-attestation' }, false, true],
    [{ setting: 'long-touch-for-reset' }, false, true],
  ])('%o: one PIN message, one command, read back', async (asked, before, after) => {
    const one = await keyWith();
    expect(settingOf(one, asked.setting)).toMatchObject({ value: before, change: { answer: 'yes', reason: null } });
    const outcome = valueOf(await change(one, asked));
    expect(outcome).toMatchObject({
      sent: true,
      took: true,
      before: { [asked.setting]: before },
      after: { [asked.setting]: after },
    });
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(one.key.log.named('config').map(({ status }) => status)).toEqual([0]);
    expect(settingOf(one, asked.setting)?.value).toBe(after);
    // Asked once more: so already.
    one.key.log.clear();
    expect(valueOf(await change(one, asked))).toMatchObject({ sent: false, took: true });
    expect(one.key.log.entries.map(({ name }) => name).filter((name) => name !== 'init')).toEqual([
      'getInfo',
      'getInfo',
    ]);
  });

  it('always-uv is switched off again, and never flipped where another program was first', async () => {
    const one = await keyWith({ alwaysUv: true });
    expect(valueOf(await change(one, alwaysUv(false)))).toMatchObject({ sent: true, took: true });
    expect(one.key.state.alwaysUv).toBe(false);
    expect(valueOf(await change(one, alwaysUv(false)))).toMatchObject({ sent: false });
    expect(one.key.state.alwaysUv).toBe(false);
  });

  it('a shorter minimum, one that is too long and too many RP IDs are refused before anything is sent', async () => {
    const one = await keyWith({ minPinLength: 6 });
    for (const [asked, detail] of [
      [length(5), 'min-pin-length-smaller'],
      [length(6, ['a.example', 'b.example']), 'too-many-rp-ids'],
    ] as const) {
      expect(await change(one, asked)).toEqual({ ok: false, failure: { kind: 'input-invalid', detail } });
    }
    expect(one.key.log.entries.filter(({ name }) => name !== 'init' && name !== 'getInfo')).toEqual([]);
  });

  it('the RP IDs are replaced, with the length as it is', async () => {
    const one = await keyWith();
    valueOf(await change(one, length(4, ['a.example'])));
    valueOf(await change(one, length(4, ['b.example'])));
    expect(one.key.state).toMatchObject({ minPinRpIds: ['b.example'], minPinLength: 4, forcePinChange: false });
  });

  it('a longer minimum than the present PIN demands a new one, and then nothing can be changed before that', async () => {
    const one = await keyWith({ pin: '1234' });
    const outcome = valueOf(await change(one, length(8), '1234'));
    expect(outcome.after).toMatchObject({ 'force-pin-change': true });
    expect(settingOf(one, 'enterprise-attestation')?.change).toEqual({ answer: 'no', reason: 'pin-change-required' });
    one.key.log.clear();
    expect(await change(one, { setting: 'enterprise-attestation' }, '1234')).toMatchObject({
      failure: { kind: 'pin-change-required' },
    });
    expect(one.key.log.pinBearing).toEqual([]);
  });

  it('a wrong PIN costs one try and changes nothing', async () => {
    const one = await keyWith();
    expect(await change(one, alwaysUv(true), 'wrong-pin')).toMatchObject({
      failure: { kind: 'pin-wrong', retriesLeft: 7 },
    });
    expect(one.key.log.named('config')).toEqual([]);
    expect(await change(one, alwaysUv(true), null)).toMatchObject({ failure: { kind: 'pin-required' } });
  });

  it('a key without a PIN needs none, until always-uv protects it', async () => {
    const one = await keyWith({ withoutPin: true });
    expect(settingOf(one, 'force-pin-change')?.change).toEqual({ answer: 'no', reason: 'needs-pin' });
    valueOf(await change(one, { setting: 'enterprise-attestation' }, null));
    valueOf(await change(one, alwaysUv(true), null));
    expect(settingOf(one, 'long-touch-for-reset')?.change).toEqual({ answer: 'no', reason: 'needs-pin' });
    expect(await change(one, { setting: 'long-touch-for-reset' }, null)).toMatchObject({
      failure: { kind: 'pin-not-set' },
    });
    valueOf(await change(one, alwaysUv(false), null));
    expect(one.key.log.pinBearing).toEqual([]);
    expect(one.key.state).toMatchObject({ alwaysUv: false, enterpriseAttestation: true });
  });

  it('a PIN that was typed for a key without one is never sent', async () => {
    const one = await keyWith({ withoutPin: true });
    valueOf(await change(one, alwaysUv(true)));
    expect(one.key.log.named('clientPin.getPinUvAuthTokenUsingPin')).toEqual([]);
  });

  it('a key that says that it changed and did not is told from one that did', async () => {
    const one = await keyWith({ quirks: { configDoesNothing: true } });
    expect(valueOf(await change(one, alwaysUv(true)))).toMatchObject({ sent: true, took: false });
  });

  it('a key that does not let always-uv be switched off refuses that, and nobody refused it by hand', async () => {
    const one = await keyWith({ alwaysUv: true, quirks: { alwaysUvStaysOn: true } });
    expect(await change(one, alwaysUv(false))).toEqual({
      ok: false,
      failure: { kind: 'key-refused', status: 'OPERATION_DENIED', code: 0x27 },
    });
  });

  it('a key without the command has no settings, and says so', async () => {
    const one = await keyWith({ personality: 'ctap20' });
    expect(settingOf(one, 'always-uv')).toEqual({
      name: 'always-uv',
      value: null,
      change: { answer: 'no', reason: 'no-such-setting' },
    });
    expect(await change(one, alwaysUv(true))).toEqual({
      ok: false,
      failure: { kind: 'not-supported', feature: 'always-uv' },
    });
    expect(one.key.log.pinBearing).toEqual([]);
  });

  it('a token that the key refuses at its first use asks for the other way, at one PIN message a typing', async () => {
    const one = await keyWith();
    one.key.script.failNext('config.toggleAlwaysUv', { status: 0x33 });
    expect(await change(one, alwaysUv(true))).toMatchObject({
      failure: { kind: 'pin-way-refused', nextWay: 'protocol-1' },
    });
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(valueOf(await change(one, alwaysUv(true)))).toMatchObject({ sent: true, took: true });
    expect(one.key.log.pinBearing).toHaveLength(2);
  });

  it('a key that refuses a token with this permission is not asked for the legacy one, which no setting takes', async () => {
    const one = await keyWith();
    one.key.script.failNext('clientPin.getPinUvAuthTokenUsingPin', { status: 0x40 });
    expect(await change(one, alwaysUv(true))).toMatchObject({ failure: { kind: 'not-supported' } });
    valueOf(await change(one, alwaysUv(true)));
    expect(one.key.log.named('clientPin.getPinToken')).toEqual([]);
  });

  it('an answer to the PIN that is lost leaves a try open, and no setting', async () => {
    const one = await keyWith();
    one.key.script.failNext('clientPin.getPinUvAuthTokenUsingPin', { unplug: 'after' });
    expect(await change(one, alwaysUv(true))).toEqual({
      ok: false,
      failure: { kind: 'outcome-unknown', operation: 'unlock' },
    });
  });

  it('an answer that is lost leaves it open', async () => {
    const one = await keyWith();
    one.key.script.failNext('config.toggleAlwaysUv', { unplug: 'after' });
    expect(await change(one, alwaysUv(true))).toEqual({
      ok: false,
      failure: { kind: 'outcome-unknown', operation: 'change-setting' },
    });
  });
});
