interface CountedFinding {
  readonly required: boolean;
  readonly state: string;
}

/** Counts the points that the verdict of a check depends on. */
export function requiredCounts(
  findings: readonly CountedFinding[],
): Readonly<Record<'all' | 'failed' | 'unknown' | 'hold', number>> {
  const counted = findings.filter(({ required }) => required);
  const failed = counted.filter(({ state }) => state === 'failed').length;
  const unknown = counted.filter(({ state }) => state === 'unknown').length;
  return { all: counted.length, failed, unknown, hold: counted.length - failed - unknown };
}
