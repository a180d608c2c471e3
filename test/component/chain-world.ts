import { type OtherWayIn, unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { ok, type FakeAnswers, type FakeWorld } from './fake-api.ts';
import { catalogueService, now } from './fake-data.ts';
import { twoKeys } from './small-world.ts';

export function otherWay(id: string, change: Partial<OtherWayIn>): OtherWayIn {
  return {
    ...unsaidOfOtherWay,
    id,
    serviceId: null,
    rpId: null,
    userId: null,
    userName: null,
    kind: 'other',
    name: '',
    asOf: now,
    ...change,
  };
}

/** Creates two keys; the bank opens with Blue and with a passkey in Bitwarden, of which nothing is recorded. */
export function vaultWorld(): FakeWorld {
  const world = twoKeys();
  const [bank] = world.snapshot.enrolments.filter(({ rpId }) => rpId === 'bank.com');
  const synced = otherWay('synced', {
    serviceId: 'bank',
    userId: bank?.userId ?? null,
    userName: 'mika@bank',
    kind: 'synced-passkey',
    providerId: 'bitwarden',
    name: 'Bitwarden',
  });
  return {
    ...world,
    services: [...world.services, catalogueService('bitwarden', 'Bitwarden')],
    otherWays: [
      {
        id: 'bitwarden',
        name: 'Bitwarden',
        nameJa: 'Bitwarden',
        recordedAs: 'synced-passkey',
        serviceId: 'bitwarden',
        aliases: [],
        deviceBound: false,
        synced: true,
        roaming: false,
        aaguids: [],
      },
    ],
    snapshot: {
      ...world.snapshot,
      enrolments: world.snapshot.enrolments.filter(({ rpId }) => rpId !== 'forum.example'),
      otherWaysIn: [synced],
    },
  };
}

/** Answers of an inventory that takes what the window records, so that a test sees what follows. */
export function recordingInventory(
  fake: () => { readonly world: FakeWorld; inventoryBecomes(snapshot: FakeWorld['snapshot']): void },
): FakeAnswers {
  let count = 0;
  const change = (next: (snapshot: FakeWorld['snapshot'], id: string) => Partial<FakeWorld['snapshot']>) => {
    const { snapshot } = fake().world;
    const revision = snapshot.revision + 1;
    fake().inventoryBecomes({ ...snapshot, ...next(snapshot, `new-${++count}`), revision });
    return ok(null);
  };
  return {
    'inventory.addManual': (input) =>
      change(({ enrolments }, id) => ({
        enrolments: [
          ...enrolments,
          {
            ...unreadable,
            accountId: null,
            ...(input as Pick<
              FakeWorld['snapshot']['enrolments'][number],
              'keyId' | 'serviceId' | 'rpId' | 'userName' | 'note'
            >),
            id,
          },
        ],
      })),
    'inventory.removeManual': (input) =>
      change(({ enrolments }) => ({
        enrolments: enrolments.filter(({ id }) => id !== (input as { enrolmentId: string }).enrolmentId),
      })),
    'inventory.addOtherWayIn': (input) =>
      change(({ otherWaysIn }, id) => ({
        otherWaysIn: [...otherWaysIn, { ...(input as OtherWayIn), id, asOf: now }],
      })),
    'inventory.removeOtherWayIn': (input) =>
      change(({ otherWaysIn }) => ({
        otherWaysIn: otherWaysIn.filter(({ id }) => id !== (input as { id: string }).id),
      })),
    'inventory.addDevice': (input) =>
      change(({ devices }, id) => ({
        devices: [...devices, { ...(input as FakeWorld['snapshot']['devices'][number]), id, lostAt: null, asOf: now }],
      })),
    'inventory.joinAccounts': (input) =>
      change(({ sameAccounts }, id) => {
        const { accountId, otherAccountId } = input as { accountId: string; otherAccountId: string };
        return { sameAccounts: [...sameAccounts, { id, accountIds: [accountId, otherAccountId], asOf: now }] };
      }),
    'inventory.separateAccounts': (input) =>
      change(({ sameAccounts }) => ({
        sameAccounts: sameAccounts.filter(({ id }) => id !== (input as { id: string }).id),
      })),
  };
}

const unreadable = {
  evidence: 'told',
  rpIdHash: null,
  userId: null,
  userDisplayName: null,
  credentialId: null,
  algorithm: null,
  credProtect: null,
  firstSeen: now,
  asOf: now,
  vanishedAt: null,
  vanishedBy: null,
} as const;
