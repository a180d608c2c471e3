import type { OtherWayInKind } from '../domain/other-way-in.ts';
import type { PlainMessageKey } from '../i18n/translator.ts';

/** Ways in which a security key is used; disk encryption and computer login (PAM) have neither a service nor a web password. */
export const keyUseKinds = ['fido2-key', 'u2f-key', 'ssh-key', 'disk-encryption', 'pam'] as const;

/** Any kind of sign-in method: with a security key, or beside it. Its name is the message `method.<kind>`. */
export type MethodKind = (typeof keyUseKinds)[number] | OtherWayInKind;

/**
 * The facts about a kind.
 * - `lives`: where it is · `moves`: bound to a device, synced or carried · `needs`: what else must be in hand · `loss`: what losing it means
 * - `first`, `next`: how the first and each further one is enrolled · `spare`: whether it replaces a second key
 */
export const factNames = ['lives', 'moves', 'needs', 'loss', 'first', 'next', 'spare'] as const;
type FactName = (typeof factNames)[number];

/** One fact about a kind, as messages: what it is about, and the sentence. */
export interface GuideFact {
  readonly name: FactName;
  readonly label: PlainMessageKey;
  readonly text: PlainMessageKey;
}

/** The facts of each kind; one that no source tells is left out. */
const guide: Readonly<Record<MethodKind, readonly GuideFact[]>> = {
  'fido2-key': factsOf('fido2-key', factNames),
  'u2f-key': factsOf('u2f-key', factNames),
  'ssh-key': factsOf('ssh-key', factNames),
  'disk-encryption': factsOf('disk-encryption', factNames),
  pam: factsOf('pam', factNames),
  'windows-hello': factsOf('windows-hello', factNames),
  'microsoft-authenticator': factsOf('microsoft-authenticator', factNames),
  'phone-sign-in': factsOf('phone-sign-in', factNames),
  'synced-passkey': factsOf('synced-passkey', factNames),
  'recovery-codes': factsOf('recovery-codes', factNames),
  'temporary-access-pass': factsOf('temporary-access-pass', factNames),
  helpdesk: factsOf('helpdesk', ['lives', 'needs', 'loss', 'first', 'spare']),
  'recovery-email': factsOf('recovery-email', ['lives', 'moves', 'needs', 'loss', 'first', 'spare']),
  'sign-in-with': factsOf('sign-in-with', factNames),
  'totp-app': factsOf('totp-app', factNames),
  sms: factsOf('sms', factNames),
  push: factsOf('push', factNames),
  password: factsOf('password', ['lives', 'moves', 'needs', 'loss', 'first', 'spare']),
  'password-beside': factsOf('password-beside', ['lives', 'needs', 'loss', 'first', 'spare']),
  other: factsOf('other', ['needs', 'spare']),
};

/** Returns what is known about a kind of sign-in method, in the order in which it is read. */
export function methodGuide(kind: MethodKind): readonly GuideFact[] {
  return guide[kind];
}

function factsOf<Kind extends MethodKind, Name extends FactName>(kind: Kind, names: readonly Name[]) {
  return names.map((name) => ({
    name,
    label: `guide.fact.${name}` as const,
    text: `guide.${kind}.${name}` as const,
  }));
}
