import type { AccountRisk } from '../domain/account-risk.ts';
import type { CoverageAccount } from './coverage-account.ts';

/** Returns how an account stands. */
export function riskOf({ verdict, survivesAnyOneLoss, onlyKeyId, gaps }: CoverageAccount): AccountRisk {
  if (verdict === 'no-way-in') return 'closed';
  if (survivesAnyOneLoss === null) return 'not-known';
  if (survivesAnyOneLoss) return gaps.some(({ severity }) => severity !== 'notice') ? 'weak' : 'survives';
  // Where a help desk would lead back in, the account is not lost with the key.
  const hangs = verdict !== 'helpdesk-only' && (onlyKeyId !== null || verdict === 'one-ring');
  return hangs ? 'one-key' : 'weak';
}
