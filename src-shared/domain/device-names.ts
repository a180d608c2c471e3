import { foldText } from '../lib/fold-text.ts';
import type { Device } from './device.ts';

type DeviceNameParts = Pick<Device, 'label' | 'kind' | 'owner'>;

/** Lists how a table may name a device, shortest first; the last one names it without doubt. */
function deviceNames({ label, kind, owner }: DeviceNameParts): readonly string[] {
  return [label, `${label} (${kind})`, `${label} (${kind}, ${owner ?? '–'})`];
}

/** Finds the devices that a name of a table may mean. */
export function devicesNamed<Known extends DeviceNameParts>(devices: readonly Known[], name: string): readonly Known[] {
  const wanted = foldText(name);
  return devices.filter((device) => deviceNames(device).some((one) => foldText(one) === wanted));
}

/** Returns the shortest name by which only this device of a list is found. */
export function deviceName(devices: readonly DeviceNameParts[], device: DeviceNameParts): string {
  const names = deviceNames(device);
  return names.find((name) => devicesNamed(devices, name).length === 1) ?? names.at(-1) ?? device.label;
}
