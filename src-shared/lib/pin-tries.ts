/** CTAP 2.1 §6.5.2.2: no key has more PIN tries; most have as many. */
export const mostTries = 8;

/** From this number of tries on, where some were lost, a person confirms the next one. */
const fewTries = 3;

/** Name of the number of tries among the details of a reading in the history. */
export const triesDetail = 'pinTries';

/** Tries that a PIN has left, and has when none was lost; null where unknown. */
interface Tries {
  readonly retriesLeft: number | null;
  readonly retriesInAll: number | null;
}

/** Checks whether so few tries are left that a person confirms the next one. A key that has no more when none was lost is not low on them; the last one always is. */
export function areTriesFew({ retriesLeft, retriesInAll }: Tries): boolean {
  if (retriesLeft === null || retriesLeft > fewTries) return false;
  return retriesLeft <= 1 || retriesInAll === null || retriesLeft < retriesInAll;
}

/** Checks whether no try was lost, as far as is known. */
export function areTriesFull({ retriesLeft, retriesInAll }: Tries): boolean {
  return retriesLeft === null || retriesLeft >= (retriesInAll ?? mostTries);
}
