import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import {
  accountsAfterReset,
  goneSettings,
  nameToType,
  type ResetAccount,
} from '../../../src-shared/plans/reset-consent.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { nameOf } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** Lists what would become of every account that this key opens, or that hangs on one, worst first; null for a key that is not remembered. */
export async function accountsOfReset(
  context: CommandContext,
  keyId: string | null,
): Promise<readonly ResetAccount[] | null> {
  if (keyId === null) return null;
  const { snapshot } = await openedInventory(context);
  const report = analyseCoverage(coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString()));
  return accountsAfterReset(report, keyId, snapshot.keys, accountNames(context.t, context.locale, report));
}

/** Formats what a reset takes away: the accounts, worst first, and whatever else is on the key. */
export function resetWarning(
  { t }: CommandContext,
  candidate: KeyCandidate,
  accounts: readonly ResetAccount[] | null,
): string[] {
  const settings = goneSettings(candidate.key.facts);
  return [
    t('cli.reset.what', { key: nameOf(candidate) }),
    ...(accounts === null ? [t('cli.reset.nothing-known')] : []),
    ...(accounts?.length === 0 ? [t('cli.reset.no-accounts')] : []),
    ...(accounts ?? []).map(({ name, lossImpact, opensWith }) => {
      const others = opensWith.map((one) => displayText(one, 60)).join(t('list.separator'));
      const line = `  ${t(`cli.fate.${lossImpact}`)}  ${displayText(name, 80)}`;
      return others === '' ? line : `${line}  (${t('cli.reset.opens-with', { others })})`;
    }),
    t('cli.reset.goes-too'),
    ...(settings.length === 0
      ? []
      : [
          t('cli.reset.settings', { settings: settings.map((name) => t(`setting.${name}`)).join(t('list.separator')) }),
        ]),
  ];
}

/**
 * Asks for the name of the key: its label, else the end of its serial number, else what it calls itself. No `--yes` answers that, and no pipe:
 * only `--confirm`, which names the key, does. Throws CommandFailed `cancelled` and UsageError.
 */
export async function confirmByName(
  context: CommandContext,
  candidate: KeyCandidate,
  given: string | undefined,
): Promise<void> {
  const { t, terminal, signal } = context;
  const name = nameToType(candidate.key, candidate.label, nameOf(candidate));
  if (given === undefined && !terminal.canAsk) throw new UsageError(t('cli.usage.reset-confirm', { word: name }));
  const answer = given ?? (await terminal.askLine(`${t('cli.reset.question', { word: name })} `, signal));
  if (answer.trim() !== name) throw new CommandFailed({ kind: 'cancelled' }, t('cli.reset.not-the-name'));
}
