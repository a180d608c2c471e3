import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { riskOf } from '../../../src-shared/coverage/account-risk.ts';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { nextStep, seekNextStep } from '../../../src-shared/plans/next-step.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { inventoryArbitrary } from '../coverage/arbitrary-inventory.ts';
import { accountsOf, day, inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

const stepOf = (input: CoverageInput) => nextStep(input, analyseCoverage(input), analyseCoverage);

const services = [
  serviceOf('vault', ['vault.example']),
  serviceOf('shop', ['shop.example']),
  serviceOf('bank', ['bank.example'], { maxKeys: 1, multipleKeys: false }),
];
const daily = keyOf('daily', { place: 'bag', carriedOn: 'ring' });
const spare = keyOf('spare', { role: 'spare', place: 'home' });

const world = (change: Partial<CoverageInput> = {}): CoverageInput =>
  inputOf({
    services,
    keys: [daily, spare],
    enrolments: [readOf('daily', 'vault.example', 'ana'), readOf('daily', 'shop.example', 'ana')],
    ...change,
  });

describe('nextStep', () => {
  it('names the key, the accounts to add it to, and what is safe then', () => {
    const step = stepOf(world());
    expect(step).toMatchObject({ kind: 'add', keyId: 'spare', critical: 2 });
    expect(step?.kind === 'add' ? step.accountIds : []).toHaveLength(2);
    expect(step?.kind === 'add' ? step.safeAccountIds : []).toHaveLength(2);
  });

  it('is sought in steps of one analysis each', () => {
    const input = world({ keys: [daily, spare, keyOf('second', { role: 'spare', place: 'office' })] });
    let analyses = 0;
    const search = seekNextStep(input, analyseCoverage(input), (trial) => {
      analyses += 1;
      return analyseCoverage(trial);
    });
    const perStep: number[] = [];
    for (let step = search.next(); step.done !== true; step = search.next()) {
      perStep.push(analyses);
      analyses = 0;
    }
    expect(perStep.length).toBeGreaterThan(0);
    expect(perStep.every((count) => count === 1)).toBe(true);
    expect(analyses).toBe(0);
  });

  it('counts accounts that open through one that is made safe', () => {
    const codes = wayOf('shop', 'ana', {
      kind: 'recovery-codes',
      requires: [{ type: 'account', serviceId: 'vault', userName: 'ana', accountId: null }],
    });
    const both = manualOf('daily', 'bank', 'ana');
    const atBank = { ...codes, id: 'bank-codes', serviceId: 'bank' };
    const input = world({ enrolments: [readOf('daily', 'vault.example', 'ana'), both], otherWaysIn: [atBank] });
    const step = stepOf(input);
    const names = step?.kind === 'add' ? step.accountIds : [];
    expect(names.map((id) => id.split('|')[0])).toEqual(['vault']);
    const safe = step?.kind === 'add' ? step.safeAccountIds : [];
    expect(new Set(safe.map((id) => id.split('|')[0]))).toEqual(new Set(['bank', 'vault']));
  });

  it.each([
    ['at the same place', { place: ' Bag' }],
    ['in the same bag', { carriedOn: 'Ring' }],
    ['lost', { lostAt: day(11) }],
    ['retired', { role: 'retired' as const }],
    ['full', { remaining: 0 }],
    ['blocked', { pinBlocked: true }],
  ])('never proposes a key that is %s', (_, change) => {
    expect(stepOf(world({ keys: [daily, { ...spare, ...change }] }))).toBeNull();
  });

  it('never proposes the key of another person', () => {
    expect(
      stepOf(
        world({
          keys: [
            { ...daily, owner: 'Ana' },
            { ...spare, owner: 'Bo' },
          ],
        }),
      ),
    ).toBeNull();
  });

  it('proposes no more accounts than the key has room for', () => {
    const step = stepOf(world({ keys: [daily, { ...spare, remaining: 1 }] }));
    expect(step?.kind === 'add' ? step.accountIds : []).toHaveLength(1);
  });

  it('leaves out services that take one key', () => {
    expect(stepOf(world({ enrolments: [readOf('daily', 'bank.example', 'ana')] }))).toBeNull();
  });

  it('of equal keys takes the spare, then the one off-site, then the one known to have room', () => {
    const of = (...keys: readonly ReturnType<typeof keyOf>[]) => {
      const step = stepOf(world({ keys: [daily, ...keys] }));
      return step?.keyId;
    };
    const [first, second] = [keyOf('a', { role: null }), keyOf('b', { role: 'off-site' })];
    expect(of(first, second, keyOf('c', { role: 'spare' }))).toBe('c');
    expect(of(first, second)).toBe('b');
    expect(of(keyOf('a', { role: 'spare', remaining: null }), keyOf('b', { role: 'spare' }))).toBe('b');
  });

  it('prefers the key that helps more accounts to the one whose role is better', () => {
    const other = keyOf('other', { role: 'off-site' });
    expect(stepOf(world({ keys: [daily, { ...spare, remaining: 1 }, other] }))?.keyId).toBe('other');
  });

  it('where nothing is critical proposes the key that has waited longest to be read', () => {
    const safe = [
      ...world().enrolments,
      readOf('spare', 'vault.example', 'ana'),
      readOf('spare', 'shop.example', 'ana'),
    ];
    expect(stepOf(world({ enrolments: safe }))).toBeNull();
    const waiting = [
      keyOf('late', { lastRead: null, firstSeen: day(3) }),
      keyOf('early', { lastRead: null, firstSeen: day(2) }),
      keyOf('old', { lastRead: day(-400), lastSeen: day(-400), role: 'off-site' }),
    ];
    const input = world({ keys: [daily, spare, ...waiting], enrolments: safe });
    expect(stepOf(input)).toEqual({ kind: 'read', keyId: 'early' });
    expect(stepOf({ ...input, keys: [daily, spare, ...waiting.slice(2)] })).toEqual({ kind: 'read', keyId: 'old' });
  });

  it('a password in a vault that hangs on the same key makes a second key no help', () => {
    const told = manualOf('daily', 'shop', 'ana');
    const beside = wayOf('shop', 'ana', {
      kind: 'password-beside',
      requires: [{ type: 'account', serviceId: 'vault', userName: 'ana', accountId: null }],
    });
    const alone = world({ enrolments: [told, readOf('daily', 'vault.example', 'ana')], otherWaysIn: [beside] });
    const step = stepOf(alone);
    // The vault first: with it the password is at hand whatever is lost.
    expect(step?.kind === 'add' ? step.accountIds.map((id) => id.split('|')[0]) : []).toContain('vault');
  });
});

/** Adds a record of a key to accounts the long way: by hand, attached to the account. */
function withAdded(input: CoverageInput, keyId: string, accountIds: readonly string[]): CoverageInput {
  const report = analyseCoverage(input);
  const added = accountsOf(report).flatMap((account) => {
    const source = input.enrolments.find(({ id }) => account.cells.filter(isRecorded)[0]?.enrolmentIds[0] === id);
    return accountIds.includes(account.accountId) && source !== undefined
      ? [
          {
            ...source,
            id: `added-${keyId}-${source.id}`,
            keyId,
            credentialId: `added-${source.id}`,
            asOf: input.now,
            vanishedAt: null,
          },
        ]
      : [];
  });
  return { ...input, enrolments: [...input.enrolments, ...added] };
}

const isSafe = ({ survivesAnyOneLoss, verdict }: { survivesAnyOneLoss: boolean | null; verdict: string }) =>
  survivesAnyOneLoss === true && verdict !== 'weak-spare';

/** Creates keys of every state, or the same ones with all in order: then there is more to gain. */
function someTidy(any: fc.Arbitrary<CoverageInput>): fc.Arbitrary<CoverageInput> {
  const inOrder = { lastRead: day(10), lastSeen: day(11), lastReadComplete: true, needsReread: false, pinSet: true };
  return fc.tuple(any, fc.boolean()).map(([input, tidy]) => ({
    ...input,
    unreadKeys: tidy ? [] : input.unreadKeys,
    keys: tidy
      ? input.keys.map((key) => ({ ...key, ...inOrder, lostAt: null, pinBlocked: false, place: null, owner: null }))
      : input.keys,
  }));
}

describe('for any inventory', () => {
  const runs = { numRuns: process.env['SPAREKEY_LONG'] === '1' ? 50_000 : 400, seed: 20_261_130 };
  const timeout = process.env['SPAREKEY_LONG'] === '1' ? 3_600_000 : 120_000;
  const kinds = [
    {
      title: 'accounts that open by themselves',
      any: someTidy(inventoryArbitrary({ simple: false, dependent: false })),
    },
    { title: 'accounts that depend on others', any: someTidy(inventoryArbitrary({ simple: false, dependent: true })) },
  ];

  it.each(kinds)('what is said to be safe then is safe then, and was not before ($title)', { timeout }, ({ any }) => {
    let added = 0;
    fc.assert(
      fc.property(any, (input) => {
        const report = analyseCoverage(input);
        const step = nextStep(input, report, analyseCoverage);
        if (step?.kind !== 'add') return;
        added++;
        const before = new Map(accountsOf(report).map((account) => [account.accountId, account]));
        const after = new Map(
          accountsOf(analyseCoverage(withAdded(input, step.keyId, step.accountIds))).map((one) => [one.accountId, one]),
        );
        for (const id of step.safeAccountIds) {
          expect(before.get(id)?.survivesAnyOneLoss).toBe(false);
          const account = after.get(id);
          expect(account !== undefined && isSafe(account), id).toBe(true);
        }
        expect(step.accountIds.every((id) => step.safeAccountIds.includes(id))).toBe(true);
      }),
      runs,
    );
    expect(added).toBeGreaterThan(10);
  });

  it.each(kinds)(
    'the key is in use, elsewhere than the keys of its accounts, and of the same person ($title)',
    { timeout },
    ({ any }) => {
      fc.assert(
        fc.property(any, (input) => {
          const report = analyseCoverage(input);
          const step = nextStep(input, report, analyseCoverage);
          const key = report.keys.find(({ keyId }) => keyId === step?.keyId);
          expect(key?.outOfUse ?? false).toBe(false);
          if (step?.kind !== 'add') return;
          for (const account of accountsOf(report).filter(({ accountId }) => step.accountIds.includes(accountId))) {
            for (const holder of report.keys.filter(
              ({ keyId, outOfUse }) =>
                !outOfUse && account.cells.some((cell) => cell.keyId === keyId && isRecorded(cell)),
            )) {
              expect(holder.keyId).not.toBe(step.keyId);
              for (const fact of ['place', 'carriedOn'] as const) {
                const own = foldText(key?.[fact] ?? null);
                expect(own !== null && own === foldText(holder[fact])).toBe(false);
              }
              const owners = [foldText(key?.owner ?? null), foldText(holder.owner)];
              expect(owners.includes(null) || owners[0] === owners[1]).toBe(true);
            }
          }
        }),
        runs,
      );
    },
  );

  it.each(kinds)(
    'no other key makes more accounts safe, alone at the accounts that may have it ($title)',
    { timeout },
    ({ any }) => {
      fc.assert(
        fc.property(any, (input) => {
          const report = analyseCoverage(input);
          const step = nextStep(input, report, analyseCoverage);
          const gain = step?.kind === 'add' ? step.safeAccountIds.length : 0;
          const critical = accountsOf(report).filter((account) => riskOf(account) === 'one-key');
          // Without this key among them the best step makes no more safe than with it.
          for (const { id } of input.keys) {
            const others = input.keys.map((key) => (key.id === id ? { ...key, remaining: 0 } : key));
            const without = nextStep(
              { ...input, keys: others },
              analyseCoverage({ ...input, keys: others }),
              analyseCoverage,
            );
            expect(without?.kind === 'add' ? without.safeAccountIds.length : 0).toBeLessThanOrEqual(gain);
          }
          expect(gain).toBeLessThanOrEqual(critical.length);
          expect(step?.kind === 'add' && critical.length === 0).toBe(false);
        }),
        { ...runs, numRuns: runs.numRuns / 4 },
      );
    },
  );

  it.each(kinds)('the order of the records changes nothing ($title)', { timeout }, ({ any }) => {
    fc.assert(
      fc.property(any, (input) => {
        const turned = { ...input, keys: input.keys.toReversed(), enrolments: input.enrolments.toReversed() };
        expect(stepOf(turned)).toEqual(stepOf(input));
      }),
      runs,
    );
  });
});
