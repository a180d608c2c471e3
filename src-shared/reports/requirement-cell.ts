import { deviceName } from '../domain/device-names.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn, Requirement } from '../domain/other-way-in.ts';

/** Writes requirements as the import of tables reads them (docs/import.md); empty where nobody said any. */
export function requirementCell(
  requires: OtherWayIn['requires'],
  snapshot: Pick<InventorySnapshot, 'keys' | 'devices'>,
): string {
  return (requires ?? []).map((requirement) => requirementText(requirement, snapshot)).join('; ');
}

function requirementText(
  requirement: Requirement,
  { keys, devices }: Pick<InventorySnapshot, 'keys' | 'devices'>,
): string {
  switch (requirement.type) {
    case 'key': {
      const key = keys.find(({ id }) => id === requirement.keyId);
      return `key:${quoted(key?.label ?? requirement.keyId)}`;
    }
    case 'device': {
      const device = devices.find(({ id }) => id === requirement.deviceId);
      return `device:${quoted(device === undefined ? requirement.deviceId : deviceName(devices, device))}`;
    }
    case 'account': {
      const { serviceId, userName } = requirement;
      return `account:${quoted(userName === null ? serviceId : `${serviceId}/${userName}`)}`;
    }
    case 'place':
      return `place:${quoted(requirement.place)}`;
    case 'memory':
    case 'people':
    case 'nobody':
      return requirement.type;
  }
}

function quoted(name: string): string {
  return /[;；"]/u.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
