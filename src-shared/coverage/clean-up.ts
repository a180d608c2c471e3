import type { CatalogueService } from '../domain/catalogue.ts';
import { sha256Hex } from '../lib/sha256.ts';

/** Reason why a passkey is probably of no use any more: its service no longer takes passkeys of that RP ID, since a day (YYYY-MM-DD). */
export interface CleanUpReason {
  readonly kind: 'retired-rp-id';
  readonly service: Pick<CatalogueService, 'name' | 'nameJa'>;
  readonly since: string;
}

/**
 * Creates what tells which passkeys are probably of no use any more; it returns null for any other. A text that does not hash to the RP ID hash
 * names no service. `now` is ISO 8601.
 */
export function createCleanUp(
  services: readonly CatalogueService[],
  now: string,
): (passkey: { readonly rpId: string | null; readonly rpIdHash: string | null }) => CleanUpReason | null {
  const retired = new Map<string, CleanUpReason>();
  const inUse = new Set(services.flatMap(({ rpIds }) => rpIds));
  for (const service of services) {
    for (const { rpId, since } of service.retiredRpIds ?? []) {
      if (since > now || inUse.has(rpId) || retired.has(rpId)) continue;
      retired.set(rpId, { kind: 'retired-rp-id', service, since });
    }
  }
  return ({ rpId, rpIdHash }) => {
    const reason = rpId === null ? undefined : retired.get(rpId);
    return reason === undefined || rpId === null || sha256Hex(rpId) !== rpIdHash ? null : reason;
  };
}
