import type { OtherWayInKind } from '../../src-shared/domain/other-way-in.ts';
import type { IconName } from './icon.tsx';

/** The icon of each kind of other way in. */
export const otherWayIcons: Readonly<Record<OtherWayInKind, IconName>> = {
  'windows-hello': 'computer',
  'microsoft-authenticator': 'phone',
  'phone-sign-in': 'phone',
  'synced-passkey': 'synced',
  'recovery-codes': 'codes',
  'temporary-access-pass': 'help-desk',
  helpdesk: 'help-desk',
  'recovery-email': 'mail',
  'sign-in-with': 'chain',
  'totp-app': 'phone',
  sms: 'phone',
  push: 'phone',
  password: 'codes',
  'password-beside': 'codes',
  other: 'codes',
};
