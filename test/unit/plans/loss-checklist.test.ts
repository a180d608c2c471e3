import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { makeLossChecklist } from '../../../src-shared/plans/loss-checklist.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { lossItemsOf } from '../../../src-shared/plans/recovery-plan.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { day, inputOf, keyOf, readOf, serviceOf, wayOf } from '../coverage/coverage-fixtures.ts';

const before = inputOf({
  keys: [keyOf('blue', { label: 'Blue' }), keyOf('red', { label: 'Red' }), keyOf('kept')],
  services: [serviceOf('shop', ['shop.example'], { recoveryWays: ['recovery-codes'] })],
  enrolments: [
    readOf('blue', 'shop.example', 'x'),
    readOf('kept', 'shop.example', 'x'),
    readOf('red', 'shop.example', 'y'),
  ],
  otherWaysIn: [wayOf('shop', 'y', { kind: 'helpdesk', contact: 'ext. 4711' })],
});

function recorded(input: CoverageInput, done: readonly string[] = []): LossRecord {
  const lost = { keyIds: ['blue', 'red'], otherWayIds: [] };
  const plan = planLoss(
    {
      snapshot: { keys: [...input.keys], otherWaysIn: [...input.otherWaysIn] },
      report: analyseCoverage(input),
      services: input.services,
    },
    lost,
  );
  const words = { serviceName: () => 'Shop', wayName: () => 'way' };
  const items = lossItemsOf(plan, words).map((item) => ({ ...item, doneAt: done.includes(item.id) ? day(11) : null }));
  const others = { deviceIds: [], deviceLabels: [], accountIds: [] };
  return { id: 'l', at: day(11), ...lost, ...others, keyLabels: ['Blue', 'Red'], items, closedAt: null, note: null };
}

/** The inventory after the loss was recorded. */
const after: CoverageInput = {
  ...before,
  keys: before.keys.map((key) => (key.id === 'kept' ? key : { ...key, lostAt: day(11) })),
};

describe('the checklist of a loss', () => {
  it('keeps the order of the plan and counts what is done', () => {
    const list = makeLossChecklist(recorded(before, ['2']), analyseCoverage(after), after.services);
    expect(list.sections.map(({ task, lines }) => [task, lines.map((line) => line.userName)])).toEqual([
      ['remove-lost-key', ['x']],
      ['get-back-in', ['y']],
      ['add-spare', ['x']],
    ]);
    expect([list.done, list.total]).toEqual([1, 3]);
  });

  it('names of several lost keys only those that opened the account', () => {
    const list = makeLossChecklist(recorded(before), analyseCoverage(after), after.services);
    const lines = list.sections.flatMap((section) => section.lines);
    expect(lines.map((line) => line.lostKeys)).toEqual([['Blue'], ['Red'], ['Blue']]);
  });

  it('says how to get back in with what is recorded today', () => {
    const list = makeLossChecklist(recorded(before), analyseCoverage(after), after.services);
    expect(list.sections[1]?.lines[0]).toMatchObject({
      waysBack: [{ contact: 'ext. 4711' }],
      recoveryWays: ['recovery-codes'],
      page: { url: 'https://shop.example/keys' },
    });
  });

  it('still holds every step when account and key are forgotten', () => {
    const list = makeLossChecklist(recorded(before), analyseCoverage(inputOf({})), after.services);
    const lines = list.sections.flatMap((section) => section.lines);
    expect(lines.map((line) => [line.item.serviceName, line.userName, line.lostKeys])).toEqual([
      ['Shop', 'x', ['Blue', 'Red']],
      ['Shop', 'y', ['Blue', 'Red']],
      ['Shop', 'x', ['Blue', 'Red']],
    ]);
  });
});
