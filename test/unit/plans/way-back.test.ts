import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { preventionOf, wayBackOf } from '../../../src-shared/plans/way-back.ts';
import { inputOf, keyOf, passwordOf, readOf, serviceOf, wayOf } from '../coverage/coverage-fixtures.ts';

function answerOf(parts: Partial<CoverageInput>, lost: AssumedLoss) {
  const input = inputOf(parts);
  const report = analyseCoverage(input);
  const { keys, otherWaysIn, services } = input;
  const plan = planLoss({ snapshot: { keys: [...keys], otherWaysIn: [...otherWaysIn] }, report, services }, lost);
  const wayBack = wayBackOf(plan);
  return { report, plan, wayBack, prevention: preventionOf(report, plan, wayBack.closed) };
}

const mail = serviceOf('mail', ['mail.example']);
const code = serviceOf('code', ['code.example']);
const vault = serviceOf('vault', ['vault.example']);

/** Creates mail on both keys; code only on the lost one, with a reset by mail; work with a help desk; cloud with codes. */
function household(): Partial<CoverageInput> {
  return {
    keys: [keyOf('blue', { carriedOn: 'bag' }), keyOf('spare', { role: 'spare', place: 'home' })],
    services: [mail, code, serviceOf('work', ['work.example']), serviceOf('cloud', ['cloud.example'])],
    enrolments: [
      readOf('blue', 'mail.example', 'hana@mail.example'),
      readOf('spare', 'mail.example', 'hana@mail.example'),
      readOf('blue', 'code.example', 'hana'),
      readOf('blue', 'work.example', 'hana'),
      readOf('blue', 'cloud.example', 'hana'),
      readOf('blue', 'bank.example', 'hana'),
    ],
    otherWaysIn: [
      wayOf('code', 'hana', {
        kind: 'recovery-email',
        name: 'hana@mail.example',
        requires: [{ type: 'account', serviceId: 'mail', userName: 'hana@mail.example', accountId: null }],
      }),
      wayOf('work', 'hana', { kind: 'helpdesk', name: 'IT', hours: '9–17' }),
      wayOf('cloud', 'hana', { kind: 'recovery-codes', name: 'sheet', place: 'bank safe' }),
    ],
  };
}

describe('the way back', () => {
  it('opens first what others wait for, and says what opens each and where it is kept', () => {
    const { wayBack } = answerOf(household(), { keyIds: [], rings: ['bag'] });
    const steps = wayBack.steps.map(({ entry, means, after, result }) => ({
      account: entry.serviceId,
      by: means.type === 'key' ? means.keyId : means.way.kind,
      after,
      result,
    }));
    expect(steps).toEqual(
      expect.arrayContaining([
        { account: 'mail', by: 'spare', after: [], result: 'open' },
        { account: 'cloud', by: 'recovery-codes', after: [], result: 'open' },
        { account: 'work', by: 'helpdesk', after: [], result: 'back' },
      ]),
    );
    const at = (account: string) => steps.findIndex((step) => step.account === account) + 1;
    expect(steps[at('code') - 1]).toEqual({
      account: 'code',
      by: 'recovery-email',
      after: [at('mail')],
      result: 'back',
    });
    expect(at('mail')).toBeLessThan(at('code'));
    expect(steps).toHaveLength(4);
  });

  it('names the accounts from which lost keys are to be removed: all that open, and none that stay closed', () => {
    const { wayBack } = answerOf(household(), { keyIds: ['blue'] });
    expect(wayBack.removeFrom.map(({ serviceId }) => serviceId).toSorted()).toEqual(['cloud', 'code', 'mail', 'work']);
    expect(wayBack.closed.map(({ entry }) => entry.serviceId)).toEqual(['domain:bank.example']);
  });

  it('groups what is closed only because another account is under that one', () => {
    const { wayBack } = answerOf(
      {
        keys: [keyOf('blue'), keyOf('spare', { role: 'spare' })],
        services: [vault, code],
        enrolments: [readOf('blue', 'vault.example', 'hana'), readOf('spare', 'other.example', 'x')],
        otherWaysIn: [
          wayOf('code', 'hana', {
            kind: 'synced-passkey',
            name: 'in the vault',
            requires: [{ type: 'account', serviceId: 'vault', userName: 'hana', accountId: null }],
          }),
        ],
      },
      { keyIds: ['blue'] },
    );
    expect(
      wayBack.closed.map(({ entry, with: others }) => [entry.serviceId, others.map(({ serviceId }) => serviceId)]),
    ).toEqual([['vault', ['code']]]);
  });

  it('has no step where nothing is lost', () => {
    expect(answerOf(household(), { keyIds: [] }).wayBack).toEqual({ steps: [], removeFrom: [], closed: [] });
  });
});

describe('what prevents it', () => {
  it('is a spare that is not lost with the others, of the same person, with room', () => {
    const { prevention } = answerOf(
      {
        keys: [
          keyOf('blue', { carriedOn: 'bag', owner: 'Hana' }),
          keyOf('bagged', { role: 'spare', carriedOn: 'bag', owner: 'Hana' }),
          keyOf('foreign', { role: 'spare', owner: 'Ren' }),
          keyOf('daily', { role: 'daily', owner: 'Hana' }),
          keyOf('drawer', { role: 'spare', owner: 'Hana' }),
        ],
        enrolments: [readOf('blue', 'a.example', 'x'), readOf('blue', 'b.example', 'x')],
      },
      { keyIds: [], rings: ['bag'] },
    );
    expect(prevention).toMatchObject({ spareKeyId: 'drawer', primaryKeyId: 'blue' });
    expect(prevention?.accountIds).toHaveLength(2);
  });

  it('does not exist where no key is left, or the service takes one key only', () => {
    const alone = { keys: [keyOf('blue')], enrolments: [readOf('blue', 'a.example', 'x')] };
    expect(answerOf(alone, { keyIds: ['blue'] }).prevention).toBeNull();
    const single = serviceOf('single', ['single.example'], { maxKeys: 1 });
    const one = {
      keys: [keyOf('blue'), keyOf('spare', { role: 'spare' })],
      services: [single],
      enrolments: [readOf('blue', 'single.example', 'x')],
      otherWaysIn: [passwordOf('mail')],
    };
    expect(answerOf(one, { keyIds: ['blue'] }).prevention).toBeNull();
  });

  it('really prevents it: with those additions the same loss closes none of them', () => {
    const before = household();
    const { prevention } = answerOf(before, { keyIds: ['blue'] });
    expect(prevention).not.toBeNull();
    const added = readOf('spare', 'bank.example', 'hana');
    const after = answerOf({ ...before, enrolments: [...(before.enrolments ?? []), added] }, { keyIds: ['blue'] });
    expect(after.wayBack.closed).toEqual([]);
  });
});
