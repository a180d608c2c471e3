import { useEffect, useMemo, useState } from 'react';
import type { Reminder } from '../../../src-shared/plans/reminder-types.ts';
import { findReminders, type RemindersInput } from '../../../src-shared/plans/reminders.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { siteOf } from '../../stores/sites.ts';
import { useCoverage } from '../coverage/use-coverage.ts';

const none: readonly Reminder[] = [];
/** The interval at which it is checked whether something has become due meanwhile. */
const againAfterMs = 5 * 60_000;

/** Sidebar, strip and list show the same: it is worked out once. */
let last: { readonly input: RemindersInput; readonly reminders: readonly Reminder[] } | null = null;

/** Returns what a person should look at now, the gravest first. */
export function useReminders(): readonly Reminder[] {
  const snapshot = useInventory((state) => state.snapshot);
  const services = useApp((state) => state.services);
  const report = useCoverage();
  const [now, setNow] = useState(() => coarse(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(coarse(Date.now())), againAfterMs);
    return () => clearInterval(timer);
  }, []);
  return useMemo(
    () => (snapshot === null || report === null ? none : remindersOf({ snapshot, report, services, siteOf, now })),
    [snapshot, report, services, now],
  );
}

function remindersOf(input: RemindersInput): readonly Reminder[] {
  const { snapshot, report, services, now } = input;
  const before = last?.input;
  const isSame =
    before?.snapshot === snapshot && before.report === report && before.services === services && before.now === now;
  if (last !== null && isSame) return last.reminders;
  const reminders = findReminders(input);
  last = { input, reminders };
  return reminders;
}

// The same for every part of the window that asks at about the same time.
function coarse(time: number): string {
  return new Date(Math.floor(time / 60_000) * 60_000).toISOString();
}
