import { lossItemsOf } from '../../src-shared/plans/recovery-plan.ts';
import { type LossContext, planLoss } from '../../src-shared/plans/plan-loss.ts';
import { servicePageOf } from '../../src-shared/plans/account-facts.ts';
import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { lossItemTexts } from '../../src-shared/i18n/recovery-message.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';

export interface LossHandlersOptions {
  readonly inventory: Pick<Inventory, 'snapshot' | 'recordLoss' | 'setLossItem' | 'closeLoss'>;
  /** Analyses a snapshot as it is now. */
  readonly world: (snapshot: InventorySnapshot) => LossContext;
  readonly services: () => readonly CatalogueService[];
  readonly locale: () => Locale;
  /** Opens an https address in the system browser after saying its host; see open-external.ts. */
  readonly openExternal: (url: string) => Promise<Outcome<null>>;
}

/** Answers what a window asks about a loss. The checklist is ours: a window cannot write its own. */
export function createLossHandlers(options: LossHandlersOptions): HandlersOf<AppContract>['loss'] {
  const { inventory } = options;
  return {
    record: async ({ keyIds, otherWayIds, deviceIds = [], accountIds = [], pinKnownKeyIds, note }) => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const { keys, otherWaysIn, devices } = snapshot.value;
      const lost = {
        keyIds: keys.filter((key) => keyIds.includes(key.id) && key.lostAt === null).map((key) => key.id),
        otherWayIds: otherWaysIn.filter((way) => otherWayIds.includes(way.id)).map((way) => way.id),
      };
      const others = {
        deviceIds: devices.filter(({ id, lostAt }) => deviceIds.includes(id) && lostAt === null).map(({ id }) => id),
        accountIds: [...new Set(accountIds)],
      };
      // What the person saw in the window is no longer so: they must look again before anything is recorded.
      const isAsSeen =
        lost.keyIds.length === new Set(keyIds).size &&
        lost.otherWayIds.length === new Set(otherWayIds).size &&
        others.deviceIds.length === new Set(deviceIds).size;
      if (!isAsSeen) return failed({ kind: 'input-invalid', detail: 'loss-changed' });
      if ([...lost.keyIds, ...lost.otherWayIds, ...others.deviceIds, ...others.accountIds].length === 0) {
        return failed({ kind: 'input-invalid', detail: 'nothing-lost' });
      }
      const plan = planLoss(options.world(snapshot.value), { ...lost, ...others, pinKnownKeyIds });
      const words = lossItemTexts(createTranslator(options.locale()), options.locale());
      const recorded = await inventory.recordLoss({ ...lost, ...others, note, items: lossItemsOf(plan, words) });
      return recorded.ok ? success({ lossId: recorded.value.id }) : recorded;
    },
    tick: ({ lossId, itemId, done: isDone }) => done(inventory.setLossItem(lossId, itemId, isDone)),
    close: ({ lossId }) => done(inventory.closeLoss(lossId)),
    openPage: async ({ serviceId }) => {
      const service = options.services().find(({ id }) => id === serviceId);
      const { url } = servicePageOf(serviceId, service ?? null);
      if (url === null) return failed({ kind: 'input-invalid', detail: 'no such service' });
      return options.openExternal(url);
    },
  };
}

async function done(outcome: InventoryOutcome<void>): Promise<Outcome<null>> {
  const ended = await outcome;
  return ended.ok ? success(null) : ended;
}
