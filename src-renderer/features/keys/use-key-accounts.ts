import { useMemo } from 'react';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import { type AccountEntry, entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { useTranslation } from '../../use-translation.tsx';
import { type OtherWayText, otherWayTexts } from '../coverage/table/other-ways.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';

/** The account of a passkey, and what else opens it. */
export interface KeyAccount extends AccountEntry {
  /** Keys in use besides the one that is shown. */
  readonly otherKeys: readonly CoverageKey[];
  readonly otherWays: readonly OtherWayText[];
  /** Would be lost with the key that is shown. */
  readonly onlyHere: boolean;
}

const nothing: ReadonlyMap<string, KeyAccount> = new Map();

/** Finds the account of each enrolment of a key, by the enrolment's id. */
export function useKeyAccounts(keyId: string | null): ReadonlyMap<string, KeyAccount> {
  const report = useCoverage();
  const { t, locale } = useTranslation();
  return useMemo(() => {
    if (report === null || keyId === null) return nothing;
    const keys = new Map(report.keys.map((key) => [key.keyId, key]));
    const found = new Map<string, KeyAccount>();
    const nameOf = accountNames(t, locale, report);
    for (const entry of entriesOf(report)) {
      const { account } = entry;
      const mine = account.cells.find((cell) => cell.keyId === keyId);
      if (mine === undefined) continue;
      const otherKeys = account.cells
        .filter((cell) => cell.keyId !== keyId && isRecorded(cell))
        .flatMap((cell) => keys.get(cell.keyId) ?? [])
        .filter((key) => !key.outOfUse);
      const onlyHere = account.onlyKeyId === keyId;
      for (const id of mine.enrolmentIds)
        found.set(id, { ...entry, otherKeys, otherWays: otherWayTexts(t, account, nameOf), onlyHere });
    }
    return found;
  }, [report, keyId, t, locale]);
}
