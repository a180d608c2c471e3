import { compareText } from './compare-text.ts';

/** Colours that tell keys apart. */
export const keyColours = ['blue', 'amber', 'violet', 'slate', 'teal', 'rose'] as const;
export type ChosenColour = (typeof keyColours)[number];

/** Colour that a key is drawn in; `none` for a key that nobody has named. */
export type KeyColour = ChosenColour | 'none';
export const anyKeyColour: readonly [KeyColour, ...KeyColour[]] = [...keyColours, 'none'];

/** Returns what finds the colour of a key: the chosen one, or that of its turn, in the order in which they were remembered. `none` for any other key. */
export function createKeyColours(
  remembered: readonly { readonly id: string; readonly firstSeen: string; readonly colour: ChosenColour | null }[],
): (keyId: string | null) => KeyColour {
  const order = remembered.toSorted(
    (left, right) => compareText(left.firstSeen, right.firstSeen) || compareText(left.id, right.id),
  );
  const colours = new Map<string, KeyColour>(
    order.map(({ id, colour }, index) => [id, colour ?? keyColours[index % keyColours.length] ?? 'none']),
  );
  return (keyId) => (keyId === null ? 'none' : (colours.get(keyId) ?? 'none'));
}
