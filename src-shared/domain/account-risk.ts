/**
 * State of an account: `closed`: nothing in use is known to open it · `one-key`: one key, or what is carried together, holds it up ·
 * `weak`: less than two full ways in that cannot be lost together · `not-known` · `survives`: any one loss.
 */
export const accountRisks = ['closed', 'one-key', 'weak', 'not-known', 'survives'] as const;
export type AccountRisk = (typeof accountRisks)[number];
