import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Closers, CloserMode } from '../../../src-shared/coverage/closers.ts';
import type { AccountState, StateRule } from '../../../src-shared/coverage/account-states.ts';
import type { ResolveNeeds } from '../../../src-shared/coverage/dependencies.ts';
import { inventoryArbitrary } from './arbitrary-inventory.ts';
import { compareWithOracle, type Coverage } from './oracle/compare.ts';

const folder = '../../../src-shared/coverage';
/** Enough to meet each fault; a comparison without one looks at fewer. */
const numRuns = 3_000;
const timeout = 120_000;

/** Loads coverage with the faults that were planted. */
async function loadCoverage(): Promise<Coverage> {
  vi.resetModules();
  const { analyseCoverage } = await import(`${folder}/analyse-coverage.ts`);
  const { presentLossImpact, simulateLoss } = await import(`${folder}/simulate-loss.ts`);
  return { analyseCoverage, presentLossImpact, simulateLoss };
}

/** Returns the first differences that a comparison with the oracle finds; none where coverage is right. */
function differencesOf(coverage: Coverage, count = numRuns): readonly string[] {
  const inventories = fc.sample(inventoryArbitrary({ simple: true, dependent: true }), {
    numRuns: count,
    seed: 20_261_129,
  });
  for (const input of inventories) {
    const { differences } = compareWithOracle(input, coverage);
    if (differences.length > 0) return differences;
  }
  return [];
}

describe('the oracle finds a fault that is planted', { timeout }, () => {
  afterEach(() => {
    vi.doUnmock(`${folder}/settle-states.ts`);
    vi.doUnmock(`${folder}/account-states.ts`);
    vi.doUnmock(`${folder}/resolve-needs.ts`);
    vi.doUnmock(`${folder}/dependencies.ts`);
    vi.doUnmock(`${folder}/closers.ts`);
  });

  it('finds nothing where none is planted', async () => {
    expect(differencesOf(await loadCoverage(), 400)).toEqual([]);
  });

  it('a circle that opens itself, in "what if": accounts start open', async () => {
    vi.doMock(`${folder}/account-states.ts`, async (original) => {
      const real = await original<{ createStateRule: (...facts: readonly unknown[]) => StateRule }>();
      const open: AccountState = { sure: true, help: true, possible: true };
      return { ...real, closedState: open };
    });
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });

  it('a circle that opens itself, in the verdict: an account does not count among what it needs itself', async () => {
    vi.doMock(`${folder}/resolve-needs.ts`, async (original) => {
      const real = await original<{ resolveNeeds: (...facts: readonly unknown[]) => ReturnType<ResolveNeeds> }>();
      return {
        ...real,
        resolveNeeds: (...facts: readonly unknown[]) => {
          const [draft] = facts as Parameters<ResolveNeeds>;
          return real.resolveNeeds(...facts).filter(({ accountId }) => accountId !== draft.collected.accountId);
        },
      };
    });
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });

  it('an unknown that counts as open, in the verdict', async () => {
    vi.doMock(`${folder}/closers.ts`, async (original) => {
      const real = await original<{ closersOfAll: (parts: readonly Closers[]) => Closers }>();
      return {
        ...real,
        closersOfAll: (parts: readonly Closers[]) => real.closersOfAll(parts.map((part) => part ?? [])),
      };
    });
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });

  it('an unknown that counts as open, in "what if"', async () => {
    vi.doMock(`${folder}/account-states.ts`, async (original) => {
      const real = await original<{ createStateRule: (...facts: readonly unknown[]) => StateRule }>();
      const createStateRule = (...facts: readonly unknown[]): StateRule => {
        const rule = real.createStateRule(...facts);
        return {
          ...rule,
          stateOf(entry, stateOfAccount) {
            const state = rule.stateOf(entry, stateOfAccount);
            return { ...state, sure: state.possible };
          },
        };
      };
      return { ...real, createStateRule };
    });
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });

  it('a requirement that is ignored: accounts', async () => {
    vi.doMock(`${folder}/resolve-needs.ts`, async (original) => ({
      ...(await original<object>()),
      resolveNeeds: () => [],
    }));
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });

  it('a requirement that is ignored: all but the first thing', async () => {
    vi.doMock(`${folder}/closers.ts`, async (original) => {
      type More = Record<'moreLossUnits' | 'morePlaces', readonly string[]>;
      type Things = (method: More, mode: CloserMode) => Closers;
      const real = await original<{ closersOfThings: Things }>();
      const closersOfThings: Things = (method, mode) =>
        real.closersOfThings({ ...method, moreLossUnits: [], morePlaces: [] }, mode);
      return { ...real, closersOfThings };
    });
    expect(differencesOf(await loadCoverage())).not.toEqual([]);
  });
});
