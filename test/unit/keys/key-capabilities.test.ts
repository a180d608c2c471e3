import { describe, expect, it } from 'vitest';
import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import { capabilityNames } from '../../../src-shared/operations/operation-names.ts';
import type { AuthenticatorInfo } from '../../../src-main/ctap2/commands/authenticator-info.ts';
import { capabilitiesWithoutFido2 } from '../../../src-main/keys/key-capabilities.ts';
import { keyCapabilities } from '../../../src-main/keys/operation-modules.ts';
import type { CapabilityFacts } from '../../../src-main/keys/opened-key.ts';
import { noPinState } from '../../../src-main/keys/pin-state.ts';

const pin: PinState = { ...noPinState, supported: true, set: true, retriesLeft: 8 };
const infoWith = (options: Record<string, boolean>): AuthenticatorInfo =>
  ({
    options: new Map(Object.entries({ clientPin: true, ...options })),
    pinUvAuthProtocols: [2, 1],
    authenticatorConfigCommands: null,
    pinComplexityPolicy: null,
    longTouchForReset: null,
    transportsForReset: null,
    encIdentifier: new Uint8Array(32),
  }) as unknown as AuthenticatorInfo;
const capabilitiesOf = (facts: Pick<CapabilityFacts, 'info' | 'pin'>, uvRetries: number | null = null) =>
  keyCapabilities({ ...facts, vendor: null, uvRetries });
const final = infoWith({
  uv: true,
  bioEnroll: true,
  largeBlobs: true,
  credMgmt: true,
  perCredMgmtRO: true,
  pinUvAuthToken: true,
  authnrCfg: true,
  alwaysUv: false,
});
const everything = (answer: object) => Object.fromEntries(capabilityNames.map((name) => [name, answer]));

describe('keyCapabilities', () => {
  it('answers yes to everything of a key with a PIN and the final command, but to a first PIN', () => {
    expect(capabilitiesOf({ info: final, pin })).toEqual({
      ...everything({ answer: 'yes', reason: null }),
      setPin: { answer: 'no', reason: 'pin-already-set' },
    });
  });

  it.each([
    [{ set: false }, 'no-pin-set'],
    [{ supported: false, set: null }, 'no-pin-support'],
    [{ blocked: true }, 'pin-blocked'],
    [{ forceChange: true }, 'pin-change-required'],
  ] as const)('a PIN state of %o keeps from listing because of %s', (state, reason) => {
    const capabilities = capabilitiesOf({ info: final, pin: { ...pin, ...state } });
    expect(capabilities.listPasskeys).toEqual({ answer: 'no', reason });
    expect(capabilities.deletePasskey).toEqual(capabilities.listPasskeys);
  });

  it('11.2 a lock until replug keeps from nothing: the key itself refuses where it is locked', () => {
    const locked = capabilitiesOf({ info: final, pin: { ...pin, needsReplug: true } });
    expect([locked.listPasskeys.answer, locked.changePin.answer]).toEqual(['yes', 'yes']);
  });

  it('a blocked key has no PIN to change, a key that demands a change has', () => {
    expect(capabilitiesOf({ info: final, pin: { ...pin, blocked: true } }).changePin.reason).toBe('pin-blocked');
    expect(capabilitiesOf({ info: final, pin: { ...pin, forceChange: true } }).changePin.answer).toBe('yes');
  });

  it('passes on why there is no listing, and that the preview cannot rename', () => {
    const tooOld = capabilitiesOf({ info: infoWith({}), pin });
    expect(tooOld.listPasskeys).toEqual({ answer: 'no', reason: 'too-old' });
    const preview = capabilitiesOf({ info: infoWith({ credentialMgmtPreview: true }), pin });
    expect(preview.renamePasskey).toEqual({ answer: 'no', reason: 'preview-only' });
    expect(preview.deletePasskey.answer).toBe('yes');
  });

  it('says of settings why none can be changed: of one that the key has, before those that it has not', () => {
    const blocked = capabilitiesOf({ info: final, pin: { ...pin, blocked: true } });
    expect(blocked.changeSetting.reason).toBe('pin-blocked');
    expect(capabilitiesOf({ info: infoWith({}), pin }).changeSetting.reason).toBe('no-such-setting');
    const withoutPermission = infoWith({ authnrCfg: true, alwaysUv: false });
    expect(capabilitiesOf({ info: withoutPermission, pin }).changeSetting.reason).toBe('no-token');
  });

  it('a reset needs no PIN, and is refused where the vendor or the key rules it out over USB', () => {
    const blocked = { info: final, pin: { ...pin, blocked: true } };
    expect(capabilitiesOf(blocked).reset.answer).toBe('yes');
    expect(keyCapabilities({ ...blocked, vendor: { resetBlocked: true }, uvRetries: null }).reset.reason).toBe(
      'reset-by-maker',
    );
    const nfc = { ...final, transportsForReset: ['nfc'] };
    expect(capabilitiesOf({ info: nfc, pin }).reset.reason).toBe('reset-not-over-usb');
    expect(capabilitiesOf({ info: { ...final, transportsForReset: ['nfc', 'usb'] }, pin }).reset.answer).toBe('yes');
  });

  it('a FIDO2 key can be found by a touch, another one where it blinks', () => {
    expect(capabilitiesOf({ info: final, pin }).identify.answer).toBe('yes');
    expect(capabilitiesWithoutFido2('u2f-only', true).identify.answer).toBe('yes');
    expect(capabilitiesWithoutFido2('fido2-off', false)).toEqual(everything({ answer: 'no', reason: 'fido2-off' }));
  });

  it.each<[string, Record<string, boolean>, number | null, number | null, object]>([
    ['an enrolled finger', { bioEnroll: true, uv: true }, null, 3, { answer: 'yes', reason: null }],
    ['a key that does not tell the tries', { bioEnroll: true, uv: true }, null, null, { answer: 'yes', reason: null }],
    ['no finger', { bioEnroll: false, uv: false }, null, null, { answer: 'no', reason: 'no-finger-enrolled' }],
    ['no tries left', { bioEnroll: true, uv: true }, null, 0, { answer: 'no', reason: 'finger-blocked' }],
    ['no sensor', {}, null, null, { answer: 'no', reason: 'no-sensor' }],
    ['a PIN on its own keypad', { uv: true }, 0x04, 3, { answer: 'no', reason: 'no-sensor' }],
    ['a finger, as it says', { uv: true }, 0x02, 3, { answer: 'yes', reason: null }],
    ['what it does not tell', { uv: true }, null, 3, { answer: 'unknown', reason: 'verification-not-told' }],
  ])('a finger in place of the PIN: %s', (_about, options, uvModality, uvRetries, answer) => {
    const info = { ...infoWith({ credMgmt: true, pinUvAuthToken: true, ...options }), uvModality };
    expect(capabilitiesOf({ info, pin }, uvRetries).unlockByFinger).toEqual(answer);
    // The PIN has tries of its own.
    expect(capabilitiesOf({ info, pin: { ...pin, blocked: true } }, uvRetries).unlockByFinger).toEqual(answer);
  });

  it('a finger gives nothing on a key that knows no token with permissions', () => {
    const info = infoWith({ credMgmt: true, bioEnroll: true, uv: true });
    expect(capabilitiesOf({ info, pin }).unlockByFinger).toEqual({ answer: 'no', reason: 'no-token' });
  });
});
