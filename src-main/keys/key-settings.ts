import type { Capability } from '../../src-shared/domain/capability.ts';
import {
  type SettingName,
  settingNames,
  type SettingValue,
  type SettingValues,
} from '../../src-shared/domain/setting-change.ts';
import type { KeySetting, PinState } from '../../src-shared/domain/plugged-key.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { no, presentPinCapability, yes } from './key-capabilities.ts';
import type { CapabilityFacts } from './opened-key.ts';

/** Facts on which a setting depends. */
export type SettingFacts = Pick<CapabilityFacts, 'info' | 'pin'>;

/** Place of one setting in getInfo (CTAP 2.3 §6.4, §6.11). */
interface SettingMember {
  /** Sub-command of authenticatorConfig. */
  readonly command: number;
  readonly isKnown: (info: AuthenticatorInfo) => boolean;
  readonly value: (info: AuthenticatorInfo) => SettingValue;
}

const setsPinLength = ({ options }: AuthenticatorInfo): boolean => options.get('setMinPINLength') === true;

const settingMembers: Readonly<Record<SettingName, SettingMember>> = {
  'always-uv': {
    command: 0x02,
    isKnown: ({ options }) => options.has('alwaysUv'),
    value: ({ options }) => options.get('alwaysUv') ?? null,
  },
  'min-pin-length': {
    command: 0x03,
    isKnown: setsPinLength,
    value: ({ options, minPinLength }) => (options.has('clientPin') ? minPinLength : null),
  },
  'force-pin-change': {
    command: 0x03,
    isKnown: setsPinLength,
    value: (info) => (setsPinLength(info) ? info.forcePinChange : null),
  },
  'pin-complexity': {
    command: 0x03,
    isKnown: (info) => setsPinLength(info) && info.pinComplexityPolicy !== null,
    value: ({ pinComplexityPolicy }) => pinComplexityPolicy,
  },
  'enterprise-attestation': {
    command: 0x01,
    isKnown: ({ options }) => options.has('ep'),
    value: ({ options }) => options.get('ep') ?? null,
  },
  'long-touch-for-reset': {
    command: 0x04,
    isKnown: ({ longTouchForReset }) => longTouchForReset !== null,
    value: ({ longTouchForReset }) => longTouchForReset,
  },
};

/** Returns the settings as a key tells them. */
export function settingValues(info: AuthenticatorInfo): SettingValues {
  const values = settingNames.map((name) => [name, settingMembers[name].value(info)] as const);
  return Object.fromEntries(values) as SettingValues;
}

/** Returns all settings with their values, and whether each can be changed now. */
export function keySettings(facts: SettingFacts): readonly KeySetting[] {
  return settingNames.map((name) => ({
    name,
    value: settingMembers[name].value(facts.info),
    change: changeCapability(name, facts),
  }));
}

/** Checks whether the key wants a token for a change (CTAP 2.1 §6.11): it is protected, or always wants verification. */
export function needsToken({ options }: AuthenticatorInfo, name: SettingName): boolean {
  if (options.get('clientPin') === true || options.get('uv') === true) return true;
  return options.get('alwaysUv') === true && name !== 'always-uv';
}

/** Returns whether one setting can be changed now. */
export function changeCapability(name: SettingName, { info, pin }: SettingFacts): Capability {
  const { command, isKnown, value } = settingMembers[name];
  const listed = info.authenticatorConfigCommands;
  const isOffered = info.options.get('authnrCfg') === true && (listed === null || listed.includes(command));
  if (!isOffered || !isKnown(info)) return no('no-such-setting');
  if (name !== 'always-uv' && name !== 'force-pin-change' && value(info) === true) return no('already-on');
  if (name === 'force-pin-change' && pin.set !== true) return no('needs-pin');
  return needsToken(info, name) ? tokenCapability(info, pin) : yes;
}

function tokenCapability(info: AuthenticatorInfo, pin: PinState): Capability {
  if (pin.set !== true) return no('needs-pin');
  const usable = presentPinCapability(pin);
  if (usable.answer !== 'yes') return usable;
  // CTAP 2.1 §6.5.5.7: with forcePINChange no token is given.
  if (pin.forceChange) return no('pin-change-required');
  return info.options.get('pinUvAuthToken') === true ? yes : no('no-token');
}
