import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { forbidModels } from '../../../src-shared/coverage/forbid-models.ts';
import { inputOf, keyOf, readOf, serviceOf, wayOf } from './coverage-fixtures.ts';

const [old, present] = ['aa'.repeat(16), 'bb'.repeat(16)];
const input = inputOf({
  services: [serviceOf('entra', ['microsoft.com']), serviceOf('github', ['github.com'])],
  keys: [
    keyOf('a', { aaguid: old, owner: 'Sato' }),
    keyOf('b', { aaguid: present }),
    keyOf('c', { aaguid: null }),
    keyOf('d', { aaguid: old, role: 'retired' }),
  ],
  enrolments: [
    readOf('a', 'microsoft.com', 'sato'),
    readOf('a', 'github.com', 'sato'),
    readOf('a', 'microsoft.com', 'mori'),
    readOf('b', 'microsoft.com', 'mori'),
  ],
  otherWaysIn: [wayOf('github', 'sato', { name: 'Paper' })],
});
const ask = (serviceIds: readonly string[] | null = null, aaguid = old) =>
  forbidModels(
    analyseCoverage(input),
    input.keys,
    (one) => one === aaguid,
    serviceIds === null ? null : new Set(serviceIds),
  );
const impacts = ({ loss }: ReturnType<typeof ask>) =>
  loss.touched.map(({ account, lossImpact }) => `${account.accountId.split('|')[0]} ${account.userName} ${lossImpact}`);

describe('forbidding a model', () => {
  it('says which accounts of refused keys would close; keys of no known model are named apart', () => {
    const found = ask();
    expect([found.refused.map(({ id }) => id), found.unknown.map(({ id }) => id)]).toEqual([['a'], ['c']]);
    expect(impacts(found).toSorted()).toEqual(['entra mori open', 'entra sato locked-out', 'github sato open']);
  });

  it('at one service leaves what the same key opens elsewhere', () => {
    expect(impacts(ask(['entra'])).toSorted()).toEqual(['entra mori open', 'entra sato locked-out']);
    expect(impacts(ask(['github']))).toEqual(['github sato open']);
  });

  it('of a model that nobody has closes nothing', () => {
    expect(ask(null, 'cc'.repeat(16)).loss).toMatchObject({ touched: [], lostKeyIds: [] });
  });
});
