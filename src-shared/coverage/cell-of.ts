import type { CoverageReport } from './coverage-report.ts';
import type { CoverageKey } from './coverage-key.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { CoverageCell } from './coverage-cell.ts';
import { foldText } from '../lib/fold-text.ts';

const keysOfReport = new WeakMap<CoverageReport, ReadonlyMap<string, CoverageKey>>();

/** Returns how it is known whether a key opens an account; a key that the report does not know is unknown. */
export function cellOf(
  report: CoverageReport,
  account: Pick<CoverageAccount, 'cells' | 'discoverable' | 'possibleKeys'>,
  keyId: string,
): CoverageCell {
  const recorded = account.cells.find((cell) => cell.keyId === keyId);
  if (recorded !== undefined) return recorded;
  const keys = keysIn(report);
  const key = keys.get(keyId);
  const absentSince = account.discoverable ? (key?.completeSince ?? null) : null;
  const none = { keyId, stale: false, retiredSince: null, enrolmentIds: [] };
  if (absentSince !== null) return { ...none, evidence: 'absent', strength: 'none', asOf: absentSince };
  const possible = account.possibleKeys > 0 && key !== undefined && !key.outOfUse && mayBelongTo(key, account, keys);
  return { ...none, evidence: 'unknown', strength: possible ? 'perhaps' : 'none', asOf: null };
}

function keysIn(report: CoverageReport): ReadonlyMap<string, CoverageKey> {
  let keys = keysOfReport.get(report);
  if (keys === undefined) keysOfReport.set(report, (keys = new Map(report.keys.map((key) => [key.keyId, key]))));
  return keys;
}

// The account of one person is not opened by the key of another.
function mayBelongTo(
  key: CoverageKey,
  { cells }: Pick<CoverageAccount, 'cells'>,
  keys: ReadonlyMap<string, CoverageKey>,
): boolean {
  const owner = foldText(key.owner);
  const owners = cells.map((cell) => foldText(keys.get(cell.keyId)?.owner ?? null));
  return owner === null || owners.includes(null) || owners.includes(owner);
}

/** Checks whether a key is recorded as opening the account: read from it, or told by a person. */
export function isRecorded({ evidence }: Pick<CoverageCell, 'evidence'>): boolean {
  return evidence === 'read' || evidence === 'told';
}
