import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import { noticeMessage } from '../../src-shared/i18n/reminder-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Reminder } from '../../src-shared/plans/reminder-types.ts';
import { findUrgentReminders } from '../../src-shared/plans/reminders.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** A notice of the system, shown where the person looks. */
export interface SystemNotice {
  readonly title: string;
  readonly body: string;
  readonly target: Reminder['target'];
}

export interface SystemNoticesOptions {
  readonly inventory: Pick<Inventory, 'snapshot' | 'subscribe'>;
  readonly services: () => readonly CatalogueService[];
  readonly isOn: () => boolean;
  /** Whether the person looks at the window, which says the same. */
  readonly isLookedAt: () => boolean;
  readonly translate: () => Translate;
  readonly show: (notice: SystemNotice) => void;
  readonly now: () => Date;
}

/**
 * Watches for what a person should hear of while they look elsewhere: a lost key is plugged in, a passkey vanished, a pass is about to end.
 * Each is said once. What was so already when the program started is left to the window. Returns how to look again; call it as time passes.
 */
export async function createSystemNotices(options: SystemNoticesOptions): Promise<() => Promise<void>> {
  const { inventory, services, now } = options;
  const said = new Set<string>();
  const urgent = async (): Promise<readonly Reminder[]> => {
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return [];
    const found = findUrgentReminders({
      snapshot: snapshot.value,
      services: services(),
      siteOf,
      now: now().toISOString(),
    });
    return found.filter((reminder) => !said.has(nameOf(reminder)));
  };
  const look = async (): Promise<void> => {
    for (const reminder of await urgent()) {
      said.add(nameOf(reminder));
      if (!options.isOn() || options.isLookedAt()) continue;
      options.show({ ...noticeMessage(options.translate(), reminder), target: reminder.target });
    }
  };
  for (const reminder of await urgent()) if (reminder.kind !== 'pass-ending') said.add(nameOf(reminder));
  inventory.subscribe(() => void look());
  return look;
}

// A lost key that is plugged in again is another event.
function nameOf({ id, at }: Reminder): string {
  return `${id} ${at ?? ''}`;
}
