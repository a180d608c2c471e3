import { type ChosenColour, type InventoryKey, keyColours } from '../domain/inventory-key.ts';
import { compareText } from './compare-text.ts';

/** Colour that a key is drawn in; `none` for a key that nobody has named. */
export type KeyColour = ChosenColour | 'none';
export const anyKeyColour: readonly [KeyColour, ...KeyColour[]] = [...keyColours, 'none'];

/** Returns what finds the colour of a key: the chosen one, or that of its turn, in the order in which they were remembered. `none` for any other key. */
export function createKeyColours(
  remembered: readonly Pick<InventoryKey, 'id' | 'firstSeen' | 'colour'>[],
): (keyId: string | null) => KeyColour {
  const order = remembered.toSorted(
    (left, right) => compareText(left.firstSeen, right.firstSeen) || compareText(left.id, right.id),
  );
  const colours = new Map<string, KeyColour>(
    order.map(({ id, colour }, index) => [id, colour ?? keyColours[index % keyColours.length] ?? 'none']),
  );
  return (keyId) => (keyId === null ? 'none' : (colours.get(keyId) ?? 'none'));
}
