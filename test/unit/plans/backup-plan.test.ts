import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { suggestPair } from '../../../src-shared/plans/backup-pair.ts';
import { backupPlan } from '../../../src-shared/plans/backup-plan.ts';
import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { newlyOnSpare } from '../../../src-shared/plans/newly-on-spare.ts';
import { spareAmong } from '../../../src-shared/plans/spare-among.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { day, inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

const blue = keyOf('blue', { role: 'daily', label: 'Blue' });
const red = keyOf('red', { role: 'spare', label: 'Red' });
const session: BackupSession = {
  id: 'session',
  primaryKeyId: 'blue',
  spareKeyId: 'red',
  startedAt: day(5),
  changedAt: day(5),
  closedAt: null,
  items: [],
};

function planOf(
  input: Partial<CoverageInput>,
  more: { session?: BackupSession | null; spareCanList?: boolean | null } = {},
): BackupPlan {
  const whole = inputOf({ keys: [blue, red], ...input });
  const plan = backupPlan({
    report: analyseCoverage(whole),
    snapshot: { keys: [...whole.keys], enrolments: [...whole.enrolments] },
    services: whole.services,
    siteOf: whole.siteOf,
    primaryKeyId: 'blue',
    spareKeyId: 'red',
    session: null,
    ...more,
  });
  if (plan === null) throw new Error('no plan');
  return plan;
}

const names = (plan: BackupPlan): string[] =>
  plan.items.map(({ service, account }) => `${service.name} ${account.userName ?? ''}`);
function itemOf(plan: BackupPlan, service: string): BackupItem {
  const item = plan.items.find((one) => one.service.serviceId === service || one.service.name === service);
  if (item === undefined) throw new Error(`no ${service} among ${names(plan).join(', ')}`);
  return item;
}
const withItem = (accountId: string, state: BackupSession['items'][number]['state'], reason: string | null = null) => ({
  ...session,
  items: [{ accountId, state, at: day(6), reason }],
});

describe('what is on the list', () => {
  it('lists what the primary opens and the spare lacks, and counts what both open', () => {
    const plan = planOf({
      enrolments: [
        readOf('blue', 'one.example', 'hana'),
        readOf('blue', 'two.example', 'hana'),
        readOf('red', 'two.example', 'hana'),
        readOf('red', 'three.example', 'hana'),
      ],
    });
    expect(names(plan)).toEqual(['one.example hana']);
    expect([plan.alreadyBoth, plan.counts.toDo, plan.counts.done]).toEqual([1, 1, 0]);
  });

  it('a second account at the same service is not covered by the first', () => {
    const plan = planOf({
      enrolments: [
        readOf('blue', 'one.example', 'hana'),
        readOf('blue', 'one.example', 'office'),
        readOf('red', 'one.example', 'hana'),
      ],
    });
    expect(names(plan)).toEqual(['one.example office']);
  });

  it('sorts by importance, then by how grave it is, then by service', () => {
    const mark = (serviceId: string, importance: 'high' | 'low') => ({
      id: serviceId,
      serviceId,
      userId: readOf('blue', '', 'hana').userId,
      userName: 'hana',
      importance,
      asOf: day(3),
    });
    const services = ['b', 'c', 'a', 'd'].map((id) => serviceOf(id, [`${id}.example`]));
    const plan = planOf({
      services,
      enrolments: [
        ...['a', 'b', 'c', 'd'].map((id) => readOf('blue', `${id}.example`, 'hana')),
        readOf('third', 'b.example', 'hana'),
      ],
      keys: [blue, red, keyOf('third')],
      accountMarks: [mark('d', 'high'), mark('a', 'low')],
    });
    // b survives already, c does not; d is important, a is not.
    expect(names(plan)).toEqual(['d hana', 'c hana', 'b hana', 'a hana']);
  });

  it('a told account without a passkey is confirmed by hand, a read one by reading', () => {
    const services = [serviceOf('bank', ['bank.example']), serviceOf('forum', ['forum.example'])];
    const enrolments = [readOf('blue', 'bank.example', 'hana'), manualOf('blue', 'forum', 'hana')];
    const plan = planOf({ services, enrolments });
    expect(itemOf(plan, 'bank').confirm).toBe('reading');
    expect(itemOf(plan, 'forum').confirm).toBe('by-hand');
    expect(itemOf(planOf({ services, enrolments }, { spareCanList: false }), 'bank').confirm).toBe('by-hand');
  });

  it('says absent only after a complete reading of the spare', () => {
    const enrolments = [readOf('blue', 'one.example', 'hana')];
    expect(itemOf(planOf({ enrolments }), 'one.example').spare).toBe('absent');
    const never = { ...red, lastRead: null, lastReadComplete: false };
    expect(itemOf(planOf({ enrolments, keys: [blue, never] }), 'one.example').spare).toBe('unknown');
    const partly = { ...red, lastReadComplete: false };
    expect(itemOf(planOf({ enrolments, keys: [blue, partly] }), 'one.example').spare).toBe('unknown');
  });
});

describe('services with rules', () => {
  it('Rakuten Securities takes one key: listed as not possible, with the other way in', () => {
    const plan = planOf({
      services: loadServices(),
      enrolments: [readOf('blue', 'rakuten-sec.co.jp', 'hana')],
      otherWaysIn: [wayOf('rakuten-securities', 'hana', { kind: 'helpdesk', name: 'Customer centre' })],
    });
    const item = itemOf(plan, 'rakuten-securities');
    expect([item.way, item.left, item.maxKeys]).toEqual(['one-key-service', 'one-key-service', 1]);
    expect(item.otherWaysIn.map(({ name }) => name)).toEqual(['Customer centre']);
    expect([plan.counts.toDo, plan.counts.cannot]).toEqual([0, 1]);
  });

  it('a service that takes two keys and has two is full; with one it is open', () => {
    const services = [serviceOf('two', ['two.example'], { maxKeys: 2 })];
    const keys = [blue, red, keyOf('third')];
    const one = [readOf('blue', 'two.example', 'hana')];
    expect(itemOf(planOf({ services, keys, enrolments: one }), 'two').way).toBe('add');
    const full = planOf({ services, keys, enrolments: [...one, readOf('third', 'two.example', 'hana')] });
    expect(itemOf(full, 'two').left).toBe('full');
  });

  it('Windows sign-in follows the row of Entra ID and needs nothing of its own', () => {
    const plan = planOf({
      services: loadServices(),
      enrolments: [
        readOf('blue', 'login.microsoft.com', 'hana@work.example'),
        readOf('blue', 'github.com', 'hana'),
        manualOf('blue', 'windows-signin-entra-joined', 'hana@work.example'),
        readOf('blue', 'zzz.example', 'hana'),
      ],
    });
    const order = plan.items.map(({ service }) => service.serviceId);
    const entra = order.indexOf('microsoft-entra-id');
    expect(order[entra + 1]).toBe('windows-signin-entra-joined');
    const windows = itemOf(plan, 'windows-signin-entra-joined');
    expect([windows.way, windows.left]).toEqual(['follows', 'follows']);
    expect(windows.followsAccountId).toBe(itemOf(plan, 'microsoft-entra-id').account.accountId);
    expect(itemOf(plan, 'microsoft-entra-id').nextKeyNeeds.length).toBeGreaterThan(0);
  });

  it('an SSH key is listed as something to make anew', () => {
    const item = itemOf(planOf({ enrolments: [readOf('blue', 'ssh:', 'openssh')] }), 'SSH');
    expect([item.ssh, item.pageHost, item.rpIdToAsk]).toEqual([true, null, null]);
  });
});

describe('room on the spare', () => {
  const enrolments = ['a', 'b', 'c'].map((id) => readOf('blue', `${id}.example`, 'hana'));
  const fits = (remaining: number | null, more: Partial<CoverageInput> = {}) =>
    planOf({ enrolments, keys: [blue, { ...red, remaining }], ...more });

  it('says how many do not fit, from the bottom of the list', () => {
    const plan = fits(2);
    expect(plan.items.map(({ fits: room }) => room)).toEqual([true, true, false]);
    expect([plan.counts.doNotFit, plan.items[2]?.left]).toEqual([1, 'does-not-fit']);
  });

  it('guesses nothing where the key does not say', () => {
    expect(fits(null).items.map(({ fits: room }) => room)).toEqual([null, null, null]);
  });

  it('a registration that leaves no passkey takes no place', () => {
    const services = [serviceOf('forum', ['forum.example'])];
    const plan = fits(0, { services, enrolments: [manualOf('blue', 'forum', 'hana')] });
    expect([plan.counts.doNotFit, plan.items[0]?.left]).toEqual([0, 'not-done']);
  });
});

describe('where a session stands', () => {
  const services = [serviceOf('one', ['one.example']), serviceOf('two', ['two.example'])];
  const both = [readOf('blue', 'one.example', 'hana'), readOf('blue', 'two.example', 'hana')];
  const oneId = itemOf(planOf({ services, enrolments: both }), 'one').account.accountId;
  const onSpare = (firstSeen: number) => readOf('red', 'one.example', 'hana', { firstSeen: day(firstSeen) });

  it('ticks what a reading shows, and keeps it on the list', () => {
    const plan = planOf({ services, enrolments: [...both, onSpare(7)] }, { session });
    expect([itemOf(plan, 'one').state, itemOf(plan, 'one').left]).toEqual(['ticked', null]);
    expect([plan.counts.done, plan.counts.toDo]).toEqual([1, 1]);
    // What was on the spare before the session is none of its business.
    expect(planOf({ services, enrolments: [...both, onSpare(3)] }, { session }).alreadyBoth).toBe(1);
  });

  it('an opened page is not a passkey', () => {
    const plan = planOf({ services, enrolments: both }, { session: withItem(oneId, 'opened') });
    expect([itemOf(plan, 'one').state, itemOf(plan, 'one').left, plan.counts.toDo]).toEqual(['opened', 'not-seen', 2]);
  });

  it('what was ticked and is gone again is said so, and is to do', () => {
    const gone = { ...onSpare(7), vanishedAt: day(9), vanishedBy: 'not-listed' as const };
    const plan = planOf({ services, enrolments: [...both, gone] }, { session: withItem(oneId, 'ticked') });
    expect([itemOf(plan, 'one').state, itemOf(plan, 'one').left]).toEqual(['vanished', 'vanished']);
    expect(plan.counts.done).toBe(0);
  });

  it('told by hand is done, and a later reading makes it read', () => {
    const told = manualOf('red', 'one', 'hana', { asOf: day(7), firstSeen: day(7) });
    expect(
      itemOf(planOf({ services, enrolments: [...both, told] }, { session: withItem(oneId, 'told') }), 'one').state,
    ).toBe('told');
    const read = planOf({ services, enrolments: [...both, told, onSpare(8)] }, { session: withItem(oneId, 'told') });
    expect(itemOf(read, 'one').state).toBe('ticked');
  });

  it('skipped goes behind what is open, with its reason', () => {
    const plan = planOf({ services, enrolments: both }, { session: withItem(oneId, 'skipped', 'old account') });
    expect(names(plan)).toEqual(['two hana', 'one hana']);
    expect([itemOf(plan, 'one').reason, plan.counts.skipped, plan.counts.toDo]).toEqual(['old account', 1, 1]);
  });

  it('tells what was added from what was there and not known', () => {
    const added = planOf({ services, enrolments: both }, { session });
    const after = planOf({ services, enrolments: [...both, onSpare(7)] }, { session });
    expect(newlyOnSpare(session, after, added)).toEqual({ added: [oneId], found: [] });
    const unread = { ...red, lastRead: null, lastReadComplete: false };
    const unknown = planOf({ services, enrolments: both, keys: [blue, unread] }, { session });
    expect(newlyOnSpare(session, after, unknown)).toEqual({ added: [], found: [oneId] });
    expect(newlyOnSpare(withItem(oneId, 'ticked'), after, added)).toEqual({ added: [], found: [] });
  });
});

describe('a poor pair', () => {
  const warningsOf = (primary: Partial<InventoryKey>, spare: Partial<InventoryKey>, canList: boolean | null = null) =>
    planOf(
      {
        keys: [
          { ...blue, ...primary },
          { ...red, ...spare },
        ],
      },
      { spareCanList: canList },
    ).warnings;

  it.each([
    ['same-ring', { carriedOn: 'House keys' }, { carriedOn: 'house keys ' }],
    ['same-place', { place: 'Desk' }, { place: 'desk' }],
    ['other-owner', { owner: 'Hana' }, { owner: 'Ken' }],
    ['spare-pin-not-set', {}, { pinSet: false }],
    ['spare-pin-blocked', {}, { pinBlocked: true }],
    ['spare-never-read', {}, { lastRead: null, lastReadComplete: false, aaguid: 'a1'.repeat(16) }],
    ['spare-needs-reread', {}, { needsReread: true }],
    ['spare-out-of-use', {}, { lostAt: day(9) }],
    ['primary-out-of-use', { role: 'retired' as const }, {}],
  ] as const)('warns: %s', (warning, primary, spare) => {
    expect(warningsOf(primary, spare)).toEqual([warning]);
  });

  it('a key that cannot list is said so once, not as never read', () => {
    expect(warningsOf({}, { lastRead: null, lastReadComplete: false, pinSet: false }, false)).toEqual([
      'spare-cannot-list',
    ]);
    expect(warningsOf({}, {})).toEqual([]);
  });
});

describe('which two keys', () => {
  it('proposes the daily key that alone holds most, and the spare of the same owner', () => {
    const keys = [
      keyOf('x', { role: 'spare', owner: 'Ken' }),
      keyOf('y', { role: 'spare', owner: 'Hana' }),
      keyOf('z', { role: 'daily', owner: 'Hana' }),
      keyOf('w', { role: 'retired', owner: 'Hana' }),
    ];
    const enrolments = ['a', 'b'].map((id) => readOf('z', `${id}.example`, 'hana'));
    expect(suggestPair(analyseCoverage(inputOf({ keys, enrolments })))).toEqual({ primaryKeyId: 'z', spareKeyId: 'y' });
  });

  it('never a key out of use, never one key twice, the same whatever the order; a spare that lacks something goes first', () => {
    const roles = fc.constantFrom('daily', 'spare', 'off-site', 'retired', null);
    const key = fc.record({ role: roles, owner: fc.constantFrom(null, 'Hana', 'hana ', 'Ken'), lost: fc.boolean() });
    const held = fc.array(fc.tuple(fc.nat(4), fc.constantFrom('a', 'b', 'c')), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), held, (given, pairs) => {
        const keys = given.map(({ role, owner, lost }, index) =>
          keyOf(`k${index}`, { role, owner, label: 'Alike', lostAt: lost ? day(9) : null }),
        );
        const enrolments = pairs.map(([index, service]) => readOf(`k${index}`, `${service}.example`, 'hana'));
        const input = inputOf({ keys, enrolments });
        const pair = suggestPair(analyseCoverage(input));
        const again = inputOf({ keys: keys.toReversed(), enrolments: enrolments.toReversed() });
        expect(suggestPair(analyseCoverage(again))).toEqual(pair);
        const usable = keys.filter(({ role, lostAt }) => role !== 'retired' && lostAt === null);
        const opens = (id: string) => enrolments.some(({ keyId }) => keyId === id);
        expect(pair === null).toBe(usable.length < 2 || !usable.some(({ id }) => opens(id)));
        if (pair === null) return;
        expect(pair.primaryKeyId).not.toBe(pair.spareKeyId);
        const ids = usable.map(({ id }) => id);
        expect(ids).toEqual(expect.arrayContaining([pair.primaryKeyId, pair.spareKeyId]));
        const fold = (text: string | null) => (text ?? '').trim().toLowerCase();
        const ownerOf = (id: string) => fold(keys.find((one) => one.id === id)?.owner ?? null);
        const mine = (id: string) =>
          ownerOf(id) === '' || ownerOf(pair.primaryKeyId) === '' || ownerOf(id) === ownerOf(pair.primaryKeyId);
        const lacks = (id: string) =>
          enrolments.some(
            (one) =>
              one.keyId === pair.primaryKeyId &&
              !enrolments.some((other) => other.keyId === id && other.rpId === one.rpId),
          );
        const others = ids.filter((id) => id !== pair.primaryKeyId);
        expect(mine(pair.spareKeyId)).toBe(others.some(mine));
        expect(mine(pair.spareKeyId) && lacks(pair.spareKeyId)).toBe(others.some((id) => mine(id) && lacks(id)));
      }),
      { numRuns: 500 },
    );
  });

  it('proposes nothing with one key', () => {
    const input = inputOf({ keys: [blue], enrolments: [readOf('blue', 'a.example', 'hana')] });
    expect(suggestPair(analyseCoverage(input))).toBeNull();
  });
});

describe('which key to read', () => {
  const pair = { primary: { id: 'blue' }, spare: { id: 'red', aaguid: 'aa', vendorSerial: '2' } };
  const silent = { aaguid: null, vendorSerial: null };
  const plugged = (...ids: (string | null)[]) =>
    ids.map((keyId, key) => ({ key, keyId, name: keyId ?? 'no name', facts: silent }));
  it.each([
    ['the spare among others', plugged('blue', 'red', null), { state: 'key', key: 1 }],
    ['the one that has no name yet', plugged('blue', null), { state: 'key', key: 1 }],
    ['nothing is plugged in', plugged(), { state: 'not-plugged-in' }],
    ['the primary in its place', plugged('blue'), { state: 'primary-plugged-in' }],
    ['another key', plugged('green'), { state: 'other-key', labels: ['green'] }],
    ['two without a name', plugged(null, null, 'blue'), { state: 'several', count: 2 }],
  ])('%s', (_words, keys, choice) => {
    expect(spareAmong(keys, pair)).toEqual(choice);
  });

  it.each([
    ['serial number', { aaguid: 'aa', vendorSerial: '3' }],
    ['model', { aaguid: 'bb', vendorSerial: null }],
  ])('a key without a name whose %s is another one is never taken', (_words, facts) => {
    const other = { key: 'other', keyId: null, name: 'YubiKey 5 NFC …003', facts };
    const maybe = { key: 'maybe', keyId: null, name: '', facts: silent };
    expect(spareAmong([other], pair)).toEqual({ state: 'other-key', labels: ['YubiKey 5 NFC …003'] });
    expect(spareAmong([other, maybe], pair)).toEqual({ state: 'key', key: 'maybe' });
  });
});

describe('over random inventories', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const enrolment = fc
    .record({
      key: fc.constantFrom('blue', 'red', 'third'),
      service: ids,
      user: fc.constantFrom('hana', 'ken'),
      told: fc.boolean(),
      gone: fc.boolean(),
    })
    .map(({ key, service, user, told, gone }) =>
      told
        ? manualOf(key, service, user)
        : readOf(key, `${service}.example`, user, gone ? { vanishedAt: day(9), vanishedBy: 'not-listed' } : {}),
    );
  const services = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    serviceOf(id, [`${id}.example`], id === 'e' ? { maxKeys: 1, multipleKeys: false } : {}),
  );
  const states = fc.constantFrom('opened', 'ticked', 'told', 'skipped');

  it('every account of the primary is in exactly one place, and order and duplicates never matter', () => {
    fc.assert(
      fc.property(
        fc.array(enrolment, { maxLength: 14 }),
        fc.option(fc.nat(6), { nil: null }),
        states,
        fc.boolean(),
        (enrolments, remaining, state, inSession) => {
          const keys = [blue, { ...red, remaining }, keyOf('third')];
          const input = { keys, services, enrolments };
          const first = planOf(input);
          const chosen = first.items[0]?.account.accountId ?? 'none';
          const open = inSession ? withItem(chosen, state, 'why') : null;
          const plan = planOf(input, { session: open });
          const opened = analyseCoverage(inputOf(input))
            .services.flatMap(({ accounts }) => accounts)
            .filter(({ cells }) =>
              cells.some(({ keyId, evidence }) => keyId === 'blue' && (evidence === 'read' || evidence === 'told')),
            );
          const { toDo, done, skipped, cannot } = plan.counts;
          expect(plan.items.length + plan.alreadyBoth).toBe(opened.length);
          expect(toDo + done + skipped + cannot).toBe(plan.items.length);
          expect(new Set(plan.items.map(({ account }) => account.accountId)).size).toBe(plan.items.length);
          // Done is only what is known of the spare now, whatever the session remembers.
          for (const item of plan.items) {
            const known = item.account.cells.find(({ keyId }) => keyId === 'red')?.evidence;
            expect(item.left === null).toBe(known === 'read' || known === 'told');
          }
          // What is open stands before what cannot be done, that before what was skipped, that before what is done.
          const section = (item: BackupItem) =>
            item.left === null
              ? 3
              : item.left === 'skipped'
                ? 2
                : item.left === 'one-key-service' || item.left === 'full'
                  ? 1
                  : 0;
          const sections = plan.items.map(section);
          expect(sections).toEqual(sections.toSorted((left, right) => left - right));
          const again = planOf(
            {
              keys: keys.toReversed(),
              services: services.toReversed(),
              enrolments: [...enrolments.toReversed(), ...enrolments],
            },
            { session: open },
          );
          expect(again).toEqual(plan);
        },
      ),
      { numRuns: 300 },
    );
  });
});
