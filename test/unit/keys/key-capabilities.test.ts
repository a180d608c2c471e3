import { describe, expect, it } from 'vitest';
import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import { allAnswered, capabilitiesWithoutFido2, keyCapabilities } from '../../../src-main/keys/key-capabilities.ts';
import { noPinState } from '../../../src-main/keys/pin-state.ts';

const pin: PinState = { ...noPinState, supported: true, set: true, retriesLeft: 8 };
const final = { command: 0x0a, canRename: true, tokenWithPermissions: true } as const;
const found = { wink: false, touch: true };

describe('keyCapabilities', () => {
  it('answers yes to everything of a key with a PIN and the final command, but to a first PIN', () => {
    expect(keyCapabilities(final, pin, found)).toEqual({
      ...allAnswered({ answer: 'yes', reason: null }),
      setPin: { answer: 'no', reason: 'pin-already-set' },
    });
  });

  it.each([
    [{ set: false }, 'no-pin-set'],
    [{ supported: false, set: null }, 'no-pin-support'],
    [{ blocked: true }, 'pin-blocked'],
    [{ needsReplug: true }, 'pin-needs-replug'],
    [{ forceChange: true }, 'pin-change-required'],
  ] as const)('a PIN state of %o keeps from listing because of %s', (state, reason) => {
    const capabilities = keyCapabilities(final, { ...pin, ...state }, found);
    expect(capabilities.listPasskeys).toEqual({ answer: 'no', reason });
    expect(capabilities.deletePasskey).toEqual(capabilities.listPasskeys);
  });

  it('a blocked key has no PIN to change, a key that demands a change has', () => {
    expect(keyCapabilities(final, { ...pin, blocked: true }, found).changePin.reason).toBe('pin-blocked');
    expect(keyCapabilities(final, { ...pin, forceChange: true }, found).changePin.answer).toBe('yes');
  });

  it('passes on why there is no listing, and that the preview cannot rename', () => {
    const tooOld = keyCapabilities({ command: null, reason: 'too-old' }, pin, found);
    expect(tooOld.listPasskeys).toEqual({ answer: 'no', reason: 'too-old' });
    const preview = { command: 0x41, canRename: false, tokenWithPermissions: false } as const;
    expect(keyCapabilities(preview, pin, found).renamePasskey).toEqual({ answer: 'no', reason: 'preview-only' });
    expect(keyCapabilities(preview, pin, found).deletePasskey.answer).toBe('yes');
  });

  it('a key can be found where it blinks or can be touched', () => {
    expect(keyCapabilities(final, pin, { wink: false, touch: false }).identify.answer).toBe('no');
    expect(capabilitiesWithoutFido2('u2f-only', true).identify.answer).toBe('yes');
    expect(capabilitiesWithoutFido2('fido2-off', false)).toEqual(allAnswered({ answer: 'no', reason: 'fido2-off' }));
  });
});
