/** Returns the name of a service without what stands in brackets at its end, which tells only entries of the catalogue apart. */
export function shortServiceName(name: string): string {
  return /^(.+?)\s*[(（][^()（）.]*[)）]$/u.exec(name)?.[1] ?? name;
}
