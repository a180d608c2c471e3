import type { Activity } from '../domain/activity.ts';
import type { Translate } from './translator.ts';

/**
 * Formats one line of the history in words; what an entry does not hold is shown as a dash. `nameOf` gives the name of a catalogue service
 * by its id or one of its RP IDs, or null.
 */
export function activityMessage(t: Translate, activity: Activity, nameOf?: (id: string) => string | null): string {
  const { details } = activity;
  const { serviceId, rpId } = details;
  const plain = plainName(serviceId);
  const named = [serviceId, rpId, plain]
    .map((id) => (id === undefined ? null : (nameOf?.(id) ?? null)))
    .find((name) => name !== null);
  return t(`activity.${activity.kind}`, {
    key: activity.keyLabel ?? '–',
    service: details['service'] ?? named ?? rpId ?? plain ?? '–',
    user: details['user'] ?? details['userName'] ?? '–',
    name: details['name'] ?? '–',
    importance: details['importance'] ?? 'none',
    kind: details['kind'] ?? 'other',
    setting: (details['setting'] ?? 'other').replaceAll('-', '_'),
    value: details['value'] ?? '–',
    attached: details['attached'] ?? 'true',
    assigned: details['assigned'] ?? 'true',
    done: countOf(details['done']),
    items: countOf(details['items']),
    keys: countOf(details['keys']),
    enrolments: countOf(details['enrolments']),
    otherWays: countOf(details['otherWays']),
  });
}

// A service that the catalogue does not know is named by its domain.
function plainName(serviceId: string | undefined): string | undefined {
  return serviceId?.replace(/^(?:domain|rp|own):/, '');
}

function countOf(text: string | undefined): number {
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : 0;
}
