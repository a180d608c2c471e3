import type { OtherWayIn } from '../domain/other-way-in.ts';

/** The state of a pass at one moment. `none`: it has no end on record. */
export interface PassState {
  readonly phase: 'not-yet' | 'active' | 'over' | 'none';
  /** Until it begins or ends, in milliseconds, never negative; 0 once it is over. */
  readonly remainingMs: number;
}

/** Returns where a Temporary Access Pass stands. `now` in milliseconds since 1970. */
export function passState(
  { validFrom, validUntil }: Pick<OtherWayIn, 'validFrom' | 'validUntil'>,
  now: number,
): PassState {
  if (validUntil === null) return { phase: 'none', remainingMs: 0 };
  const end = Date.parse(validUntil);
  const start = validFrom === null ? -Infinity : Date.parse(validFrom);
  if (now >= end) return { phase: 'over', remainingMs: 0 };
  if (now < start) return { phase: 'not-yet', remainingMs: start - now };
  return { phase: 'active', remainingMs: end - now };
}

/** Minutes left at which a count-down is read out. */
export const passSteps = [10, 5, 1] as const;

/** Returns the step that was passed between two moments of a count-down, and the end of it; null where there is nothing to say. */
export function passStepBetween(before: PassState, after: PassState): (typeof passSteps)[number] | 'over' | null {
  if (before.phase === 'over' || before.phase === 'none') return null;
  if (after.phase === 'over') return 'over';
  if (before.phase !== 'active' || after.phase !== 'active') return null;
  const passed = passSteps.filter((minutes) => {
    const limit = minutes * 60_000;
    return before.remainingMs > limit && after.remainingMs <= limit;
  });
  // A computer that slept may pass several: only the last one is still true.
  return passed.at(-1) ?? null;
}

/** Microsoft's limits of a pass: shortest and longest life, and the time a single-use pass leaves after it was used. */
export const passLimits = {
  shortestMinutes: 10,
  longestMinutes: 43_200,
  usualMinutes: 60,
  singleUseMinutes: 10,
} as const;
