/** Returns the name that a person most likely meant; empty where none is near. */
export function nearestName(written: string, names: readonly string[]): string {
  const [best] = names
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name) }))
    .toSorted((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, best.name.length / 2) ? best.name : '';
}

/** Counts the letters that have to be added, left out or changed to get from one text to the other. */
function editDistance(from: string, to: string): number {
  const source = from.slice(0, 60);
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...source].entries()) {
    const next = [line + 1];
    for (let index = 1; index <= to.length; index++) {
      const changed = (row[index - 1] ?? 0) + Number(to[index - 1] !== letter);
      next.push(Math.min(changed, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
