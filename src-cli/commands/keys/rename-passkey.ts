import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError } from '../../program/command-failed.ts';
import { journalled } from '../../program/journalled.ts';
import { chosenKey, unlock } from '../../program/key-access.ts';
import { keyReference, nameOf } from './key-document.ts';
import { namedPasskey, requireCredentialId } from '../../program/arguments/passkey-argument.ts';
import type { OwnOptions } from '../../program/program.ts';
import { serviceText } from './passkeys.ts';

/** `passkeys rename`: changes user name and display name of one passkey; a name that is not given stays. */
export async function renamePasskey(
  context: CommandContext,
  [argument = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { userName, displayName } = options;
  requireCredentialId(context, argument);
  if (typeof userName !== 'string' && typeof displayName !== 'string') {
    throw new UsageError(context.t('cli.usage.rename'));
  }
  const chosen = await chosenKey(context);
  const canRename = chosen.key.facts?.capabilities.renamePasskey;
  if (canRename?.answer === 'no' && canRename.reason !== null && canRename.reason !== 'no-pin-set') {
    const words = context.t(`reason.${canRename.reason}`);
    throw new CommandFailed({ kind: 'not-supported', feature: 'rename-passkey' }, words);
  }
  const { candidate, listing } = await unlock(context, chosen);
  const passkey = namedPasskey(context, listing, argument);
  const names = {
    userName: typeof userName === 'string' ? userName : (passkey.userName ?? ''),
    userDisplayName: typeof displayName === 'string' ? displayName : (passkey.userDisplayName ?? ''),
  };
  const { keys } = await context.core();
  const { rpIdHash, credentialId } = passkey;
  const { passkey: renamed } = await journalled(
    context,
    candidate.inventoryId,
    { operation: 'rename-passkey', credentialId },
    () => names,
    () => keys.renamePasskey(candidate.key.handle, { rpIdHash, credentialId }, names, { signal: context.signal }),
  );
  return {
    document: { key: keyReference(candidate), done: true, passkey: renamed },
    lines: [context.t('cli.rename.done', { service: serviceText(passkey), key: nameOf(candidate) })],
  };
}
