import type { Credential } from '../domain/credential.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { CoverageAccount, CoverageService } from './coverage-account.ts';
import { simulateLoss } from './simulate-loss.ts';
import { waysIn } from './ways-in.ts';

/** The facts that a deletion must state before it happens. */
export interface RemainingAccess {
  /** Null where the inventory knows nothing of this passkey. */
  readonly service: Pick<CoverageService, 'name' | 'nameJa'> | null;
  /** Labels of other keys in use that are known to open the account (what is stale or on a blocked key is not known). */
  readonly otherKeys: readonly string[];
  /** The other ways in that are recorded and count. */
  readonly otherWaysIn: CoverageAccount['otherWaysIn'];
  /** Nothing else is known to open the account. */
  readonly onlyKnownWay: boolean;
  /** Ids of other accounts that open only through this one, and would be closed with it. */
  readonly closedToo: readonly string[];
}

/** Describes what is known to open the account of a passkey besides that passkey. `keyId` is null for a key that is not remembered. */
export function deletionFacts(
  report: CoverageReport,
  enrolments: readonly Enrolment[],
  keyId: string | null,
  passkey: Pick<Credential, 'credentialId' | 'rpId' | 'userId'>,
): RemainingAccess {
  const stored = enrolments.find(
    (enrolment) =>
      enrolment.keyId === keyId && enrolment.credentialId === passkey.credentialId && enrolment.vanishedAt === null,
  );
  const isAccount = (account: CoverageAccount): boolean =>
    stored === undefined
      ? passkey.userId !== null && account.userId === passkey.userId && account.rpId === passkey.rpId
      : account.cells.some((cell) => cell.enrolmentIds.includes(stored.id));
  for (const service of report.services) {
    const account = service.accounts.find(isAccount);
    if (account === undefined) continue;
    const keys = new Map(report.keys.map((key) => [key.keyId, key]));
    const { known } = waysIn(account.cells);
    const otherKeys = known.filter((id) => id !== keyId).map((id) => keys.get(id)?.label ?? id);
    // A second record on the same key (another passkey, or one that was told) stays when this one goes.
    const staysOnThisKey = account.cells
      .filter((cell) => cell.keyId === keyId && known.includes(cell.keyId))
      .some((cell) => cell.enrolmentIds.some((id) => id !== stored?.id));
    const { accountId } = account;
    const deleted = staysOnThisKey || keyId === null ? [] : [{ accountId, keyId }];
    const { touched } = simulateLoss(report, { keyIds: [], enrolments: deleted });
    // A way in through an account that itself opens only with this passkey is none.
    const otherWaysIn = touched.find((one) => one.account === account)?.otherWaysIn ?? account.otherWaysIn;
    const closedToo = touched
      .filter((one) => one.account !== account && one.lossImpact !== 'open' && one.lostThrough.length > 0)
      .map((one) => one.account.accountId);
    const onlyKnownWay = otherKeys.length === 0 && otherWaysIn.length === 0 && !staysOnThisKey;
    return { service, otherKeys, otherWaysIn, onlyKnownWay, closedToo };
  }
  return { service: null, otherKeys: [], otherWaysIn: [], onlyKnownWay: true, closedToo: [] };
}
