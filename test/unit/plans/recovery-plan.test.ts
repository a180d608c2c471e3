import type { OtherWayProvider } from '../../../src-shared/domain/catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { lossItemsOf } from '../../../src-shared/plans/recovery-plan.ts';
import { planTasks, type PlanEntry, type RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { importances, type Importance } from '../../../src-shared/domain/account-mark.ts';
import { day, inputOf, keyOf, passwordOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

type Parts = Partial<CoverageInput>;

function planOf(parts: Parts, lost: AssumedLoss & { readonly pinKnownKeyIds?: readonly string[] }): RecoveryPlan {
  const input = inputOf(parts);
  const { keys, otherWaysIn } = input;
  return planLoss(
    {
      snapshot: { keys: [...keys], otherWaysIn: [...otherWaysIn] },
      report: analyseCoverage(input),
      services: input.services,
    },
    lost,
  );
}

const steps = (entries: readonly PlanEntry[]): readonly (string | null)[] => entries.map((entry) => entry.userName);
const marked = (serviceId: string, userName: string, importance: Importance) => ({
  id: `mark-${userName}`,
  serviceId,
  userId: null,
  userName,
  importance,
  asOf: day(5),
});

const shop = serviceOf('shop', ['shop.example']);
const cloud = serviceOf('cloud', ['cloud.example']);
/** A provider of synced passkeys whose account is that of `cloud`. */
const icloud: OtherWayProvider = {
  id: 'icloud',
  name: 'Cloud passkeys',
  nameJa: 'クラウド',
  recordedAs: 'synced-passkey',
  serviceId: 'cloud',
  aliases: [],
  deviceBound: false,
  synced: true,
  roaming: true,
  aaguids: [],
};

describe('the recovery plan', () => {
  it('sorts each account by what becomes of it', () => {
    const plan = planOf(
      {
        keys: [keyOf('blue'), keyOf('spare'), keyOf('fresh', { lastRead: null, lastReadComplete: false })],
        services: [shop],
        enrolments: [
          readOf('blue', 'shop.example', 'both'),
          readOf('spare', 'shop.example', 'both'),
          readOf('blue', 'one.example', 'alone'),
          readOf('blue', 'desk.example', 'desk'),
          readOf('spare', 'other.example', 'untouched'),
        ],
        otherWaysIn: [wayOf('domain:desk.example', 'desk', { kind: 'helpdesk', hours: '9–17', contact: 'ext. 4711' })],
      },
      { keyIds: ['blue'] },
    );
    expect(steps(plan.sections['remove-lost-key'])).toEqual(['both']);
    expect(steps(plan.sections['get-back-in'])).toEqual(['desk']);
    expect(plan.sections['get-back-in'][0]?.opensWithWays).toMatchObject([{ hours: '9–17', contact: 'ext. 4711' }]);
    // "fresh" was never read: it might open it.
    expect(steps(plan.sections['find-out'])).toEqual(['alone']);
    expect(plan.sections['find-out'][0]?.mayOpen).toEqual(['Key fresh']);
    expect(steps(plan.sections['add-spare'])).toEqual(['both']);
    expect(plan.touched).toBe(3);
  });

  it('puts important accounts first, then those that a finder of the key opens most easily', () => {
    const users = ['high-pin', 'normal-touch', 'normal-pin', 'low-touch'];
    const plan = planOf(
      {
        keys: [keyOf('bare', { pinSet: false }), keyOf('safe'), keyOf('spare')],
        services: [shop],
        enrolments: [
          ...users.map((user) => readOf('spare', 'shop.example', user)),
          ...['high-pin', 'normal-pin'].map((user) => readOf('safe', 'shop.example', user)),
          ...['normal-touch', 'low-touch'].map((user) => readOf('bare', 'shop.example', user)),
        ],
        accountMarks: [marked('shop', 'high-pin', 'high'), marked('shop', 'low-touch', 'low')],
      },
      { keyIds: ['bare', 'safe'] },
    );
    expect(
      plan.sections['remove-lost-key'].map(({ userName, exposure, urgent }) => [userName, exposure, urgent]),
    ).toEqual([
      ['high-pin', 'pin', true],
      ['normal-touch', 'no-pin', true],
      ['normal-pin', 'pin', false],
      ['low-touch', 'no-pin', true],
    ]);
  });

  it.each([
    ['no-pin', { pinSet: false }, false],
    ['pin-known', { pinSet: true }, true],
    ['pin-not-recorded', { pinSet: null }, false],
    ['pin', { pinSet: true }, false],
  ] as const)('knows what a finder needs: %s', (exposure, facts, known) => {
    const plan = planOf(
      {
        keys: [keyOf('lost', facts), keyOf('kept')],
        enrolments: [readOf('lost', 'a.example', 'x'), readOf('kept', 'a.example', 'x')],
      },
      { keyIds: ['lost'], pinKnownKeyIds: known ? ['lost'] : [] },
    );
    const [entry] = plan.sections['remove-lost-key'];
    expect(entry).toMatchObject({ exposure, exposedKeys: ['Key lost'] });
    expect(entry?.urgent).toBe(exposure === 'no-pin' || exposure === 'pin-known');
  });

  it('includes what was told: a U2F registration asks for a password, whatever the PIN', () => {
    const plan = planOf(
      {
        keys: [keyOf('lost', { pinSet: false }), keyOf('kept')],
        services: [shop],
        enrolments: [manualOf('lost', 'shop', 'told'), manualOf('kept', 'shop', 'told')],
      },
      { keyIds: ['lost'] },
    );
    expect(plan.sections['remove-lost-key']).toMatchObject([{ userName: 'told', exposure: 'password' }]);
  });

  it('names only the keys that a danger is about', () => {
    const plan = planOf(
      {
        keys: [keyOf('bare', { pinSet: false }), keyOf('safe'), keyOf('kept')],
        enrolments: ['bare', 'safe', 'kept'].map((key) => readOf(key, 'a.example', 'x')),
      },
      { keyIds: ['bare', 'safe'] },
    );
    expect(plan.sections['remove-lost-key']).toMatchObject([
      { lostKeys: ['Key bare', 'Key safe'], exposedKeys: ['Key bare'] },
    ]);
  });

  it.each([
    ['two keys on one ring are one', { keys: ['a', 'b'], ring: true, ways: 0 }, true],
    ['two keys apart are enough', { keys: ['a', 'b'], ring: false, ways: 0 }, false],
    ['two devices of one synced provider are one', { keys: [], ring: false, ways: 2 }, true],
    ['a key and a synced passkey are enough', { keys: ['a'], ring: false, ways: 1 }, false],
  ] as const)('asks for a new spare where one thing is left: %s', (_, left, needsSpare) => {
    const plan = planOf(
      {
        keys: [keyOf('lost'), ...left.keys.map((id) => keyOf(id, left.ring ? { carriedOn: 'Ring' } : {}))],
        services: [shop, cloud],
        enrolments: ['lost', ...left.keys].map((key) => readOf(key, 'shop.example', 'x')),
        otherWaysIn: [
          ...Array.from({ length: left.ways }, (__, index) =>
            wayOf('shop', 'x', {
              id: `w${index}`,
              kind: 'synced-passkey',
              name: `Phone ${index}`,
              providerId: 'icloud',
            }),
          ),
          passwordOf('cloud'),
        ],
        otherWayProviders: [icloud],
      },
      { keyIds: ['lost'] },
    );
    expect(plan.sections['remove-lost-key']).toHaveLength(1);
    expect(plan.sections['add-spare']).toHaveLength(needsSpare ? 1 : 0);
  });

  it('a bag takes other ways in with it, and they are named', () => {
    const plan = planOf(
      {
        keys: [keyOf('bag', { carriedOn: 'Bag' }), keyOf('home')],
        services: [shop],
        enrolments: [readOf('bag', 'shop.example', 'x'), readOf('home', 'shop.example', 'x')],
        otherWaysIn: [wayOf('shop', 'x', { id: 'codes', carriedOn: 'Bag' })],
      },
      { keyIds: ['bag'], otherWayIds: ['codes'] },
    );
    expect(plan.ways.map(({ id }) => id)).toEqual(['codes']);
    expect(plan.sections['remove-lost-key']).toMatchObject([
      { lostKeys: ['Key bag'], lostWays: [{ id: 'codes' }], opensWithKeys: ['Key home'] },
    ]);
  });

  it('says how far what is known of the lost keys goes', () => {
    const plan = planOf(
      {
        keys: [
          keyOf('full'),
          keyOf('never', { lastRead: null, lastReadComplete: false }),
          keyOf('part', { lastReadComplete: false }),
        ],
      },
      { keyIds: ['full', 'never', 'part'] },
    );
    expect(plan.keys.map(({ keyId, known }) => [keyId, known])).toEqual([
      ['full', 'complete'],
      ['never', 'never'],
      ['part', 'partial'],
    ]);
  });

  it.each([
    [
      'the page to remove keys',
      { manageUrl: 'https://a.example/manage' },
      { url: 'https://a.example/manage', instructions: null },
    ],
    [
      'the page to add keys',
      { addKeyUrl: 'https://a.example/add' },
      { url: 'https://a.example/add', instructions: null },
    ],
    [
      'the way from there on',
      { addKeyUrl: 'https://a.example/', addKeyPath: 'Security' },
      { url: 'https://a.example/', instructions: 'Security' },
    ],
    [
      'the way through an app',
      { addKeyUrl: 'unknown', addKeyPath: 'App > Keys' },
      { url: null, instructions: 'App > Keys' },
    ],
    ['nothing where nothing is known', { addKeyUrl: 'unknown' }, { url: null, instructions: null }],
  ] as const)('leads to %s', (_, facts, page) => {
    const plan = planOf(
      {
        keys: [keyOf('lost')],
        services: [serviceOf('a', ['a.example'], facts)],
        enrolments: [readOf('lost', 'a.example', 'x')],
      },
      { keyIds: ['lost'] },
    );
    expect(plan.sections['get-back-in'][0]?.page).toEqual({ serviceId: 'a', ...page });
  });

  it('makes a checklist with an id of its own for every step', () => {
    const plan = planOf(
      {
        keys: [keyOf('lost'), keyOf('kept')],
        services: [serviceOf('shop', ['shop.example'], { nameJa: '店' })],
        enrolments: [
          readOf('lost', 'shop.example', 'x'),
          readOf('kept', 'shop.example', 'x'),
          readOf('lost', 'b.example', 'y'),
        ],
      },
      { keyIds: ['lost'] },
    );
    const items = lossItemsOf(plan, {
      serviceName: (entry) => entry.serviceNameJa ?? entry.serviceName,
      wayName: (way) => way.name,
    });
    expect(items.map(({ id, task, serviceName, opensWith }) => [id, task, serviceName, opensWith])).toEqual([
      ['1', 'remove-lost-key', '店', ['Key kept']],
      ['2', 'get-back-in', 'b.example', []],
      ['3', 'add-spare', '店', ['Key kept']],
    ]);
  });
});

const importanceArbitrary = fc.constantFrom(...importances);
const worldArbitrary = fc
  .record({
    keys: fc.array(
      fc.record({
        pinSet: fc.constantFrom(true, false, null),
        carriedOn: fc.constantFrom(null, 'Ring', 'Bag'),
        owner: fc.constantFrom(null, 'Hana', 'Mika'),
        read: fc.constantFrom('complete', 'partial', 'never'),
        role: fc.constantFrom('daily', 'spare', 'retired', null),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    entries: fc.array(fc.record({ key: fc.nat(5), service: fc.nat(3), user: fc.nat(3), told: fc.boolean() }), {
      maxLength: 24,
    }),
    ways: fc.array(
      fc.record({
        service: fc.nat(3),
        user: fc.nat(3),
        kind: fc.constantFrom('recovery-codes', 'helpdesk', 'synced-passkey', 'windows-hello'),
        carriedOn: fc.constantFrom(null, 'Ring'),
      }),
      { maxLength: 6 },
    ),
    marks: fc.array(fc.record({ service: fc.nat(3), user: fc.nat(3), importance: importanceArbitrary }), {
      maxLength: 4,
    }),
    lostKeys: fc.subarray([0, 1, 2, 3, 4, 5]),
    lostWays: fc.subarray([0, 1, 2, 3, 4, 5]),
  })
  .map(({ keys, entries, ways, marks, lostKeys, lostWays }) => {
    const services = [0, 1, 2].map((index) =>
      serviceOf(`s${index}`, [`s${index}.example`], index === 1 ? { maxKeys: 1, multipleKeys: false } : {}),
    );
    const parts: Parts = {
      services,
      keys: keys.map(({ read, ...facts }, index) =>
        keyOf(`k${index}`, {
          ...facts,
          lastRead: read === 'never' ? null : day(10),
          lastReadComplete: read === 'complete',
        }),
      ),
      enrolments: entries
        .filter(({ key }) => key < keys.length)
        .map(({ key, service, user, told }) =>
          told && service < 3
            ? manualOf(`k${key}`, `s${service}`, `u${user}`)
            : readOf(`k${key}`, `s${service}.example`, `u${user}`, { credentialId: `${key}${service}${user}` }),
        ),
      otherWaysIn: ways.map(({ service, user, ...way }, index) =>
        wayOf(`s${service}`, `u${user}`, { ...way, id: `w${index}`, name: `Way ${index}` }),
      ),
      accountMarks: marks.map(({ service, user, importance }, index) => ({
        ...marked(`s${service}`, `u${user}`, importance),
        id: `m${index}`,
      })),
    };
    return { parts, lost: { keyIds: lostKeys.map((at) => `k${at}`), otherWayIds: lostWays.map((at) => `w${at}`) } };
  });

const runs = { numRuns: process.env['SPAREKEY_LONG'] === '1' ? 5_000 : 500 };

describe('the recovery plan, over random inventories', { timeout: 300_000 }, () => {
  it('each touched account stands exactly once in every section it belongs to', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ parts, lost }) => {
        const loss = simulateLoss(analyseCoverage(inputOf(parts)), lost);
        const { sections } = planOf(parts, lost);
        const ids = (task: keyof typeof sections) => sections[task].map((entry) => entry.account.accountId).toSorted();
        const withImpact = (...lossImpacts: string[]) =>
          loss.touched
            .filter(({ lossImpact }) => lossImpacts.includes(lossImpact))
            .map(({ account }) => account.accountId)
            .toSorted();
        expect(ids('remove-lost-key')).toEqual(withImpact('open'));
        expect(ids('get-back-in')).toEqual(withImpact('locked-out', 'helpdesk'));
        expect(ids('find-out')).toEqual(withImpact('perhaps'));
        const spare = ids('add-spare');
        expect(new Set(spare).size).toBe(spare.length);
        expect(spare.filter((id) => !withImpact('open').includes(id))).toEqual([]);
      }),
      runs,
    );
  });

  it('more important accounts never come after less important ones', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ parts, lost }) => {
        for (const entries of Object.values(planOf(parts, lost).sections)) {
          const order = entries.map(({ account }) => importances.indexOf(account.importance));
          expect(order).toEqual(order.toSorted((left, right) => left - right));
        }
      }),
      runs,
    );
  });

  it('never tells anybody to sign in with what is lost', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ parts, lost }) => {
        const gone = new Set([...lost.keyIds.map((id) => `Key ${id}`), ...lost.otherWayIds]);
        const entries = Object.values(planOf(parts, lost).sections).flat();
        for (const entry of entries) {
          const used = [...entry.opensWithKeys, ...entry.mayOpen, ...entry.opensWithWays.map(({ id }) => id)];
          expect(used.filter((name) => gone.has(name))).toEqual([]);
        }
        const nothingOpens = entries.filter((entry) => entry.opensWithKeys.length + entry.opensWithWays.length === 0);
        expect(nothingOpens.filter(({ task }) => task === 'remove-lost-key')).toEqual([]);
      }),
      runs,
    );
  });

  it('the order of the records never matters', () => {
    const shuffled = worldArbitrary.chain((world) =>
      fc.record({
        world: fc.constant(world),
        keys: fc.shuffledSubarray([...(world.parts.keys ?? [])], { minLength: world.parts.keys?.length ?? 0 }),
        enrolments: fc.shuffledSubarray([...(world.parts.enrolments ?? [])], {
          minLength: world.parts.enrolments?.length ?? 0,
        }),
        otherWaysIn: fc.shuffledSubarray([...(world.parts.otherWaysIn ?? [])], {
          minLength: world.parts.otherWaysIn?.length ?? 0,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ world: { parts, lost }, ...order }) => {
        const other = { keyIds: lost.keyIds.toReversed(), otherWayIds: lost.otherWayIds.toReversed() };
        const outline = (plan: RecoveryPlan) =>
          planTasks.map((task) =>
            plan.sections[task].map((entry) => [
              entry.account.accountId,
              entry.exposure,
              entry.lostKeys,
              entry.opensWithKeys,
              entry.mayOpen,
            ]),
          );
        expect(outline(planOf({ ...parts, ...order }, other))).toEqual(outline(planOf(parts, lost)));
      }),
      runs,
    );
  });

  it('nothing lost is an empty plan', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ parts }) => {
        const plan = planOf(parts, { keyIds: [] });
        expect(plan.touched).toBe(0);
        expect(Object.values(plan.sections).flat()).toEqual([]);
      }),
      runs,
    );
  });
});
