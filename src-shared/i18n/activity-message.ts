import type { Activity } from '../domain/inventory.ts';
import type { Translate } from './translator.ts';

/** Says one line of the history in words; what an entry does not hold is shown as a dash. */
export function activityMessage(t: Translate, activity: Activity): string {
  const { details } = activity;
  return t(`activity.${activity.kind}`, {
    key: activity.keyLabel ?? '–',
    service: details['service'] ?? details['rpId'] ?? '–',
    user: details['user'] ?? details['userName'] ?? '–',
    name: details['name'] ?? '–',
  });
}
