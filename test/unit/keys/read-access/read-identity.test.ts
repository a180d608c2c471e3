import { describe, expect, it } from 'vitest';
import type { AuthenticatorInfo } from '../../../../src-main/ctap2/commands/authenticator-info.ts';
import { protocolTwo } from '../../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import {
  decryptIdentifier,
  decryptStoreState,
  isUnitOf,
  offersReadAccess,
} from '../../../../src-main/keys/read-access/read-identity.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';

// Persistent token 00..1f; samples of CTAP 2.3 §6.4 derived beside this code (HKDF-SHA-256, AES-128-CBC).
const token = new PinUvAuthToken(
  protocolTwo,
  Uint8Array.from({ length: 32 }, (_, index) => index),
  0x40,
);
const identifier = 'd0d1d2d3d4d5d6d7d8d9dadbdcdddedf';
const state = 'e0e1e2e3e4e5e6e7e8e9eaebecedeeef';
const aaguid = new Uint8Array(16).fill(0xa1);

type Told = Pick<AuthenticatorInfo, 'options' | 'aaguid' | 'encIdentifier' | 'encCredStoreState'>;
const told: Told = {
  options: new Map([
    ['perCredMgmtRO', true],
    ['pinUvAuthToken', true],
  ]),
  aaguid,
  encIdentifier: fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf5865a978a114552bce446157ed1c7cbf'),
  encCredStoreState: fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf1e41ade26f17a0a786d733f65685b74b'),
};
const info = (more: Partial<Told> = {}) => ({ ...told, ...more }) as AuthenticatorInfo;
const entry = { token, aaguid, identifier: fromHex(identifier), listed: null };

describe('what a key says of itself to whoever holds its persistent token', () => {
  it('C-13 is compared decrypted only: the samples decrypt to the unit and to its state', () => {
    expect(toHex(decryptIdentifier(info(), token) ?? new Uint8Array())).toBe(identifier);
    expect(toHex(decryptStoreState(info(), token) ?? new Uint8Array())).toBe(state);
    expect(isUnitOf(info(), entry)).toBe(true);
  });

  it('another unit, another token and a changed byte are not it', () => {
    expect(isUnitOf(info(), { ...entry, identifier: new Uint8Array(16) })).toBe(false);
    const other = new PinUvAuthToken(protocolTwo, new Uint8Array(32), 0x40);
    expect(isUnitOf(info(), { ...entry, token: other })).toBe(false);
  });

  it.each<[string, Partial<Told>]>([
    ['no member', { encIdentifier: null }],
    ['an empty member', { encIdentifier: new Uint8Array() }],
    ['another length', { encIdentifier: new Uint8Array(31) }],
    ['another model', { aaguid: new Uint8Array(16) }],
    ['no persistent token', { options: new Map([['pinUvAuthToken', true]]) }],
    ['no permissions', { options: new Map([['perCredMgmtRO', true]]) }],
    ['a persistent token switched off', { options: new Map([...told.options, ['perCredMgmtRO', false]]) }],
  ])('%s: nobody knows', (_, more) => {
    expect(isUnitOf(info(more), entry)).toBeNull();
  });

  it('a state that is missing, empty or of another length is not known', () => {
    for (const encCredStoreState of [null, new Uint8Array(), new Uint8Array(33)]) {
      expect(decryptStoreState(info({ encCredStoreState }), token)).toBeNull();
    }
  });

  it('is offered by a key that gives the token and says which unit it is', () => {
    expect(offersReadAccess(info())).toBe(true);
    expect(offersReadAccess(info({ encIdentifier: new Uint8Array() }))).toBe(false);
  });
});
