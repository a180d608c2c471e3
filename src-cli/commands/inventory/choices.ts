import { importances, type Importance, type Preferences } from '../../../src-shared/domain/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { accountOf } from '../../program/arguments/account-argument.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `inventory found`: a lost key turned up again. */
export async function markFound(context: CommandContext, [selector = '']: readonly string[]): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const key = rememberedKey(snapshot, selector);
  valueOf(await inventory.markFound(key.id));
  const name = displayText(key.label, 60);
  return {
    document: { done: true, key: key.id, wasLost: key.lostAt !== null },
    lines: [context.t(key.lostAt === null ? 'cli.inventory.not-lost' : 'cli.inventory.found', { key: name })],
  };
}

/** `inventory importance`: lists what the person marked, or with a level marks one account. */
export async function markImportance(
  context: CommandContext,
  [level]: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  if (level === undefined) return listImportance(context);
  const importance = levelOf(context, level);
  const { inventory, snapshot } = await openedInventory(context);
  const { serviceId, rpId, userName } = accountOf(context, servicesOf(snapshot), options);
  // A mark names a service; a website alone names the one that it belongs to.
  const account = { serviceId: serviceId ?? `domain:${rpId ?? ''}`, userId: null, userName };
  valueOf(await inventory.markAccount(account, importance));
  return { document: { done: true, ...account, importance }, lines: [t('cli.inventory.marked')] };
}

async function listImportance(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const marks = snapshot.accountMarks.filter((mark) => mark.importance !== null);
  const header = (['service', 'user', 'importance', 'as-of'] as const).map((name) => t(`cli.column.${name}`));
  const rows = marks.map(({ serviceId, userName, importance, asOf }) => [
    displayText(serviceId, 40),
    displayText(userName ?? '–', 40),
    t(`window.importance.${importance ?? 'automatic'}`),
    dayOf(asOf),
  ]);
  return {
    document: { accountMarks: marks },
    lines: rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows),
  };
}

function levelOf({ t }: CommandContext, level: string): Importance | null {
  if (level === 'none') return null;
  const known = importances.find((one) => one === level);
  if (known !== undefined) return known;
  throw new UsageError(t('cli.usage.one-of', { value: level, values: [...importances, 'none'].join(', ') }));
}

/** `inventory preferences`: shows, or changes what is given. */
export async function setPreferences(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const { staleAfter, passkeyEndpoints } = options;
  const days = staleAfter === undefined ? null : Number(staleAfter);
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3_650)) {
    throw new UsageError(t('cli.usage.stale-after'));
  }
  if (passkeyEndpoints !== undefined && passkeyEndpoints !== 'on' && passkeyEndpoints !== 'off') {
    throw new UsageError(t('cli.usage.one-of', { value: String(passkeyEndpoints), values: 'on, off' }));
  }
  const { inventory, snapshot } = await openedInventory(context);
  const preferences: Preferences = {
    staleAfterDays: days ?? snapshot.preferences.staleAfterDays,
    allowPasskeyEndpoints:
      passkeyEndpoints === undefined ? snapshot.preferences.allowPasskeyEndpoints : passkeyEndpoints === 'on',
  };
  const isChange = days !== null || passkeyEndpoints !== undefined;
  if (isChange) valueOf(await inventory.setPreferences(preferences));
  return {
    document: { ...(isChange && { done: true }), preferences },
    lines: [
      t('cli.preferences.stale-after', { days: preferences.staleAfterDays }),
      t(preferences.allowPasskeyEndpoints ? 'cli.preferences.endpoints-on' : 'cli.preferences.endpoints-off'),
    ],
  };
}
