/**
 * Finds groups of files that import each other, types included: nobody can read one of them without the others.
 * @param {ReadonlyMap<string, readonly string[]>} importsByFile paths of what each file imports; what is no key of the map is left out
 * @returns {string[][]} each group as a shortest way around, beginning with the first file by name
 */
export function importCycles(importsByFile) {
  return components(importsByFile)
    .filter((group) => group.length > 1 || (importsByFile.get(group[0] ?? '') ?? []).includes(group[0] ?? ''))
    .map((group) => wayAround(group.toSorted()[0] ?? '', new Set(group), importsByFile));
}

/**
 * Finds the strongly connected components (Tarjan).
 * @param {ReadonlyMap<string, readonly string[]>} importsByFile
 * @returns {string[][]}
 */
function components(importsByFile) {
  /** @type {Map<string, { index: number, low: number, isOpen: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const found = [];
  /** @param {string} file */
  const visit = (file) => {
    const own = { index: seen.size, low: seen.size, isOpen: true };
    seen.set(file, own);
    open.push(file);
    for (const next of importsByFile.get(file) ?? []) {
      if (!importsByFile.has(next)) continue;
      const other = seen.get(next) ?? visit(next);
      if (other.isOpen) own.low = Math.min(own.low, other.low);
    }
    if (own.low === own.index) {
      const group = open.splice(open.indexOf(file));
      for (const member of group) seen.set(member, { index: 0, low: 0, isOpen: false });
      found.push(group);
    }
    return own;
  };
  for (const file of importsByFile.keys()) if (!seen.has(file)) visit(file);
  return found;
}

/**
 * @param {string} start
 * @param {ReadonlySet<string>} group
 * @param {ReadonlyMap<string, readonly string[]>} importsByFile
 */
function wayAround(start, group, importsByFile) {
  const ways = [[start]];
  const visited = new Set();
  for (const way of ways) {
    for (const next of importsByFile.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (!group.has(next) || visited.has(next)) continue;
      visited.add(next);
      ways.push([...way, next]);
    }
  }
  return [...group];
}
