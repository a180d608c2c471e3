import { describe, expect, it } from 'vitest';
import type { InterruptedChange } from '../../../src-shared/domain/interrupted-change.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { doubtedPasskeys, isDoubted } from '../../../src-shared/coverage/doubted-passkeys.ts';
import { accountsOf, inputOf, keyOf, readOf } from './coverage-fixtures.ts';

const key = { id: 'a', needsReread: true };
const interrupted = (operation: InterruptedChange['operation'], credentialId: string | null): InterruptedChange => ({
  keyId: 'a',
  operation,
  credentialId,
});

describe('what an interrupted change makes unknown', () => {
  it('11.6 is one passkey of a deletion, nothing of a renaming or of a PIN, and everything without a record', () => {
    expect(doubtedPasskeys(key, [interrupted('delete-passkey', 'c1')])).toEqual(new Set(['c1']));
    expect(doubtedPasskeys(key, [interrupted('rename-passkey', 'c1')])).toEqual(new Set());
    expect(doubtedPasskeys(key, [interrupted('change-pin', null)])).toEqual(new Set());
    expect(doubtedPasskeys(key, [])).toBe('all');
    expect(doubtedPasskeys({ ...key, needsReread: false }, [])).toEqual(new Set());
    expect([isDoubted('all', null), isDoubted(new Set(['c1']), 'c1'), isDoubted(new Set(['c1']), null)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['rename-passkey', ['only-this-key', 'only-this-key', 'only-this-key']],
    ['delete-passkey', ['not-known', 'only-this-key', 'only-this-key']],
  ] as const)('11.6 after an interrupted %s only that much is not known of three accounts', (operation, verdicts) => {
    const sites = ['one.example', 'two.example', 'three.example'];
    const enrolments = sites.map((site, index) => ({ ...readOf('a', site, 'x'), credentialId: `c${index}` }));
    const report = analyseCoverage(
      inputOf({ keys: [keyOf('a', { needsReread: true })], enrolments, interrupted: [interrupted(operation, 'c0')] }),
    );
    const found = sites.map((site) => accountsOf(report).find(({ rpId }) => rpId === site)?.verdict);
    expect(found).toEqual(verdicts);
  });
});
