import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { type LossContext, planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { lossItemsOf } from '../../../src-shared/plans/recovery-plan.ts';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { lossItemTexts } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { checklistDocument, checklistLines, lossName, lostDocument, planDocument, planLines } from './loss-text.ts';
import {
  isAnythingLost,
  lostNames,
  lostOptions,
  type LostParts,
  lostParts,
  pinKnown,
  removedWays,
} from '../../program/arguments/lost-parts.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { flag, type OptionValues, text } from '../../program/options.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

const options = { ...lostOptions, pinKnown };

/** `loss plan`: what to do if this were lost. Stores nothing. */
export const showPlan = defineCommand({
  summary: 'cli.loss.plan',
  options,
  run: async (context, input) => {
    const { snapshot } = await openedInventory(context);
    return { plan: planOf(context, snapshot, input).plan };
  },
  document: (context, { plan }) => planDocument(context, plan),
  lines: (context, { plan }) => planLines(context, plan),
});

/** `loss record`: records a real loss with its checklist, after saying what follows. */
export const recordLoss = defineCommand({
  summary: 'cli.loss.record',
  options: { ...options, note: text('--note <text>', 'cli.option.note') },
  run: async (context, { note = '', ...input }) => {
    const { t, locale } = context;
    const { inventory, snapshot } = await openedInventory(context);
    const { plan, lost, report } = planOf(context, snapshot, input);
    const keyIds = plan.keys.map(({ keyId }) => keyId);
    const already = snapshot.keys.find((key) => keyIds.includes(key.id) && key.lostAt !== null);
    if (already !== undefined) {
      throw new UsageError(t('cli.usage.lost-already', { key: displayText(already.label, 80) }));
    }
    const ways = removedWays(plan, lost, report);
    const names = lostNames(report, lost, accountNames(t, locale, report));
    const keys = names.map((name) => displayText(name, 80)).join(t('list.separator'));
    await confirm(context, t('cli.loss.confirm', { keys, ways: ways.length, touched: plan.touched }));
    const items = lossItemsOf(plan, lossItemTexts(t, locale));
    const recorded = new Set(snapshot.devices.map((device) => device.id));
    const { id } = valueOf(
      await inventory.recordLoss({
        keyIds,
        otherWayIds: ways.map((way) => way.id),
        deviceIds: plan.devices.flatMap(({ deviceId }) => (recorded.has(deviceId) ? [deviceId] : [])),
        accountIds: plan.lostAccounts.map(({ accountId }) => accountId),
        note: note === '' ? null : note,
        items,
      }),
    );
    return { done: true, id, steps: items.length };
  },
  lines: ({ t }, { id, steps }) => [t('cli.loss.recorded', { id, steps })],
});

/** `loss list`: losses that were recorded, newest first. */
export const listLosses = defineCommand({
  summary: 'cli.loss.list',
  options: {},
  run: async (context) => {
    const { snapshot } = await openedInventory(context);
    return { snapshot, losses: snapshot.losses.toSorted((left, right) => right.at.localeCompare(left.at)) };
  },
  document: (_, { losses }) => ({
    losses: losses.map((loss) => ({
      id: loss.id,
      at: loss.at,
      ...lostDocument(loss),
      done: doneOf(loss),
      total: loss.items.length,
      closedAt: loss.closedAt,
      note: loss.note,
    })),
  }),
  lines: (context, { snapshot, losses }) => {
    const { t, locale, terminal } = context;
    const nameOf = accountNames(t, locale, worldOf(snapshot).report);
    const rows = losses.map((loss) => [
      loss.id,
      dayOf(loss.at),
      displayText(lossName(context, loss, nameOf), 60),
      loss.closedAt === null
        ? t('window.loss.progress', { done: doneOf(loss), total: loss.items.length })
        : t('window.loss.closed', { at: dayOf(loss.closedAt) }),
    ]);
    const header = (['id', 'as-of', 'label', 'state'] as const).map((name) => t(`cli.column.${name}`));
    return rows.length === 0 ? [t('cli.loss.none')] : tableLines(header, rows, terminal.size);
  },
});

/** `loss show`: the checklist of a loss. */
export const showLoss = defineCommand({
  summary: 'cli.loss.show',
  args: '<id>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { snapshot } = await openedInventory(context);
    return { loss: lossNamed(snapshot, id), world: worldOf(snapshot) };
  },
  document: (context, { loss, world }) => checklistDocument(context, loss, world),
  lines: (context, { loss, world }) => checklistLines(context, loss, world),
});

/** `loss tick`: a step is done, or with `--undo` not done after all. */
export const tickLoss = defineCommand({
  summary: 'cli.loss.tick',
  args: '<id> <step>',
  options: { undo: flag('--undo', 'cli.option.undo') },
  run: async (context, { args: [id = '', step = ''], undo }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const loss = lossNamed(snapshot, id);
    valueOf(await inventory.setLossItem(loss.id, step, !undo));
    const after = lossNamed(valueOf(await inventory.snapshot()), id);
    return { done: true, id: loss.id, step, progress: { done: doneOf(after), total: after.items.length } };
  },
  lines: ({ t }, { progress }) => [t('window.loss.progress', progress)],
});

/** `loss close`: ends the work on a loss, after saying what is left. */
export const closeLoss = defineCommand({
  summary: 'cli.loss.close',
  args: '<id>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const loss = lossNamed(snapshot, id);
    const left = loss.items.length - doneOf(loss);
    if (left > 0) await confirm(context, context.t('window.loss.close.left', { left }));
    valueOf(await inventory.closeLoss(loss.id));
    return { done: true, id: loss.id, left };
  },
  lines: ({ t }) => [t('window.loss.close.done')],
});

function planOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  { pinKnown: selectors = [], ...named }: Partial<OptionValues<typeof options>>,
): { readonly plan: RecoveryPlan; readonly lost: LostParts; readonly report: CoverageReport } {
  const world = worldOf(snapshot);
  const lost = lostParts(context, snapshot, world.report, named);
  if (!isAnythingLost(lost)) throw new UsageError(context.t('cli.usage.nothing-lost'));
  const pinKnownKeyIds = selectors.map((selector) => rememberedKey(context, snapshot, selector).id);
  return { plan: planLoss(world, { ...lost, pinKnownKeyIds }), lost, report: world.report };
}

function worldOf(snapshot: InventorySnapshot): LossContext {
  const catalogue = catalogueOf(snapshot);
  return {
    snapshot,
    services: catalogue.services,
    report: analyseCoverage(coverageInputOf(snapshot, catalogue, new Date().toISOString())),
  };
}

function lossNamed(snapshot: InventorySnapshot, id: string): LossRecord {
  const loss = snapshot.losses.find((one) => one.id === id);
  if (loss === undefined) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-loss' });
  return loss;
}

function doneOf({ items }: LossRecord): number {
  return items.filter((item) => item.doneAt !== null).length;
}
