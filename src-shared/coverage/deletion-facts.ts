import type { Credential } from '../domain/credential.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { CoverageAccount, CoverageService } from './coverage-account.ts';
import type { AccountAfterLoss } from './loss-report.ts';
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
  /** Ids of other accounts that open only through this one, and would be closed with it; not those that are deleted with it. */
  readonly closedToo: readonly string[];
}

type Passkey = Pick<Credential, 'credentialId' | 'rpId' | 'userId'>;

interface FoundAccount {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
}

const nothingKnown: RemainingAccess = {
  service: null,
  otherKeys: [],
  otherWaysIn: [],
  onlyKnownWay: true,
  closedToo: [],
};

/**
 * Describes for each of some passkeys of one key what is known to open its account once all of them are gone, in their order. `keyId` is null for a key
 * that is not remembered.
 */
export function deletionFacts(
  report: CoverageReport,
  enrolments: readonly Enrolment[],
  keyId: string | null,
  passkeys: readonly Passkey[],
): readonly RemainingAccess[] {
  const stored = passkeys.map(({ credentialId }) =>
    enrolments.find((one) => one.keyId === keyId && one.credentialId === credentialId && one.vanishedAt === null),
  );
  const found = passkeys.map((passkey, index) => accountOf(report, passkey, stored[index]));
  const gone = new Set(stored.flatMap((enrolment) => enrolment?.id ?? []));
  // Another record on the same key (another passkey, or one that was told) stays when these go.
  const staysOnThisKey = ({ cells }: CoverageAccount): boolean => {
    const { known } = waysIn(cells);
    return cells
      .filter((cell) => cell.keyId === keyId && known.includes(cell.keyId))
      .some((cell) => cell.enrolmentIds.some((id) => !gone.has(id)));
  };
  const deleted = found.flatMap((one) =>
    one === null || keyId === null || staysOnThisKey(one.account) ? [] : [{ accountId: one.account.accountId, keyId }],
  );
  const { touched } = simulateLoss(report, { keyIds: [], enrolments: deleted });
  const own = new Set(found.flatMap((one) => one?.account.accountId ?? []));
  const labels = new Map(report.keys.map((key) => [key.keyId, key.label]));
  return found.map((one) => {
    if (one === null) return nothingKnown;
    const { service, account } = one;
    const { known } = waysIn(account.cells);
    const otherKeys = known.filter((id) => id !== keyId).map((id) => labels.get(id) ?? id);
    // A way in through an account that itself opens only with one of these passkeys is none.
    const otherWaysIn = touched.find((after) => after.account === account)?.otherWaysIn ?? account.otherWaysIn;
    const onlyKnownWay = otherKeys.length === 0 && otherWaysIn.length === 0 && !staysOnThisKey(account);
    return {
      service,
      otherKeys,
      otherWaysIn,
      onlyKnownWay,
      closedToo: closedThrough(touched, account).filter((id) => !own.has(id)),
    };
  });
}

function accountOf(report: CoverageReport, passkey: Passkey, stored: Enrolment | undefined): FoundAccount | null {
  const isAccount = (account: CoverageAccount): boolean =>
    stored === undefined
      ? passkey.userId !== null && account.userId === passkey.userId && account.rpId === passkey.rpId
      : account.cells.some((cell) => cell.enrolmentIds.includes(stored.id));
  for (const service of report.services) {
    const account = service.accounts.find(isAccount);
    if (account !== undefined) return { service, account };
  }
  return null;
}

/** Returns the ids of the accounts that are closed because this one is, directly or through others that are. */
function closedThrough(touched: readonly AccountAfterLoss[], { accountId }: CoverageAccount): readonly string[] {
  const closed = new Set([accountId]);
  const waiting = touched.filter(({ lossImpact, lostThrough }) => lossImpact !== 'open' && lostThrough.length > 0);
  for (const through of closed) {
    for (const { account, lostThrough } of waiting) {
      if (lostThrough.some(({ accountIds }) => accountIds.includes(through))) closed.add(account.accountId);
    }
  }
  closed.delete(accountId);
  // In the order of the report.
  return touched.map(({ account }) => account.accountId).filter((id) => closed.has(id));
}
