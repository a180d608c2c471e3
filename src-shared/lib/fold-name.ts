/** Names of places, rings, owners and users are compared without case, in NFC; null where nothing is recorded. */
export function foldName(name: string | null): string | null {
  const folded = (name ?? '').trim().normalize('NFC').toLowerCase();
  return folded === '' ? null : folded;
}
