import type { Devices } from './devices.ts';
import type { DraftAccount } from './draft-account.ts';
import type { KeyFacts } from './key-facts.ts';
import { foldText } from '../lib/fold-text.ts';

export interface UnitNames {
  /** Returns a loss unit or place as a person named it. */
  nameOfUnit(unit: string): string;
  /** Returns the keys in use that are lost with a loss unit. */
  keysOfUnit(unit: string): readonly { readonly keyId: string; readonly label: string }[];
}

/** Collects the names of what can be lost: labels of keys and devices, rings and places as they were written, names of ways in. */
export function createUnitNames(
  keys: readonly KeyFacts[],
  devices: Devices,
  dependents: readonly DraftAccount[],
): UnitNames {
  const names = new Map<string, string>();
  const add = (unit: string, name: string | null): void => {
    if (name !== null && !names.has(unit)) names.set(unit, name.trim());
  };
  const addHolders = ({
    place,
    carriedOn,
  }: {
    readonly place: string | null;
    readonly carriedOn: string | null;
  }): void => {
    add(`at:${foldText(place) ?? ''}`, place);
    add(`ring:${foldText(carriedOn) ?? ''}`, carriedOn);
  };
  const byUnit = new Map<string, KeyFacts[]>();
  for (const facts of keys) {
    addHolders(facts.key);
    add(`key:${facts.keyId}`, facts.label);
    if (facts.inUse) byUnit.set(facts.unit, [...(byUnit.get(facts.unit) ?? []), facts]);
  }
  for (const device of devices.all) {
    addHolders(device);
    add(`device:${device.deviceId}`, device.label);
  }
  for (const { ways, collected } of dependents) {
    for (const way of collected.otherWaysIn) addHolders(way);
    for (const door of ways) add(door.unit, door.name);
  }
  return {
    nameOfUnit: (unit) => names.get(unit) ?? unit.slice(unit.indexOf(':') + 1),
    keysOfUnit: (unit) => byUnit.get(unit) ?? [],
  };
}
