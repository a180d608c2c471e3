import { defineCommand } from '../../program/command.ts';
import { namedPasskey, requireCredentialId } from '../../program/arguments/passkey-argument.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey, unlock } from '../../program/key-access.ts';
import { text } from '../../program/options.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { serviceText } from './passkeys.ts';

/** `passkeys rename`: changes user name and display name of one passkey; a name that is not given stays. */
export const renamePasskey = defineCommand({
  summary: 'cli.passkeys.rename',
  args: '<credential-id>',
  options: {
    userName: text('--user-name <name>', 'cli.option.user-name'),
    displayName: text('--display-name <name>', 'cli.option.display-name'),
  },
  run: async (context, { args: [argument = ''], userName, displayName }) => {
    requireCredentialId(context, argument);
    if (userName === undefined && displayName === undefined) throw new UsageError(context.t('cli.usage.rename'));
    const chosen = await chosenKey(context);
    const canRename = chosen.key.facts?.capabilities.renamePasskey;
    if (canRename?.answer === 'no' && canRename.reason !== null && canRename.reason !== 'no-pin-set') {
      const reason = context.t(`reason.${canRename.reason}`);
      throw new CommandFailed({ kind: 'not-supported', feature: 'rename-passkey' }, reason);
    }
    const { candidate, listing } = await unlock(context, chosen);
    const passkey = namedPasskey(context, listing, argument);
    const names = {
      userName: userName ?? passkey.userName ?? '',
      userDisplayName: displayName ?? passkey.userDisplayName ?? '',
    };
    const { keys } = await context.core();
    const { rpIdHash, credentialId } = passkey;
    const input = { rpIdHash, credentialId, ...names };
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const outcome = await keys.run('rename-passkey', candidate.key.handle, input, options);
    return { candidate, passkey, renamed: valueOf(outcome).passkey };
  },
  document: (_, { candidate, renamed }) => ({ key: keyReference(candidate), done: true, passkey: renamed }),
  lines: ({ t }, { candidate, passkey }) => [
    t('cli.rename.done', { service: serviceText(passkey), key: nameOf(candidate) }),
  ],
});
