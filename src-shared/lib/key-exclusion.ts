import { tellingSerial } from './vendor-serial.ts';

/** Facts that a key keeps for its whole life. */
export interface LastingFacts {
  /** Hex. */
  readonly aaguid: string | null;
  readonly vendorSerial: string | null;
}

/** Checks whether the reported facts cannot be true of that remembered key. */
export function isExcluded(remembered: LastingFacts, facts: LastingFacts): boolean {
  const [ours, theirs] = [tellingAaguid(remembered.aaguid), tellingAaguid(facts.aaguid)];
  if (ours !== null && theirs !== null && ours !== theirs) return true;
  const [ourSerial, theirSerial] = [tellingSerial(remembered.vendorSerial), tellingSerial(facts.vendorSerial)];
  return ourSerial !== null && theirSerial !== null && ourSerial !== theirSerial;
}

/** Returns the AAGUID if it identifies a model: zeros stand for "no AAGUID" (U2F, and keys that hide it). */
export function tellingAaguid(aaguid: string | null): string | null {
  return aaguid === null || /^0*$/.test(aaguid) ? null : aaguid;
}
