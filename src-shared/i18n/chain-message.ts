import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { MethodNeeds } from '../coverage/requirements.ts';
import { otherWayName } from './recovery-message.ts';
import type { Translate } from './translator.ts';

/**
 * Formats what the ways into an account depend on, one sentence each: chains that are no help, accounts that are not known, and what is
 * assumed. `nameOf` names other accounts of the report.
 */
export function chainMessages(
  t: Translate,
  account: CoverageAccount,
  nameOf: (accountId: string) => string,
): readonly string[] {
  const list = (names: readonly string[]): string => names.join(t('list.separator'));
  const wayNames = (wayIds: readonly string[]): string =>
    list(
      [...account.otherWaysIn, ...account.otherWaysNotKnown]
        .filter(({ id }) => wayIds.includes(id))
        .map((way) => otherWayName(t, way)),
    );

  const chains = account.chains.map(({ wayIds, accountIds, lossUnitNames }) => {
    const through = list(accountIds.map(nameOf));
    const sentence =
      lossUnitNames.length === 0
        ? t('chain.only-through-nothing', { through })
        : t('chain.only-through', { through, key: list(lossUnitNames) });
    return t('chain.way', { way: wayNames(wayIds), sentence });
  });
  const needs = account.needs.flatMap((one) => needMessages(t, one, wayNames(one.wayIds), nameOf));
  const hasPassword = account.besideKeys === null && account.cells.some(({ evidence }) => evidence === 'told');
  return [...chains, ...needs, ...(hasPassword ? [t('chain.password-assumed')] : [])];
}

function needMessages(
  t: Translate,
  { accounts, assumed }: MethodNeeds,
  way: string,
  nameOf: (accountId: string) => string,
): readonly string[] {
  return accounts.map(({ accountId, name }) => {
    if (accountId === null) return t('chain.way', { way, sentence: t('chain.unknown', { account: name }) });
    const values = { way, account: nameOf(accountId) };
    return assumed ? t('chain.assumed', values) : t('chain.needs', values);
  });
}
