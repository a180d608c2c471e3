import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { compareText } from '../../../src-shared/lib/compare-text.ts';
import type { InventoryData } from './inventory-data.ts';

/** Finds the names of the other ways in with a requirement that fits. */
export function namesOfWaysRequiring(data: InventoryData, fits: (requirement: Requirement) => boolean): string[] {
  return data
    .all('other-way')
    .filter(({ requires }) => requires?.some(fits) === true)
    .map(nameOfWay);
}

function nameOfWay({ name, kind, serviceId, rpId, userName }: OtherWayIn): string {
  const account = [serviceId ?? rpId, userName].filter((part) => part !== null).join(', ');
  return `${name === '' ? kind : name} (${account})`;
}

/** Labels of keys and devices by id. */
export interface Labels {
  readonly keys: ReadonlyMap<string, string>;
  readonly devices: ReadonlyMap<string, string>;
}

/** Collects the labels of keys and devices. */
export function labelsOf({ keys, devices }: Pick<InventorySnapshot, 'keys' | 'devices'>): Labels {
  const byId = (records: readonly { readonly id: string; readonly label: string }[]) =>
    new Map(records.map(({ id, label }) => [id, label]));
  return { keys: byId(keys), devices: byId(devices) };
}

/** Writes requirements as the command line takes them (docs/cli.md), in one order; null where nobody said any. */
export function requirementText(labels: Labels, requires: OtherWayIn['requires']): string | null {
  if (requires === null) return null;
  return requires
    .map((requirement) => textOf(labels, requirement))
    .toSorted(compareText)
    .join(', ');
}

function textOf({ keys, devices }: Labels, requirement: Requirement): string {
  switch (requirement.type) {
    case 'key':
      return `key:${keys.get(requirement.keyId) ?? requirement.keyId}`;
    case 'device':
      return `device:${devices.get(requirement.deviceId) ?? requirement.deviceId}`;
    case 'account':
      return `account:${requirement.accountId ?? accountName(requirement)}`;
    case 'place':
      return `place:${requirement.place}`;
    case 'memory':
    case 'people':
    case 'nobody':
      return requirement.type;
  }
}

function accountName({ serviceId, userName }: Pick<OtherWayIn, 'userName'> & { readonly serviceId: string }): string {
  return userName === null ? serviceId : `${serviceId}/${userName}`;
}
