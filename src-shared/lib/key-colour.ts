import { compareText } from './compare-text.ts';

/** Colours that tell keys apart; `none` for a key that nobody has named. */
export const keyColours = ['blue', 'amber', 'violet', 'slate', 'teal', 'rose'] as const;
export const anyKeyColour = [...keyColours, 'none'] as const;
export type KeyColour = (typeof anyKeyColour)[number];

/** Returns what finds the colour of a key: each of the first six that were remembered has one of its own. `none` for any other key. */
export function createKeyColours(
  remembered: readonly { readonly id: string; readonly firstSeen: string }[],
): (keyId: string | null) => KeyColour {
  const order = remembered.toSorted(
    (left, right) => compareText(left.firstSeen, right.firstSeen) || compareText(left.id, right.id),
  );
  const colours = new Map(order.map(({ id }, index) => [id, keyColours[index % keyColours.length]]));
  return (keyId) => (keyId === null ? 'none' : (colours.get(keyId) ?? 'none'));
}
