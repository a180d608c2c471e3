import { type InventoryData, soleIds } from '../records/inventory-data.ts';
import type { InventoryDocument } from './inventory-document.ts';

/** Loads every record of a document into an empty inventory, as it is. */
export function loadDocument(data: InventoryData, document: InventoryDocument): void {
  for (const key of document.keys) data.put('key', key);
  for (const enrolment of document.enrolments) data.put('enrolment', enrolment);
  for (const way of document.otherWaysIn) data.put('other-way', way);
  for (const device of document.devices) data.put('device', device);
  for (const same of document.sameAccounts) data.put('same-account', same);
  for (const line of document.activity) data.put('activity', line);
  for (const mark of document.accountMarks) data.put('account-mark', mark);
  for (const loss of document.losses) data.put('loss', loss);
  for (const check of document.checks) data.put('check', check);
  for (const session of document.backupSessions) data.put('backup-session', session);
  const { corrections, dismissals, policy, preferences } = document;
  if (corrections.length > 0) data.put('corrections', { id: soleIds.corrections, all: corrections });
  if (dismissals.length > 0) data.put('dismissals', { id: soleIds.dismissals, all: dismissals });
  if (policy !== null) data.put('policy', { id: soleIds.policy, adopted: policy });
  data.put('preferences', { id: soleIds.preferences, chosen: preferences });
}
