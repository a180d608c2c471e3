import type { VirtualClock } from '../virtual-clock.ts';
import type { PinProtocolNumber } from './pin-protocol.ts';

/** CTAP 2.1 §6.5.5.7, table of permissions; pcmr is CTAP 2.2. */
export const Permission = {
  makeCredential: 0x01,
  getAssertion: 0x02,
  credentialManagement: 0x04,
  bioEnrollment: 0x08,
  largeBlobWrite: 0x10,
  config: 0x20,
  persistentCredentialManagementReadOnly: 0x40,
} as const;

/** A key of 2.0 or 2.1-PRE knows no permissions: its token is good for everything. */
export const allPermissions = 0xff;

const firstUseLimitMs = 30_000;
const lifetimeMs = 600_000;
const userPresentLimitMs = 30_000;

/** A pinUvAuthToken in use (CTAP 2.1 §6.5.2.1). */
export interface PinToken {
  readonly bytes: Uint8Array;
  readonly protocol: PinProtocolNumber;
  readonly issuedAt: number;
  permissions: number;
  rpId: string | null;
  userPresent: boolean;
  userVerified: boolean;
  used: boolean;
  /** Counts tokens; tells whether an enumeration was begun with this one. */
  readonly number: number;
}

/** Checks whether a token has run out: 30 s until its first use, 600 s in all. */
export function tokenExpired(token: PinToken, clock: VirtualClock): boolean {
  const age = clock.now() - token.issuedAt;
  return age >= lifetimeMs || (!token.used && age >= firstUseLimitMs);
}

/** Checks whether the touch given when the token was made still counts. */
export function tokenUserPresent(token: PinToken, clock: VirtualClock): boolean {
  return token.userPresent && clock.now() - token.issuedAt < userPresentLimitMs;
}
