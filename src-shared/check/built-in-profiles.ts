import { type BuiltInProfile, builtInProfiles, type CheckRules } from '../domain/check-profile.ts';

/** Rules of the profiles that need no file. Reissue is left to a person: makers advise against it. */
export const builtInRules: Readonly<Record<BuiltInProfile, CheckRules>> = {
  'new-from-box': {
    'known-model': true,
    'forbidden-advisories': 'moderate',
    pin: 'not-set',
    fingerprints: 'none',
    'no-passkeys': true,
    'no-known-passkeys': true,
    'untouched-settings': true,
    'own-facts': true,
    transport: true,
  },
  'returned-key': {
    'known-model': true,
    'forbidden-advisories': 'moderate',
    blank: true,
    reissue: 'ask',
    fingerprints: 'none',
    'no-passkeys': true,
    'no-known-passkeys': true,
    'own-facts': true,
    transport: true,
  },
  'before-hand-over': {
    'known-model': true,
    'forbidden-advisories': 'moderate',
    pin: 'set',
    'all-tries': true,
    'own-facts': true,
    transport: true,
  },
};

/** Narrows a name to that of a built-in profile. */
export function isBuiltInProfile(name: string): name is BuiltInProfile {
  return builtInProfiles.some((one) => one === name);
}
