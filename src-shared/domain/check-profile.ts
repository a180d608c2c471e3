import type { FirmwareFloor, forbiddenSeverities } from './policy.ts';

export const pinRules = ['not-set', 'set'] as const;
export const pinChangeRules = ['asked', 'not-asked'] as const;
export const fingerprintRules = ['none', 'present'] as const;
export const nfcRules = ['open', 'restricted'] as const;
/** Reissue of keys that came back: `ask` leaves it to a person. */
export const reissueRules = ['ask', 'allowed', 'forbidden'] as const;
/** Tests that take a touch: `wanted` asks the desk for one and decides nothing without it; `off` is as good as no rule. */
export const testRules = ['required', 'wanted', 'off'] as const;

/** The rules of a check profile (docs/check.md). Each makes its point required; a point without a rule is shown, and decides nothing. */
export interface CheckRules {
  /** The catalogue knows the AAGUID, as that of a security key. */
  readonly 'known-model'?: boolean | undefined;
  /** AAGUIDs that may be issued; no others. */
  readonly 'allowed-models'?: readonly string[] | undefined;
  /** AAGUIDs that may not be issued. */
  readonly 'forbidden-models'?: readonly string[] | undefined;
  /** Lowest level of FIDO certification, 1 to 3. */
  readonly certified?: number | undefined;
  readonly 'firmware-floor'?: readonly FirmwareFloor[] | undefined;
  readonly 'forbidden-advisories'?: (typeof forbiddenSeverities)[number] | undefined;
  /** Whether it must have a serial number that its vendor's command tells, or an asset tag. */
  readonly serial?: boolean | undefined;
  /** Whether it must be on the list of delivered keys, once. */
  readonly 'goods-in'?: boolean | undefined;
  readonly pin?: (typeof pinRules)[number] | undefined;
  /** No wrong PIN was typed since the last right one. */
  readonly 'all-tries'?: boolean | undefined;
  readonly 'pin-change'?: (typeof pinChangeRules)[number] | undefined;
  readonly 'always-uv'?: boolean | undefined;
  /** The key itself must refuse shorter PINs; code points. */
  readonly 'minimum-pin-length'?: number | undefined;
  readonly nfc?: (typeof nfcRules)[number] | undefined;
  /** No application is switched off. */
  readonly 'all-applications'?: boolean | undefined;
  readonly fingerprints?: (typeof fingerprintRules)[number] | undefined;
  /** Whether it must have room for as many passkeys as its model holds. */
  readonly 'no-passkeys'?: boolean | undefined;
  /** No passkey that was seen on it earlier answers. */
  readonly 'no-known-passkeys'?: boolean | undefined;
  /** No setting is raised that only a reset takes back. */
  readonly 'untouched-settings'?: boolean | undefined;
  /** Sparekey reset it, and read it back. */
  readonly blank?: boolean | undefined;
  /** The key was somebody's before. */
  readonly reissue?: (typeof reissueRules)[number] | undefined;
  /** AAGUID, USB IDs, firmware and abilities do not contradict each other. */
  readonly 'own-facts'?: boolean | undefined;
  readonly transport?: boolean | undefined;
  /** Whether it must prove by its attestation that it is the model that it says it is. */
  readonly genuine?: (typeof testRules)[number] | undefined;
  /** Whether it must sign in on this computer. */
  readonly 'sign-in'?: (typeof testRules)[number] | undefined;
}
export type CheckRule = keyof CheckRules;

/** Checks whether a rule asks for anything: `false` does so for the one setting that may be on or off. */
export function isRuleAsked(rule: CheckRule, rules: CheckRules): boolean {
  const value = rules[rule];
  return value !== undefined && value !== 'off' && (rule === 'always-uv' || value !== false);
}

/** A profile of the issue check, as a file in YAML or JSON. */
export interface CheckProfile {
  readonly $schema?: string | undefined;
  /** Version of the format. */
  readonly 'sparekey-check': 1;
  readonly name: string;
  readonly rules: CheckRules;
}

export const builtInProfiles = ['new-from-box', 'returned-key', 'before-hand-over'] as const;
export type BuiltInProfile = (typeof builtInProfiles)[number];
