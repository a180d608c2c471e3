import path from 'node:path';

/** Acknowledgements of a writer. */
export interface Acknowledged {
  /** The last step. */
  readonly acknowledged: number;
  /** Files that steps made, oldest first. */
  readonly made: readonly string[];
}

/** Reads the lines of a writer that began after step `from`. */
export function acknowledgedIn(lines: readonly string[], from: number, root: string): Acknowledged {
  let acknowledged = from;
  const made: string[] = [];
  for (const line of lines) {
    const [what, step, ...file] = line.split(' ');
    if (what !== 'done') continue;
    acknowledged = Number(step);
    if (file.length > 0) made.push(path.join(root, file.join(' ')));
  }
  return { acknowledged, made };
}
