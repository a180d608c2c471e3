import type { AccountMark, SameAccount } from './account-mark.ts';
import type { Activity } from './activity.ts';
import type { BackupSession } from './backup-session.ts';
import type { KeyCheck } from './check.ts';
import type { CatalogueCorrection } from './catalogue-correction.ts';
import type { Device } from './device.ts';
import type { Enrolment } from './enrolment.ts';
import type { InterruptedChange } from './interrupted-change.ts';
import type { InventoryKey } from './inventory-key.ts';
import type { LossRecord } from './loss-record.ts';
import type { OtherWayIn } from './other-way-in.ts';
import type { AdoptedPolicy, Dismissal, Preferences } from './preferences.ts';

/** Everything the window needs to draw; small enough to send whole after each change. */
export interface InventorySnapshot {
  readonly revision: number;
  readonly demo: boolean;
  readonly keys: readonly InventoryKey[];
  readonly enrolments: readonly Enrolment[];
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly devices: readonly Device[];
  readonly sameAccounts: readonly SameAccount[];
  readonly activity: readonly Activity[];
  readonly accountMarks: readonly AccountMark[];
  readonly corrections: readonly CatalogueCorrection[];
  readonly losses: readonly LossRecord[];
  readonly backupSessions: readonly BackupSession[];
  /** Issue checks in the order in which they were made. */
  readonly checks: readonly KeyCheck[];
  readonly policy: AdoptedPolicy | null;
  readonly dismissals: readonly Dismissal[];
  readonly preferences: Preferences;
  /** Changes of unknown outcome; of this computer, and no part of an export. */
  readonly interrupted: readonly InterruptedChange[];
}
