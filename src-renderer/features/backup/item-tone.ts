import type { BackupItem } from '../../../src-shared/plans/backup-plan-types.ts';
import type { Tone } from '../../components/tone.ts';

/** Returns the tone beside an account: grave while a gap stays, calm once it is dealt with or cannot be helped. */
export function itemTone({ left, severity }: BackupItem): Tone {
  if (left === null) return 'done';
  if (left === 'one-key-service' || left === 'full' || left === 'skipped' || left === 'follows') return 'notice';
  return severity === 'critical' ? 'critical' : 'warning';
}
