import { useEffect, useRef } from 'react';
import { changesAtLastReading } from '../../../src-shared/plans/reading-changes.ts';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import { readingChangesMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { navigationStore } from '../../stores/navigation-store.ts';
import { showHint } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';

/**
 * Shows in a line, after a key was read, what was different from its last reading. A first reading and one without a change say nothing.
 */
export function useReadingNotice(): void {
  const { t } = useTranslation();
  const activity = useInventory((state) => state.snapshot?.activity);
  const before = useRef<readonly Activity[] | null>(null);
  useEffect(() => {
    if (activity === undefined) return;
    const known = before.current;
    before.current = activity;
    if (known === null || known === activity) return;
    const ids = new Set(known.map((one) => one.id));
    for (const one of activity) {
      if (one.kind !== 'key-read' || one.keyId === null || ids.has(one.id)) continue;
      const changes = changesAtLastReading(activity, one.keyId);
      if (changes === null || changes.at !== one.at || changes.isFirst) continue;
      if (changes.added.length + changes.vanished.length + changes.renamed.length === 0) continue;
      // "Add a spare" says what it read, and what is left.
      if (navigationStore.getState().view === 'backup') continue;
      const key = displayText(one.keyLabel ?? '–', 80);
      showHint(t('window.reading.done', { key, changes: readingChangesMessage(t, changes) }));
    }
  }, [activity, t]);
}
