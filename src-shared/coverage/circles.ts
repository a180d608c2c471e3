/**
 * Finds accounts that need each other in a circle, by what each needs. Accounts that lead into a circle, or out of it, are not part of it.
 * Returns the members of the circle of each account that is in one, sorted.
 */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const left = withoutLooseEnds(edges);
  const circles = new Map<string, readonly string[]>();
  for (const start of left.keys()) {
    if (circles.has(start)) continue;
    const members = [...reachableFrom(start, left)].filter((one) => reachableFrom(one, left).has(start)).toSorted();
    for (const member of members) circles.set(member, members);
  }
  return circles;
}

/** Removes accounts that need nothing that is left, and accounts that nothing left needs, until none is left to remove. */
function withoutLooseEnds(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  let left = new Map(edges);
  for (;;) {
    const needed = new Set([...left.values()].flat());
    const kept = [...left]
      .map(([from, to]) => [from, to.filter((one) => left.has(one))] as const)
      .filter(([from, to]) => to.length > 0 && needed.has(from));
    if (kept.length === left.size) return new Map(kept);
    left = new Map(kept);
  }
}

function reachableFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...(edges.get(start) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...(edges.get(next) ?? []));
  }
  return reached;
}
