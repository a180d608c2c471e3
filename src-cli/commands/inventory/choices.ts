import { importances, type Importance } from '../../../src-shared/domain/account-mark.ts';
import type { Preferences } from '../../../src-shared/domain/preferences.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { accountNameOptions, accountOf } from '../../program/arguments/account-argument.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { text } from '../../program/options.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `inventory found`: a lost key turned up again. */
export const markFound = defineCommand({
  summary: 'cli.inventory.found.command',
  args: '<key>',
  options: {},
  run: async (context, { args: [selector = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const key = rememberedKey(context, snapshot, selector);
    valueOf(await inventory.markFound(key.id));
    return { key };
  },
  document: (_, { key }) => ({ done: true, key: key.id, wasLost: key.lostAt !== null }),
  lines: ({ t }, { key }) => {
    const name = displayText(key.label, 60);
    return [t(key.lostAt === null ? 'cli.inventory.not-lost' : 'cli.inventory.found', { key: name })];
  },
});

/** `inventory importance`: lists what the person marked, or with a level marks one account. */
export const markImportance = defineCommand({
  summary: 'cli.inventory.importance',
  args: '[level]',
  options: accountNameOptions,
  run: async (context, { args: [level], ...named }) => {
    if (level === undefined) {
      const { snapshot } = await openedInventory(context);
      return { accountMarks: snapshot.accountMarks.filter((mark) => mark.importance !== null) };
    }
    const importance = levelOf(context, level);
    const { inventory, snapshot } = await openedInventory(context);
    const { serviceId, rpId, userName } = accountOf(context, servicesOf(snapshot), named);
    // A mark names a service; a website alone names the one that it belongs to.
    const account = { serviceId: serviceId ?? `domain:${rpId ?? ''}`, userId: null, userName };
    valueOf(await inventory.markAccount(account, importance));
    return { done: true, ...account, importance };
  },
  lines: ({ t, terminal }, { accountMarks }) => {
    if (accountMarks === undefined) return [t('cli.inventory.marked')];
    const header = (['service', 'user', 'importance', 'as-of'] as const).map((name) => t(`cli.column.${name}`));
    const rows = accountMarks.map(({ serviceId, userName, importance, asOf }) => [
      displayRpId(serviceId, 40),
      displayText(userName ?? '–', 40),
      t(`window.importance.${importance ?? 'automatic'}`),
      dayOf(asOf),
    ]);
    return rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows, terminal.size);
  },
});

function levelOf({ t }: CommandContext, level: string): Importance | null {
  if (level === 'none') return null;
  const known = importances.find((one) => one === level);
  if (known !== undefined) return known;
  throw new UsageError(t('cli.usage.one-of', { value: level, values: [...importances, 'none'].join(', ') }));
}

/** `inventory preferences`: shows, or changes what is given. */
export const setPreferences = defineCommand({
  summary: 'cli.inventory.preferences',
  options: {
    staleAfter: text('--stale-after <days>', 'cli.option.stale-after'),
    passkeyEndpoints: text('--passkey-endpoints <on-or-off>', 'cli.option.passkey-endpoints'),
  },
  run: async (context, { staleAfter, passkeyEndpoints }) => {
    const { t } = context;
    const days = staleAfter === undefined ? null : Number(staleAfter);
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3_650)) {
      throw new UsageError(t('cli.usage.stale-after'));
    }
    if (passkeyEndpoints !== undefined && passkeyEndpoints !== 'on' && passkeyEndpoints !== 'off') {
      throw new UsageError(t('cli.usage.one-of', { value: passkeyEndpoints, values: 'on, off' }));
    }
    const { inventory, snapshot } = await openedInventory(context);
    const preferences: Preferences = {
      ...snapshot.preferences,
      staleAfterDays: days ?? snapshot.preferences.staleAfterDays,
      allowPasskeyEndpoints:
        passkeyEndpoints === undefined ? snapshot.preferences.allowPasskeyEndpoints : passkeyEndpoints === 'on',
    };
    if (days === null && passkeyEndpoints === undefined) return { preferences };
    valueOf(await inventory.setPreferences(preferences));
    return { done: true, preferences };
  },
  lines: ({ t }, { preferences: { staleAfterDays, allowPasskeyEndpoints } }) => [
    t('cli.preferences.stale-after', { days: staleAfterDays }),
    t(allowPasskeyEndpoints ? 'cli.preferences.endpoints-on' : 'cli.preferences.endpoints-off'),
  ],
});
