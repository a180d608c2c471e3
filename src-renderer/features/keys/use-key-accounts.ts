import { useMemo } from 'react';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { useCoverage } from '../coverage/use-coverage.ts';

/** The account of a passkey, and what else opens it. */
export interface KeyAccount {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
  /** Keys in use besides the one that is shown. */
  readonly otherKeys: readonly CoverageKey[];
  readonly otherWays: readonly OtherWayIn[];
  /** Would be lost with the key that is shown. */
  readonly onlyHere: boolean;
}

const nothing: ReadonlyMap<string, KeyAccount> = new Map();

/** Finds the account of each enrolment of a key, by the enrolment's id. */
export function useKeyAccounts(keyId: string | null): ReadonlyMap<string, KeyAccount> {
  const report = useCoverage();
  return useMemo(() => {
    if (report === null || keyId === null) return nothing;
    const keys = new Map(report.keys.map((key) => [key.keyId, key]));
    const found = new Map<string, KeyAccount>();
    for (const service of report.services) {
      for (const account of service.accounts) {
        const mine = account.cells.find((cell) => cell.keyId === keyId);
        if (mine === undefined) continue;
        const otherKeys = account.cells
          .filter((cell) => cell.keyId !== keyId && isRecorded(cell))
          .flatMap((cell) => keys.get(cell.keyId) ?? [])
          .filter((key) => !key.outOfUse);
        const onlyHere = account.onlyKeyId === keyId;
        const entry = { service, account, otherKeys, otherWays: account.otherWaysIn, onlyHere };
        for (const id of mine.enrolmentIds) found.set(id, entry);
      }
    }
    return found;
  }, [report, keyId]);
}
