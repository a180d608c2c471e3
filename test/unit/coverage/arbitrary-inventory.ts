import * as fc from 'fast-check';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-types.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory.ts';
import { day, inputOf, keyOf, readOf, serviceOf, toldOf, wayOf } from './coverage-fixtures.ts';

/** Services of every rule: many keys, one key, device-bound only, no keys at all, Entra ID and two that borrow from it. */
export const services = [
  serviceOf('many', ['many.example']),
  serviceOf('one', ['one.example'], { maxKeys: 1, multipleKeys: false, singleSlot: true }),
  serviceOf('bound', ['bound.example'], { deviceBoundOnly: true }),
  serviceOf('none', ['none.example'], { acceptsSecurityKeys: false }),
  serviceOf('microsoft-entra-id', ['login.microsoft.com'], { deviceBoundOnly: false, category: 'identity' }),
  serviceOf('windows', ['login.microsoft.com'], {
    deviceBoundOnly: true,
    category: 'os-signin',
    sharesCredentialWith: 'microsoft-entra-id',
  }),
];
export const keyIds = ['k1', 'k2', 'k3', 'k4'];
const rpIds = ['many.example', 'one.example', 'bound.example', 'none.example', 'other.example', 'login.microsoft.com'];
const scopes = ['sub.many.example', 'ssh:'];
const toldServices = ['many', 'one', 'bound', 'none', 'domain:other.example', 'microsoft-entra-id', 'windows'];

/** Longer ago than the limit, seen from `now` of these inventories. */
const longAgo = day(-400);

/** The first value about five times as often as each other. */
function mostly<Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, ...others.map((value) => fc.constant(value)));
}

function keyArbitrary(id: string) {
  return fc
    .record({
      role: mostly<InventoryKey['role']>('daily', 'spare', 'off-site', 'retired', null),
      place: fc.constantFrom(null, 'home', 'Home ', 'office'),
      carriedOn: fc.constantFrom(null, null, 'ring', 'Bag'),
      owner: fc.constantFrom(null, null, 'Ana', 'bo'),
      lastRead: mostly<string | null>(day(10), null, longAgo),
      lastSeen: mostly(day(11), longAgo),
      lastReadComplete: mostly(true, false),
      needsReread: mostly(false, true),
      pinSet: mostly<boolean | null>(true, false, null),
      pinBlocked: mostly<boolean | null>(false, true, null),
      lostAt: mostly<string | null>(null, day(11)),
    })
    .map((overrides) => keyOf(id, overrides));
}

function readArbitrary(rpIdChoice: readonly string[]) {
  return fc
    .record({
      keyId: fc.constantFrom(...keyIds),
      rpId: fc.constantFrom(...rpIdChoice),
      user: mostly('ana', 'bo'),
      vanished: mostly(false, true),
    })
    .map(({ keyId, rpId, user, vanished }) =>
      readOf(keyId, rpId, user, vanished ? { vanishedAt: day(9), id: `gone-${keyId}-${rpId}-${user}` } : {}),
    );
}
const toldArbitrary = (some: readonly string[]) =>
  fc
    .record({
      keyId: fc.constantFrom(...keyIds),
      service: fc.constantFrom(...some),
      user: mostly('ana', 'bo'),
      asOf: mostly(day(5), longAgo),
    })
    .map(({ keyId, service, user, asOf }) => toldOf(keyId, service, user, { asOf }));

const kinds = [
  'windows-hello',
  'microsoft-authenticator',
  'synced-passkey',
  'recovery-codes',
  'temporary-access-pass',
  'helpdesk',
  'other',
] as const;
const wayArbitrary = (some: readonly string[]) =>
  fc
    .record({
      service: fc.constantFrom(...some),
      user: mostly('ana', 'bo'),
      kind: fc.constantFrom(...kinds),
      name: fc.constantFrom('one', 'Two'),
      providerId: fc.constantFrom(null, 'provider'),
      place: fc.constantFrom(null, 'HOME', 'safe'),
      carriedOn: fc.constantFrom(null, null, 'bag'),
      validFrom: fc.constantFrom(null, null, null, day(13)),
      validUntil: fc.constantFrom(null, null, day(11), day(20)),
      number: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ service, user, number, ...overrides }) =>
      wayOf(service, user, { ...overrides, id: `way-${number}-${service}-${user}-${overrides.kind}` }),
    );

/** One more enrolment that is there today. */
export const liveEnrolment = fc
  .oneof(readArbitrary([...rpIds, ...scopes]), toldArbitrary(toldServices))
  .filter((enrolment) => enrolment.vanishedAt === null);

/**
 * Any small inventory about one or two services; `simple` ones have one handle scope for each service and no SSH keys.
 * With too many services nearly every account would have one key only.
 */
export function inventoryArbitrary(simple: boolean): fc.Arbitrary<CoverageInput> {
  return fc
    .subarray(simple ? rpIds : [...rpIds, ...scopes], { minLength: 1, maxLength: 2 })
    .chain((some) =>
      fc.record({
        keys: fc.subarray(keyIds, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(keyArbitrary))),
        enrolments: fc.array(
          fc.oneof({ weight: 3, arbitrary: readArbitrary(some) }, toldArbitrary(some.flatMap(servicesOfRpId))),
          { maxLength: 8 },
        ),
        otherWaysIn: fc.array(wayArbitrary(some.flatMap(servicesOfRpId)), { maxLength: 3 }),
      }),
    )
    .map(({ keys, enrolments, otherWaysIn }) =>
      // Records that share an id are one record: the last.
      inputOf({ services, keys, enrolments: lastOfEach(enrolments), otherWaysIn: lastOfEach(otherWaysIn) }),
    );
}

function servicesOfRpId(rpId: string): readonly string[] {
  switch (rpId) {
    case 'login.microsoft.com':
      return ['microsoft-entra-id', 'windows'];
    case 'other.example':
      return ['domain:other.example'];
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

/** All subsets of a short list. */
export function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => [...all, ...all.map((subset) => [...subset, item])], [[]]);
}
