import { type AccountEntry, entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';
import { type OptionValues, text } from '../options.ts';
import { severalFit } from './several-fit.ts';
import { catalogueOf } from '../service-catalogue.ts';

/** Lists the accounts of the inventory. */
export function accountsIn(snapshot: InventorySnapshot): readonly AccountEntry[] {
  const input = coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString());
  return entriesOf(analyseCoverage(input));
}

/** Finds one account by its id, by its user name, or as SERVICE or SERVICE/USER; never guesses. Throws UsageError. */
export function accountNamed(context: CommandContext, accounts: readonly AccountEntry[], named: string): AccountEntry {
  const fitting = accountsFitting(accounts, named);
  const [only] = fitting;
  if (only === undefined)
    throw new UsageError(context.t('cli.usage.no-such-account', { account: displayText(named, 80) }));
  if (fitting.length === 1) return only;
  throw severalFit(context, named, fitting.map(accountLabel));
}

/** The option that names an account of the inventory. */
export const accountOption = { account: text('--account <account>', 'cli.option.account') };

/** Returns the id of the account that `--account` names; null without it. Throws UsageError. */
export function accountIdOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  { account }: OptionValues<typeof accountOption>,
): string | null {
  if (account === undefined) return null;
  return accountNamed(context, accountsIn(snapshot), account).account.accountId;
}

/** Finds all accounts that a name may mean. */
export function accountsFitting(accounts: readonly AccountEntry[], named: string): readonly AccountEntry[] {
  const exact = accounts.filter(({ account }) => account.accountId === named);
  if (exact.length > 0) return exact;
  const isCalled = (name: string | null, wanted: string): boolean =>
    foldText(name) !== null && foldText(name) === foldText(wanted);
  const isOf = ({ service, account }: AccountEntry, wanted: string): boolean =>
    [service.serviceId, service.name, service.nameJa, service.domain, account.rpId].some((name) =>
      isCalled(name, wanted),
    );
  const slash = named.indexOf('/');
  const [ofService, user] = [named.slice(0, slash), named.slice(slash + 1)];
  return accounts.filter(
    (one) =>
      isCalled(one.account.userName, named) ||
      isOf(one, named) ||
      (slash > 0 && isOf(one, ofService) && isCalled(one.account.userName, user)),
  );
}

/** Returns the name of an account, with the id that is unambiguous. */
export function accountLabel({ account, service }: AccountEntry): string {
  return `${service.name}${account.userName === null ? '' : `/${account.userName}`} (${account.accountId})`;
}
