/** Settings of a key, by the names under which they are shown and changed. */
export const settingNames = [
  'always-uv',
  'min-pin-length',
  'force-pin-change',
  'pin-complexity',
  'enterprise-attestation',
  'long-touch-for-reset',
] as const;
export type SettingName = (typeof settingNames)[number];

/** Value as the key tells it; null where it does not. A number is a length in code points. */
export type SettingValue = boolean | number | null;
export type SettingValues = Readonly<Record<SettingName, SettingValue>>;

/** Shortest and longest minimum that a key can be given, in code points (CTAP 2.3 §6.11.4). */
export const minPinLengthLimits = { least: 4, most: 63 } as const;

/** Change of one setting. All but always-uv are switched on only. */
export type SettingChange =
  | { readonly setting: 'always-uv'; readonly on: boolean }
  | {
      readonly setting: 'min-pin-length';
      readonly length: number;
      /** RP IDs that may ask for the length from now on, in place of those that the key has; null: those stay. No key tells them. */
      readonly rpIds: readonly string[] | null;
    }
  | { readonly setting: Exclude<SettingName, 'always-uv' | 'min-pin-length'> };

/** Returns the value that a setting has once it is changed. */
export function valueAfter(change: SettingChange): boolean | number {
  switch (change.setting) {
    case 'always-uv':
      return change.on;
    case 'min-pin-length':
      return change.length;
    default:
      return true;
  }
}

/** Checks whether a text is an RP ID as it goes to a key: a host name, in ASCII. */
export function isRpId(text: string): boolean {
  return text.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*$/.test(text);
}

/** Checks whether only a reset takes a change back. */
export function isOneWay(change: SettingChange): boolean {
  return change.setting !== 'always-uv' && change.setting !== 'force-pin-change';
}
