import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import { type LossContext, planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { lossItemsOf } from '../../../src-shared/plans/recovery-plan.ts';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { InventorySnapshot, LossRecord } from '../../../src-shared/domain/inventory.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { lossItemTexts } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { confirm } from '../../terminal/confirm.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { checklistDocument, checklistLines, lossName, lostDocument, planDocument, planLines } from './loss-text.ts';
import {
  isAnythingLost,
  lostNames,
  type LostParts,
  lostParts,
  removedWays,
} from '../../program/arguments/lost-parts.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** `loss plan`: what to do if this were lost. Stores nothing. */
export async function showPlan(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { snapshot } = await openedInventory(context);
  const { plan } = planOf(context, snapshot, options);
  return { document: planDocument(context, plan), lines: planLines(context, plan) };
}

/** `loss record`: records a real loss with its checklist, after saying what follows. */
export async function recordLoss(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t, locale } = context;
  const { inventory, snapshot } = await openedInventory(context);
  const { plan, lost, report } = planOf(context, snapshot, options);
  const keyIds = plan.keys.map(({ keyId }) => keyId);
  const already = snapshot.keys.find((key) => keyIds.includes(key.id) && key.lostAt !== null);
  if (already !== undefined) {
    throw new UsageError(t('cli.usage.lost-already', { key: displayText(already.label, 80) }));
  }
  const ways = removedWays(plan, lost, report);
  const names = lostNames(report, lost, accountNames(t, locale, report));
  await confirm(
    context,
    t('cli.loss.confirm', {
      keys: names.map((name) => displayText(name, 80)).join(t('list.separator')),
      ways: ways.length,
      touched: plan.touched,
    }),
  );
  const { note } = options;
  const items = lossItemsOf(plan, lossItemTexts(t, locale));
  const recorded = new Set(snapshot.devices.map((device) => device.id));
  const { id } = valueOf(
    await inventory.recordLoss({
      keyIds,
      otherWayIds: ways.map((way) => way.id),
      deviceIds: plan.devices.flatMap(({ deviceId }) => (recorded.has(deviceId) ? [deviceId] : [])),
      accountIds: plan.lostAccounts.map(({ accountId }) => accountId),
      note: typeof note === 'string' && note !== '' ? note : null,
      items,
    }),
  );
  return {
    document: { done: true, id, steps: items.length },
    lines: [t('cli.loss.recorded', { id, steps: items.length })],
  };
}

/** `loss list`: losses that were recorded, newest first. */
export async function listLosses(context: CommandContext): Promise<CommandResult> {
  const { t, locale } = context;
  const { snapshot } = await openedInventory(context);
  const nameOf = accountNames(t, locale, worldOf(snapshot).report);
  const losses = snapshot.losses.toSorted((left, right) => right.at.localeCompare(left.at));
  const rows = losses.map((loss) => [
    loss.id,
    dayOf(loss.at),
    displayText(lossName(context, loss, nameOf), 60),
    loss.closedAt === null
      ? t('window.loss.progress', { done: doneOf(loss), total: loss.items.length })
      : t('window.loss.closed', { at: dayOf(loss.closedAt) }),
  ]);
  const header = (['id', 'as-of', 'label', 'state'] as const).map((name) => t(`cli.column.${name}`));
  return {
    document: {
      losses: losses.map((loss) => ({
        id: loss.id,
        at: loss.at,
        ...lostDocument(loss),
        done: doneOf(loss),
        total: loss.items.length,
        closedAt: loss.closedAt,
        note: loss.note,
      })),
    },
    lines: rows.length === 0 ? [t('cli.loss.none')] : tableLines(header, rows),
  };
}

/** `loss show`: the checklist of a loss. */
export async function showLoss(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { snapshot } = await openedInventory(context);
  const loss = lossNamed(snapshot, id);
  const world = worldOf(snapshot);
  return { document: checklistDocument(context, loss, world), lines: checklistLines(context, loss, world) };
}

/** `loss tick`: a step is done, or with `--undo` not done after all. */
export async function tickLoss(
  context: CommandContext,
  [id = '', step = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const loss = lossNamed(snapshot, id);
  valueOf(await inventory.setLossItem(loss.id, step, options['undo'] !== true));
  const after = lossNamed(valueOf(await inventory.snapshot()), id);
  const counts = { done: doneOf(after), total: after.items.length };
  return {
    document: { done: true, id: loss.id, step, progress: counts },
    lines: [context.t('window.loss.progress', counts)],
  };
}

/** `loss close`: ends the work on a loss, after saying what is left. */
export async function closeLoss(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { t } = context;
  const { inventory, snapshot } = await openedInventory(context);
  const loss = lossNamed(snapshot, id);
  const left = loss.items.length - doneOf(loss);
  if (left > 0) await confirm(context, t('window.loss.close.left', { left }));
  valueOf(await inventory.closeLoss(loss.id));
  return { document: { done: true, id: loss.id, left }, lines: [t('window.loss.close.done')] };
}

function planOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  options: OwnOptions,
): { readonly plan: RecoveryPlan; readonly lost: LostParts; readonly report: CoverageReport } {
  const world = worldOf(snapshot);
  const lost = lostParts(context, snapshot, world.report, options);
  if (!isAnythingLost(lost)) throw new UsageError(context.t('cli.usage.nothing-lost'));
  const selectors = Array.isArray(options['pinKnown']) ? options['pinKnown'] : [];
  const pinKnownKeyIds = selectors.map((selector) => rememberedKey(snapshot, selector).id);
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
