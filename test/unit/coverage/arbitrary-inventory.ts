import * as fc from 'fast-check';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { OtherWayProvider } from '../../../src-shared/domain/catalogue.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { wayArbitrary } from './arbitrary-ways.ts';
import { day, inputOf, keyOf, readOf, serviceOf, manualOf } from './coverage-fixtures.ts';

/**
 * Services of every rule: many keys, one key, device-bound only, no keys at all, Entra ID and two that borrow from it; and three that
 * others depend on: a vault, a mailbox, a provider of sign-ins.
 */
export const services = [
  serviceOf('many', ['many.example'], { takesAuthenticatorPasskey: 'unknown' }),
  serviceOf('one', ['one.example'], { maxKeys: 1, multipleKeys: false, singleSlot: true }),
  serviceOf('bound', ['bound.example'], { deviceBoundOnly: true }),
  serviceOf('none', ['none.example'], { acceptsSecurityKeys: false }),
  serviceOf('microsoft-entra-id', ['login.microsoft.com'], {
    deviceBoundOnly: false,
    category: 'identity',
    takesAuthenticatorPasskey: true,
  }),
  serviceOf('windows', ['login.microsoft.com'], {
    deviceBoundOnly: true,
    category: 'os-signin',
    sharesCredentialWith: 'microsoft-entra-id',
  }),
  serviceOf('vault', ['vault.example']),
  serviceOf('mail', ['post.example'], { mailDomains: ['mail.example'] }),
  serviceOf('idp', ['idp.example']),
];
/** A vault of the service above, and a local one without an account. */
const otherWayProviders: readonly OtherWayProvider[] = [
  providerOf('provider', 'Vaulty', 'vault'),
  providerOf('loose', 'Loose', null),
];
function providerOf(id: string, name: string, serviceId: string | null): OtherWayProvider {
  const rules = { deviceBound: false, synced: true, roaming: true, aaguids: [] };
  return { id, name, nameJa: name, recordedAs: 'synced-passkey', serviceId, aliases: [], ...rules };
}

export const keyIds = ['k1', 'k2', 'k3', 'k4'];
const rpIds = ['many.example', 'one.example', 'bound.example', 'none.example', 'other.example', 'login.microsoft.com'];
const scopes = ['sub.many.example', 'ssh:'];
const neededRpIds = ['vault.example', 'post.example', 'idp.example'];
const manualServices = [
  'many',
  'one',
  'bound',
  'none',
  'domain:other.example',
  'microsoft-entra-id',
  'windows',
  'vault',
];

/** Longer ago than the limit, and further ahead than clocks differ, seen from `now` of these inventories. */
const longAgo = day(-400);
const ahead = day(40);

/** Creates the first value about five times as often as each other. */
function mostly<Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, ...others.map((value) => fc.constant(value)));
}

function keyArbitrary(id: string) {
  return fc
    .record({
      role: mostly<InventoryKey['role']>('daily', 'spare', 'off-site', 'retired', null),
      place: fc.constantFrom(null, 'home', 'Home ', 'office'),
      carriedOn: fc.constantFrom(null, null, 'ring', 'Bag'),
      owner: mostly(null, 'Ana', 'bo'),
      lastRead: mostly<string | null>(day(10), null, longAgo, ahead),
      lastSeen: mostly(day(11), longAgo),
      lastReadComplete: mostly(true, false),
      needsReread: mostly(false, true),
      pinSet: mostly<boolean | null>(true, false, null),
      pinBlocked: mostly<boolean | null>(false, true, null),
      lostAt: mostly<string | null>(null, day(11)),
    })
    .map((overrides) => keyOf(id, overrides));
}

/** Returns the name of a user; at a mailbox the name is its address. */
const userAt = (serviceId: string, user: string): string => (serviceId === 'mail' ? `${user}@mail.example` : user);

function readArbitrary(rpIdChoice: readonly string[]) {
  return fc
    .record({
      keyId: fc.constantFrom(...keyIds),
      rpId: fc.constantFrom(...rpIdChoice),
      user: mostly('ana', 'bo'),
      vanished: mostly(false, true),
    })
    .map(({ keyId, rpId, user, vanished }) => {
      const name = userAt(rpId === 'post.example' ? 'mail' : rpId, user);
      return readOf(keyId, rpId, name, vanished ? { vanishedAt: day(9), id: `gone-${keyId}-${rpId}-${user}` } : {});
    });
}
const manualArbitrary = (some: readonly string[]) =>
  fc
    .record({
      keyId: fc.constantFrom(...keyIds),
      service: fc.constantFrom(...some),
      user: mostly('ana', 'bo'),
      asOf: mostly(day(5), longAgo, ahead),
    })
    .map(({ keyId, service, user, asOf }) => manualOf(keyId, service, userAt(service, user), { asOf }));

/** A phone, a number whose SIM may be in it, and a computer. Ways in name them, or other ones that are not on record. */
const deviceArbitrary: fc.Arbitrary<readonly Device[]> = fc
  .tuple(
    ...(['phone', 'phone-number', 'computer'] as const).map((kind) =>
      fc
        .record({
          place: fc.constantFrom(null, 'HOME', 'office'),
          carriedOn: fc.constantFrom(null, 'Ring', 'bag'),
          lostAt: mostly<string | null>(null, day(11)),
          simIn: fc.constantFrom(null, kind === 'phone-number' ? 'phone-1' : null),
        })
        .map((facts) => ({ id: `${kind}-1`, kind, label: 'One', owner: null, asOf: day(3), note: null, ...facts })),
    ),
  )
  .chain((all) => fc.subarray(all));

/** One more enrolment that is there today. */
export const liveEnrolment = fc
  .oneof(readArbitrary([...rpIds, ...scopes, 'vault.example']), manualArbitrary(manualServices))
  .filter((enrolment) => enrolment.vanishedAt === null);

export interface InventoryKind {
  /** One handle scope for each service, and no SSH keys. */
  readonly simple: boolean;
  /** Ways in that depend on other accounts, on devices, and on several things at once. */
  readonly dependent: boolean;
}

/** Creates any small inventory about one or two services, and of dependent ones also those that they depend on. */
export function inventoryArbitrary({ simple, dependent }: InventoryKind): fc.Arbitrary<CoverageInput> {
  const ordinary = fc.subarray(simple ? rpIds : [...rpIds, ...scopes], { minLength: 1, maxLength: dependent ? 1 : 2 });
  const needed = fc.subarray(neededRpIds, { minLength: dependent ? 1 : 0, maxLength: dependent ? 2 : 0 });
  return fc
    .tuple(ordinary, needed)
    .chain(([own, others]) => {
      const some = [...own, ...others];
      const serviceIds = some.flatMap(servicesOfRpId);
      return fc.record({
        keys: fc
          .subarray(keyIds, { minLength: 1, maxLength: dependent ? 3 : 4 })
          .chain((ids) => fc.tuple(...ids.map(keyArbitrary))),
        enrolments: fc.array(
          fc.oneof(
            { weight: 3, arbitrary: readArbitrary(some) },
            { weight: dependent ? 2 : 1, arbitrary: manualArbitrary(serviceIds) },
          ),
          { maxLength: 8 },
        ),
        otherWaysIn: fc.array(wayArbitrary(serviceIds, dependent, userAt), { maxLength: dependent ? 5 : 3 }),
        devices: dependent ? deviceArbitrary : fc.constant([]),
        unreadKeys: mostly<CoverageInput['unreadKeys']>([], [{ keyId: 'unread', label: 'Unread' }]),
      });
    })
    .map(({ enrolments, otherWaysIn, ...others }) =>
      // Records that share an id are one record: the last.
      inputOf({
        services,
        otherWayProviders,
        ...others,
        enrolments: lastOfEach(enrolments),
        otherWaysIn: lastOfEach(otherWaysIn),
      }),
    );
}

function servicesOfRpId(rpId: string): readonly string[] {
  switch (rpId) {
    case 'login.microsoft.com':
      return ['microsoft-entra-id', 'windows'];
    case 'other.example':
      return ['domain:other.example'];
    case 'post.example':
      return ['mail'];
    case 'ssh:':
      return ['rp:ssh:'];
    case 'sub.many.example':
      return ['many'];
    default:
      return [rpId.slice(0, -'.example'.length)];
  }
}

function lastOfEach<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** Returns all subsets of a short list. */
export function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => [...all, ...all.map((subset) => [...subset, item])], [[]]);
}
