import type { CoverageAccount } from './coverage-account.ts';

/**
 * State of an account: `closed`: nothing in use is known to open it · `one-key`: one key, or what is carried together, holds it up ·
 * `weak`: less than two full ways in that cannot be lost together · `not-known` · `survives`: any one loss.
 */
export const accountRisks = ['closed', 'one-key', 'weak', 'not-known', 'survives'] as const;
export type AccountRisk = (typeof accountRisks)[number];

/** Returns how an account stands. */
export function riskOf({ verdict, survivesAnyOneLoss, onlyKeyId, gaps }: CoverageAccount): AccountRisk {
  if (verdict === 'no-way-in') return 'closed';
  if (survivesAnyOneLoss === null) return 'not-known';
  if (survivesAnyOneLoss) return gaps.some(({ severity }) => severity !== 'notice') ? 'weak' : 'survives';
  // Where a help desk would lead back in, the account is not lost with the key.
  const hangs = verdict !== 'helpdesk-only' && (onlyKeyId !== null || verdict === 'one-ring');
  return hangs ? 'one-key' : 'weak';
}
