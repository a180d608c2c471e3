import type { OtherWayInKind } from '../../../src-shared/domain/other-way-in.ts';

/** The kinds of other ways in, by what they hang on. */
export const wayKindGroups = {
  device: ['windows-hello', 'microsoft-authenticator', 'phone-sign-in', 'push', 'totp-app', 'sms'],
  synced: ['synced-passkey', 'sign-in-with', 'recovery-email'],
  code: ['recovery-codes', 'password', 'password-beside'],
  people: ['temporary-access-pass', 'helpdesk'],
  other: ['other'],
} as const satisfies Readonly<Record<string, readonly OtherWayInKind[]>>;

export type WayKindGroup = keyof typeof wayKindGroups;
