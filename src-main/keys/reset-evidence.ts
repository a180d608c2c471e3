import type { KeyFacts } from '../../src-shared/domain/plugged-key.ts';

/** Returns what a key shows of a reset: that it lost its PIN or got room, that it still has its PIN, or neither (null). */
export function isErased(before: KeyFacts, after: KeyFacts): boolean | null {
  if (before.pin.set === true) return after.pin.set === false;
  const [had, has] = [before.passkeys.remaining, after.passkeys.remaining];
  return had !== null && has !== null && has > had ? true : null;
}
