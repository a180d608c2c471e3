import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { Evidence } from '../../../src-shared/coverage/coverage-cell.ts';
import { CellMark, type CellMarkKind } from '../../components/cell-mark.tsx';

const kinds: Readonly<Record<Evidence, CellMarkKind>> = {
  read: 'read',
  told: 'manual',
  absent: 'absent',
  unknown: 'unknown',
};

/** Renders how it is known that a key opens an account, or that it does not. */
export function EvidenceMark({
  evidence,
  stale = false,
  small = false,
}: {
  readonly evidence: Evidence;
  readonly stale?: boolean;
  readonly small?: boolean;
}) {
  return <CellMark kind={kinds[evidence]} old={stale && isRecorded({ evidence })} small={small} />;
}
