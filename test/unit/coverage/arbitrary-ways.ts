import * as fc from 'fast-check';
import type { OtherWayIn, OtherWayInKind, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { day, wayOf } from './coverage-fixtures.ts';

/** Names that ways in of a kind are given; those of kind `other` tell their kind by the name. */
const namesOf: Partial<Readonly<Record<OtherWayInKind, readonly string[]>>> = {
  'recovery-codes': ['one', 'Two', 'codes in Vaulty'],
  'temporary-access-pass': ['one', 'Two', 'pass to ana@mail.example'],
  'recovery-email': ['ana@mail.example', 'bo@mail.example', 'ana@nowhere.example'],
  'sign-in-with': ['Sign in with idp', 'Sign in with nowhere'],
  'synced-passkey': ['one', 'Two', 'Vaulty'],
  password: ['one', 'password in Vaulty', 'password unknown to me'],
  'password-beside': ['one', 'password in Vaulty', 'password unknown to me'],
  other: ['one', 'Two'],
};
const dependentNames = ['Sign in with idp', 'e-mail ana@mail.example', 'SMS to my phone', 'password', 'TOTP in Vaulty'];

const independentKinds: readonly OtherWayInKind[] = [
  'windows-hello',
  'microsoft-authenticator',
  'recovery-codes',
  'temporary-access-pass',
  'helpdesk',
  'other',
];
const dependentKinds: readonly OtherWayInKind[] = [
  ...independentKinds,
  'synced-passkey',
  'synced-passkey',
  'recovery-email',
  'recovery-email',
  'sign-in-with',
  'sign-in-with',
  'totp-app',
  'sms',
  'push',
  'phone-sign-in',
  'password',
  'password-beside',
];

/** Creates another way in at one of these services; `dependent` ones go through other accounts and need devices and other things. */
export function wayArbitrary(
  serviceIds: readonly string[],
  dependent: boolean,
  userAt: (serviceId: string, user: string) => string,
): fc.Arbitrary<OtherWayIn> {
  return fc
    .record({
      service: fc.constantFrom(...serviceIds),
      user: fc.oneof({ weight: 5, arbitrary: fc.constant('ana') }, fc.constant('bo')),
      kind: fc.constantFrom(...(dependent ? dependentKinds : independentKinds)),
      validFrom: fc.constantFrom(null, null, null, day(13)),
      validUntil: fc.constantFrom(null, null, day(11), day(20)),
      number: fc.integer({ min: 1, max: 3 }),
    })
    .chain((common) => fc.tuple(fc.constant(common), keptArbitrary(common.kind, serviceIds, dependent, userAt)))
    .map(([{ service, user, number, ...common }, kept]) =>
      // An account has one password beside its keys.
      wayOf(service, userAt(service, user), {
        ...common,
        ...kept,
        id: `way-${common.kind === 'password-beside' ? 0 : number}-${service}-${user}-${common.kind}`,
      }),
    );
}

/** Creates what a way in is called, where it is kept, and what it needs. */
function keptArbitrary(
  kind: OtherWayInKind,
  serviceIds: readonly string[],
  dependent: boolean,
  userAt: (serviceId: string, user: string) => string,
): fc.Arbitrary<Pick<OtherWayIn, 'name' | 'providerId' | 'place' | 'carriedOn' | 'requires'>> {
  const names = dependent ? (namesOf[kind] ?? ['one', 'Two']) : ['one', 'Two'];
  const mayBeInVault = dependent && (kind === 'synced-passkey' || kind === 'recovery-codes');
  return fc.record({
    name: fc.constantFrom(...names, ...(dependent && kind === 'other' ? dependentNames : [])),
    providerId: fc.constantFrom(null, ...(mayBeInVault ? ['provider', 'loose'] : [])),
    place: fc.constantFrom(null, 'HOME', 'safe'),
    carriedOn: fc.constantFrom(null, null, 'bag'),
    requires: dependent
      ? fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          fc.array(requirementArbitrary(serviceIds, userAt), { minLength: 1, maxLength: 2 }),
        )
      : fc.constant(null),
  });
}

function requirementArbitrary(
  serviceIds: readonly string[],
  userAt: (serviceId: string, user: string) => string,
): fc.Arbitrary<Requirement> {
  const account = fc
    .tuple(fc.constantFrom(...serviceIds), fc.constantFrom(null, 'ana', 'bo'))
    .map(([serviceId, user]): Requirement => ({
      type: 'account',
      serviceId,
      userName: user === null ? null : userAt(serviceId, user),
      accountId: null,
    }));
  const others: readonly Requirement[] = [
    { type: 'key', keyId: 'k1' },
    { type: 'key', keyId: 'k2' },
    { type: 'device', deviceId: 'phone-1' },
    { type: 'device', deviceId: 'phone-number-1' },
    { type: 'place', place: 'Office' },
    { type: 'memory' },
    { type: 'people' },
    { type: 'nobody' },
  ];
  return fc.oneof({ weight: 2, arbitrary: account }, { weight: 3, arbitrary: fc.constantFrom(...others) });
}
