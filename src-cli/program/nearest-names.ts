/** A name with more letters to change than this is another one. */
const mostChanges = 3;

/** Finds the names that a mistyped one may stand for: those with the fewest letters to change, if few. */
export function nearestNames(typed: string, names: readonly string[]): readonly string[] {
  const distances = [...new Set(names)].map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name) }));
  const near = distances.filter(
    ({ name, distance }) => distance <= mostChanges && distance < Math.max(name.length, typed.length) / 2,
  );
  const fewest = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === fewest).map(({ name }) => name);
}

/** Counts the letters to insert, drop, change or swap with the next one. */
function editDistance(from: string, to: string): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line[column] = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + changed,
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, line];
  }
  return last[to.length] ?? 0;
}
