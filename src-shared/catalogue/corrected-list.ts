/**
 * Merges what a person said of a list into what the catalogue says today: what they added is in it, what they took out is not, and
 * what an update changed beside that holds as well. `was` is what the catalogue said when they spoke.
 */
export function correctedList(
  now: readonly string[],
  said: readonly string[] | undefined,
  was: readonly string[] | undefined,
): string[] {
  if (said === undefined) return [...now];
  if (was === undefined) return [...said];
  const kept = said.filter((one) => now.includes(one) || !was.includes(one));
  return [...kept, ...now.filter((one) => !was.includes(one) && !said.includes(one))];
}
