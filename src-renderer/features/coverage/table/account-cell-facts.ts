import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { cellOf, isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CellMarkKind } from '../../../components/cell-mark.tsx';

/** Meaning of the cell of one key at one account. */
export interface CellFacts {
  readonly kind: CellMarkKind;
  /** The account hangs on this key. */
  readonly sole: boolean;
  readonly old: boolean;
  /** Time of the reading or the record (ISO 8601). */
  readonly asOf: string | null;
}

export interface CellContext {
  readonly report: CoverageReport;
  /** Keys that are lost, or assumed lost. */
  readonly lost: ReadonlySet<string>;
  /** The key that would best be added to the account; null where none is proposed. */
  readonly addKeyId: string | null;
}

/** Determines what a cell shows. */
export function cellFacts({ report, lost, addKeyId }: CellContext, account: CoverageAccount, keyId: string): CellFacts {
  const { evidence, stale, asOf } = cellOf(report, account, keyId);
  const recorded = isRecorded({ evidence });
  const facts = { sole: false, old: stale && recorded, asOf };
  if (lost.has(keyId)) return { ...facts, kind: recorded ? 'lost' : 'absent' };
  const hangs = riskOf(account) === 'one-key';
  if (recorded) {
    const sole = hangs && (account.onlyKeyId === keyId || account.verdict === 'one-ring');
    return { ...facts, kind: evidence === 'read' ? 'read' : 'manual', sole };
  }
  if (hangs && account.onlyKeyId === keyId) return { ...facts, kind: 'chain', sole: true };
  if (keyId === addKeyId) return { ...facts, kind: 'add' };
  return { ...facts, kind: evidence === 'absent' ? 'absent' : 'unknown' };
}
