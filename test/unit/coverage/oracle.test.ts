import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-types.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { accountsOf, day, inputOf, keyOf, readOf, serviceOf, toldOf, wayOf } from './coverage-fixtures.ts';

const numRuns = process.env['SPAREKEY_LONG'] === '1' ? 100_000 : 1_000;

const services = [
  serviceOf('many', ['many.example']),
  serviceOf('one', ['one.example'], { maxKeys: 1, multipleKeys: false, singleSlot: true }),
  serviceOf('bound', ['bound.example'], { deviceBoundOnly: true }),
];
const keyIds = ['k1', 'k2', 'k3', 'k4'];
const rpIds = ['many.example', 'one.example', 'bound.example', 'sub.many.example', 'other.example', 'ssh:'];
const toldServices = ['many', 'one', 'bound', 'domain:other.example'];
const users = ['ana', 'bo'];

const keyArbitrary = (id: string) =>
  fc
    .record({
      role: fc.constantFrom('daily', 'spare', 'retired', null),
      place: fc.constantFrom(null, 'home', 'office'),
      lastRead: fc.constantFrom(null, day(10)),
      lastReadComplete: fc.boolean(),
      needsReread: fc.boolean(),
    })
    .map((overrides) => keyOf(id, overrides));

const readArbitrary = fc
  .record({
    keyId: fc.constantFrom(...keyIds),
    rpId: fc.constantFrom(...rpIds),
    user: fc.constantFrom(...users),
    vanished: fc.boolean(),
  })
  .map(({ keyId, rpId, user, vanished }) =>
    readOf(keyId, rpId, user, vanished ? { vanishedAt: day(9), id: `gone-${keyId}-${rpId}-${user}` } : {}),
  );
const toldArbitrary = fc
  .tuple(fc.constantFrom(...keyIds), fc.constantFrom(...toldServices), fc.constantFrom(...users))
  .map(([keyId, service, user]) => toldOf(keyId, service, user));
const wayArbitrary = fc
  .record({
    service: fc.constantFrom(...toldServices),
    user: fc.constantFrom(...users),
    kind: fc.constantFrom('recovery-codes' as const, 'synced-passkey' as const),
  })
  .map(({ service, user, kind }) => wayOf(service, user, { kind }));

const inventory: fc.Arbitrary<CoverageInput> = fc
  .record({
    keys: fc.subarray(keyIds, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(keyArbitrary))),
    enrolments: fc.array(fc.oneof({ weight: 3, arbitrary: readArbitrary }, toldArbitrary), { maxLength: 8 }),
    otherWaysIn: fc.array(wayArbitrary, { maxLength: 2 }),
  })
  .map((parts) => inputOf({ services, ...parts }));

const serviceOfRpId: Readonly<Record<string, string>> = {
  'many.example': 'many',
  'sub.many.example': 'many',
  'one.example': 'one',
  'bound.example': 'bound',
};

/**
 * The oracle knows nothing of verdicts or cells. It imagines every world that agrees with what is recorded — each thing
 * that is not known may be true or false — and lists the doors of the account in each: keys, and "other".
 */
function imagineWorlds(input: CoverageInput, service: string, user: string): string[][] {
  const mine = input.enrolments.filter(
    ({ serviceId, rpId, userName }) =>
      (serviceId ?? serviceOfRpId[rpId ?? ''] ?? `domain:${rpId}`) === service && userName === user,
  );
  const seenAsPasskey = mine.some(
    ({ evidence, keyId }) => evidence === 'read' && input.keys.some((key) => key.id === keyId),
  );
  const other = input.otherWaysIn.some(
    (way) =>
      way.serviceId === service && way.userName === user && !(service === 'bound' && way.kind === 'synced-passkey'),
  );

  const surely: string[] = [];
  const maybe: string[] = [];
  for (const key of input.keys) {
    if (key.role === 'retired') continue;
    const live = mine.filter((enrolment) => enrolment.keyId === key.id && enrolment.vanishedAt === null);
    const told = live.some((enrolment) => enrolment.evidence === 'told');
    if (told || (live.length > 0 && !key.needsReread)) surely.push(key.id);
    else if (live.length > 0 || !seenAsPasskey || key.lastRead === null || !key.lastReadComplete) maybe.push(key.id);
  }
  return (
    subsets(maybe)
      .map((some) => [...surely, ...some])
      // Where two keys are known at a service that takes one, the catalogue is wrong about it.
      .filter((enrolled) => service !== 'one' || surely.length > 1 || enrolled.length <= 1)
      .map((enrolled) => (other ? [...enrolled, 'other'] : enrolled))
  );
}

/** True or false where every world agrees, null where they differ. */
function inEveryWorld(worlds: readonly string[][], holds: (doors: readonly string[]) => boolean): boolean | null {
  const answers = new Set(worlds.map((doors) => holds(doors)));
  return answers.size === 2 ? null : answers.has(true);
}

function subsets(ids: readonly string[]): string[][] {
  return ids.reduce<string[][]>((all, id) => [...all, ...all.map((subset) => [...subset, id])], [[]]);
}

/**
 * Names that belong to several handle scopes (sub-domains) are several accounts, and what an SSH key opens is a matter of
 * each server: the oracle leaves both to the examples.
 */
function isSimple(input: CoverageInput): boolean {
  return !input.enrolments.some(({ rpId }) => rpId === 'sub.many.example' || rpId === 'ssh:');
}

describe('coverage against a brute-force oracle', () => {
  it(`agrees on every loss of every subset of keys (n = ${numRuns})`, () => {
    const seen = new Map<boolean | null, number>();
    fc.assert(
      fc.property(
        inventory.filter((input) => isSimple(input)),
        (input) => {
          const report = analyseCoverage(input);
          const usedKeys = input.keys.map((key) => key.id);
          const losses = subsets(usedKeys).map((lost) => simulateLoss(report, lost));
          for (const account of accountsOf(report)) {
            const worlds = imagineWorlds(input, account.serviceId, account.userName ?? '');
            for (const { lostKeyIds, stillOpen, lockedOut } of losses) {
              const opens = inEveryWorld(worlds, (doors) => doors.some((door) => !lostKeyIds.includes(door)));
              const found = stillOpen.includes(account) ? true : lockedOut.includes(account) ? false : null;
              expect(found, `${account.accountId} without ${lostKeyIds.join()}`).toBe(opens);
              seen.set(found, (seen.get(found) ?? 0) + 1);
            }
            const survives = inEveryWorld(
              worlds,
              (doors) => doors.length > 0 && usedKeys.every((lost) => doors.some((door) => door !== lost)),
            );
            expect(account.survivesAnyOneLoss, account.accountId).toBe(survives);
          }
        },
      ),
      { numRuns },
    );
    // The comparison is worth something only if every answer occurs often.
    for (const answer of [true, false, null]) expect(seen.get(answer), String(answer)).toBeGreaterThan(numRuns / 10);
  });
});

describe('coverage properties', () => {
  it('order and duplicates of what is recorded never matter', () => {
    fc.assert(
      fc.property(inventory, fc.nat(), (input, seed) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          [...items, ...items.slice(0, seed % 3)]
            .map((item, index) => [((index + 1) * 7919 * (seed + 1)) % 104729, item] as const)
            .toSorted(([left], [right]) => left - right)
            .map(([, item]) => item);
        const other = {
          keys: shuffled(input.keys),
          enrolments: shuffled(input.enrolments),
          otherWaysIn: shuffled(input.otherWaysIn),
          services: shuffled(input.services),
        };
        expect(analyseCoverage(other)).toEqual(analyseCoverage(input));
      }),
      { numRuns },
    );
  });

  it('taking a key away never makes an account safe, nor opens what did not open', () => {
    fc.assert(
      fc.property(inventory, fc.nat(), (input, choice) => {
        const gone = input.keys[choice % input.keys.length]?.id ?? '';
        const before = analyseCoverage(input);
        const after = analyseCoverage({ ...input, keys: input.keys.filter((key) => key.id !== gone) });
        const openBefore = new Set(simulateLoss(before, [gone]).stillOpen.map((account) => account.accountId));
        const beforeById = new Map(accountsOf(before).map((account) => [account.accountId, account]));
        for (const account of accountsOf(after)) {
          const was = beforeById.get(account.accountId);
          // Without its passkeys a told enrolment may stand alone, as a new row.
          if (was === undefined) continue;
          if (account.survivesAnyOneLoss === true) expect(was.survivesAnyOneLoss, account.accountId).toBe(true);
        }
        for (const account of simulateLoss(after, []).stillOpen) {
          if (beforeById.has(account.accountId) && account.serviceId !== 'rp:ssh:') {
            expect(openBefore.has(account.accountId), account.accountId).toBe(true);
          }
        }
      }),
      { numRuns },
    );
  });

  it('recording one more enrolment never makes a safe account unsafe, nor closes what still opened', () => {
    fc.assert(
      fc.property(inventory, fc.oneof(readArbitrary, toldArbitrary), (input, extra) => {
        fc.pre(extra.vanishedAt === null);
        const more = { ...input, enrolments: [...input.enrolments, extra] };
        const [before, after] = [analyseCoverage(input), analyseCoverage(more)];
        const byUser = (report: typeof before) =>
          new Set(accountsOf(report).map((a) => `${a.serviceId} ${a.userName}`));
        expect([...byUser(before)].filter((name) => !byUser(after).has(name))).toEqual([]);
        const afterById = new Map(accountsOf(after).map((account) => [account.accountId, account]));
        for (const account of accountsOf(before)) {
          const now = afterById.get(account.accountId);
          if (now !== undefined && account.survivesAnyOneLoss === true) expect(now.survivesAnyOneLoss).toBe(true);
        }
        for (const lost of subsets(input.keys.map((key) => key.id))) {
          const open = new Set(simulateLoss(after, lost).stillOpen.map((account) => account.accountId));
          for (const account of simulateLoss(before, lost).stillOpen) {
            // A second SSH key is a second secret: losing it may close servers that nobody knew of before.
            if (account.serviceId === 'rp:ssh:') continue;
            if (afterById.has(account.accountId)) expect(open.has(account.accountId)).toBe(true);
          }
        }
      }),
      { numRuns },
    );
  });

  it('what is not known is never reported as safe', () => {
    fc.assert(
      fc.property(inventory, (input) => {
        const report = analyseCoverage(input);
        for (const account of accountsOf(report)) {
          const retired = new Set(report.keys.filter((key) => key.role === 'retired').map((key) => key.keyId));
          const proofs = account.cells.filter(
            (cell) => (cell.evidence === 'read' || cell.evidence === 'told') && !retired.has(cell.keyId),
          ).length;
          if (account.survivesAnyOneLoss === true)
            expect(proofs + 2 * account.otherWaysIn.length).toBeGreaterThanOrEqual(2);
          if (account.survivesAnyOneLoss !== true) expect(account.gaps.length).toBeGreaterThan(0);
        }
      }),
      { numRuns },
    );
  });

  it('losing no key changes nothing: what opened still opens', () => {
    fc.assert(
      fc.property(inventory, (input) => {
        const report = analyseCoverage(input);
        const { lockedOut, lostKeyIds } = simulateLoss(report, []);
        expect(lostKeyIds).toEqual([]);
        expect(lockedOut.every((account) => account.verdict === 'no-way-in')).toBe(true);
      }),
      { numRuns },
    );
  });

  it('losing more keys never opens more', () => {
    fc.assert(
      fc.property(inventory, fc.subarray(keyIds), fc.subarray(keyIds), (input, some, others) => {
        const report = analyseCoverage(input);
        const fewer = simulateLoss(report, some);
        const more = simulateLoss(report, [...some, ...others]);
        for (const account of more.stillOpen) expect(fewer.stillOpen).toContain(account);
        for (const account of fewer.lockedOut) expect(more.lockedOut).toContain(account);
      }),
      { numRuns },
    );
  });
});

describe('size', () => {
  it('I-21 100,000 enrolments on 20 keys are analysed in near-linear time', () => {
    const make = (count: number): CoverageInput => {
      const keys = Array.from({ length: 20 }, (_, index) => keyOf(`k${index}`));
      const enrolments = Array.from({ length: count }, (_, index) => {
        const account = Math.floor(index / 2);
        return {
          ...readOf(`k${(account * 7 + (index % 2) * 3) % 20}`, 'a.example', 'u'),
          id: `e${index}`,
          rpId: null,
          rpIdHash: (account % 997).toString(16).padStart(64, '0'),
          userId: account.toString(16).padStart(16, '0'),
          userName: `user${account}`,
        };
      });
      return inputOf({ services, keys, enrolments });
    };
    // Processor time, not wall time: the machine may be busy with other tests.
    const timed = (input: CoverageInput): { milliseconds: number; accounts: number } => {
      const start = process.cpuUsage();
      const { totals } = analyseCoverage(input);
      return { milliseconds: process.cpuUsage(start).user / 1000, accounts: totals.accounts };
    };
    const [small, large] = [make(10_000), make(100_000)];
    timed(small);
    const [smallRun, largeRun] = [timed(small), timed(large)];
    expect(largeRun.accounts).toBe(50_000);
    expect(largeRun.milliseconds / smallRun.milliseconds).toBeLessThan(40);
  }, 60_000);
});
