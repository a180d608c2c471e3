/** Ways of sending a PIN: its protocol, and whether a token is asked for with permissions or (`legacy`) as CTAP 2.0 has it. */
export const pinWays = ['protocol-2', 'protocol-1', 'legacy-protocol-2', 'legacy-protocol-1'] as const;
export type PinWayName = (typeof pinWays)[number];
