import type { Devices } from './devices.ts';
import type { DraftAccount } from './draft-account.ts';
import type { AnalysedKey } from './analysed-key.ts';
import { foldText } from '../lib/fold-text.ts';

export interface LossUnitNames {
  /** Returns a loss unit or place as a person named it. */
  nameOfLossUnit(lossUnit: string): string;
  /** Returns the keys in use that are lost with a loss unit. */
  keysOfLossUnit(lossUnit: string): readonly { readonly keyId: string; readonly label: string }[];
}

/** Collects the names of what can be lost: labels of keys and devices, rings and places as they were written, names of ways in. */
export function createLossUnitNames(
  keys: readonly AnalysedKey[],
  devices: Devices,
  dependents: readonly DraftAccount[],
): LossUnitNames {
  const names = new Map<string, string>();
  const add = (lossUnit: string, name: string | null): void => {
    if (name !== null && !names.has(lossUnit)) names.set(lossUnit, name.trim());
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
  const byLossUnit = new Map<string, AnalysedKey[]>();
  for (const facts of keys) {
    addHolders(facts.key);
    add(`key:${facts.keyId}`, facts.label);
    if (facts.inUse) byLossUnit.set(facts.lossUnit, [...(byLossUnit.get(facts.lossUnit) ?? []), facts]);
  }
  for (const device of devices.all) {
    addHolders(device);
    add(`device:${device.deviceId}`, device.label);
  }
  for (const { ways, collected } of dependents) {
    for (const way of collected.otherWaysIn) addHolders(way);
    for (const method of ways) add(method.lossUnit, method.name);
  }
  return {
    nameOfLossUnit: (lossUnit) => names.get(lossUnit) ?? lossUnit.slice(lossUnit.indexOf(':') + 1),
    keysOfLossUnit: (lossUnit) => byLossUnit.get(lossUnit) ?? [],
  };
}
