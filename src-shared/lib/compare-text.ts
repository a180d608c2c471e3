/** Orders two texts by their UTF-16 code units: the same on every computer and in every language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
