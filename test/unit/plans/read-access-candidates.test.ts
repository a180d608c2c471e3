import { expect, it } from 'vitest';
import { readAccessCandidates } from '../../../src-shared/plans/read-access-candidates.ts';
import { keyFacts } from '../../fixtures/plugged-key.ts';

const facts = keyFacts({ aaguid: 'aa', options: { perCredMgmtRO: true } });
const remembered = [
  { id: 'k1', aaguid: 'aa' },
  { id: 'k2', aaguid: 'bb' },
  { id: 'k3', aaguid: 'aa' },
];

it('tries what is kept for the key that it is, else for every remembered key of its model', () => {
  expect(readAccessCandidates(facts, remembered, null)).toEqual({ keyIds: ['k1', 'k3'], isCertain: false });
  expect(readAccessCandidates(facts, remembered, 'k2')).toEqual({ keyIds: ['k2'], isCertain: true });
});

it('tries nothing on a key without read access, and where nothing fits', () => {
  expect(readAccessCandidates(keyFacts({ aaguid: 'aa' }), remembered, 'k1')).toBeNull();
  expect(readAccessCandidates({ ...facts, aaguid: 'cc' }, remembered, null)).toBeNull();
  expect(readAccessCandidates(facts, remembered, 'gone')).toBeNull();
});
