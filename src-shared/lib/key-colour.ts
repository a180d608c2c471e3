/** Colours that tell keys apart; `none` for a key that nobody has named. */
export const keyColours = ['blue', 'amber', 'violet', 'slate', 'teal', 'rose'] as const;
export const anyKeyColour = [...keyColours, 'none'] as const;
export type KeyColour = (typeof anyKeyColour)[number];

/** Returns the colour of a key: each of the first six that were remembered has one of its own. `none` for any other key. */
export function keyColour(
  remembered: readonly { readonly id: string; readonly firstSeen: string }[],
  keyId: string | null,
): KeyColour {
  const order = remembered.toSorted(
    (left, right) => left.firstSeen.localeCompare(right.firstSeen) || left.id.localeCompare(right.id),
  );
  const index = order.findIndex(({ id }) => id === keyId);
  return index === -1 ? 'none' : (keyColours[index % keyColours.length] ?? 'none');
}
