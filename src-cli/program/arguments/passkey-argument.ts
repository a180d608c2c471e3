import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailed, UsageError } from '../command-failure.ts';

const shortestPrefix = 8;

/** Finds the passkey that an argument names: a whole credential ID, or a beginning of it that fits one passkey only. */
export function namedPasskey(context: CommandContext, listing: PasskeyListing, argument: string): Credential {
  const wanted = requireCredentialId(context, argument);
  const exact = listing.passkeys.filter((passkey) => passkey.credentialId === wanted);
  const fitting =
    exact.length > 0 ? exact : listing.passkeys.filter(({ credentialId }) => credentialId.startsWith(wanted));
  const [only] = fitting;
  if (only === undefined) throw new CommandFailed({ kind: 'passkey-not-found' });
  if (new Set(fitting.map(({ credentialId, rpIdHash }) => `${rpIdHash}${credentialId}`)).size > 1) {
    throw new UsageError(context.t('cli.usage.several-passkeys', { count: fitting.length }));
  }
  return only;
}

/** Refuses what cannot be a credential ID before a PIN is asked for. */
export function requireCredentialId({ t }: Pick<CommandContext, 't'>, argument: string): string {
  const wanted = argument.replace(/…$/, '').toLowerCase();
  if (!/^[0-9a-f]+$/.test(wanted) || wanted.length < shortestPrefix) {
    throw new UsageError(t('cli.usage.credential-id', { digits: shortestPrefix }));
  }
  return wanted;
}
