import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { confirm } from '../../terminal/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { inventoryFacts } from './inventory-facts.ts';
import { askPassphrase } from '../../terminal/pin-prompt.ts';
import { factLines } from '../../terminal/table-lines.ts';

/** `inventory status`: where the file is, whether it can be opened, what protects it. Asks nothing. */
export async function showStatus(context: CommandContext): Promise<CommandResult> {
  const status = await (await context.inventory()).status();
  return { document: { inventory: status }, lines: factLines(inventoryFacts(context.t, status)) };
}

/** `inventory passphrase set`: sets or changes it; typed twice. */
export async function setPassphrase(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { inventory } = await openedInventory(context);
  const passphrase = await newPassphrase(context);
  // Wiped by the inventory.
  valueOf(await inventory.setPassphrase(passphrase));
  return { document: { done: true }, lines: [t('cli.inventory.passphrase-set')] };
}

async function newPassphrase(context: CommandContext): Promise<Uint8Array> {
  const { t } = context;
  const first = await askPassphrase(context, t('cli.prompt.new-passphrase'));
  if (context.options.passphraseStdin === true) return first;
  try {
    const again = await askPassphrase(context, t('cli.prompt.new-passphrase-again'));
    const same = first.length === again.length && first.every((byte, index) => byte === again[index]);
    again.fill(0);
    if (!same) throw new CommandFailed({ kind: 'cancelled' }, t('cli.inventory.passphrase-differs'));
    return first;
  } catch (error) {
    first.fill(0);
    throw error;
  }
}

/** `inventory passphrase remove`. */
export async function removePassphrase(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { inventory } = await openedInventory(context);
  await confirm(context, t('cli.inventory.passphrase-remove.question'));
  valueOf(await inventory.setPassphrase(null));
  return { document: { done: true }, lines: [t('cli.inventory.passphrase-removed')] };
}

/** `inventory recovery-code`: makes a new one and shows it once; it is the answer, so it goes to standard output. */
export async function makeRecoveryCode(context: CommandContext): Promise<CommandResult> {
  const { t, terminal } = context;
  const { inventory } = await openedInventory(context);
  const { protection } = await inventory.status();
  if (protection.recoveryCode) await confirm(context, t('cli.inventory.recovery-code.question'));
  const { code } = valueOf(await inventory.createRecoveryCode());
  terminal.note(t('cli.inventory.recovery-code.note'));
  return { document: { done: true, recoveryCode: code }, lines: [displayText(code, 200)] };
}

/** `inventory keychain on|off`. */
export async function setKeychain(context: CommandContext, [word = '']: readonly string[]): Promise<CommandResult> {
  const { t } = context;
  if (word !== 'on' && word !== 'off') throw new UsageError(t('cli.usage.one-of', { value: word, values: 'on, off' }));
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.setKeychain(word === 'on'));
  return { document: { done: true, keychain: word === 'on' }, lines: [t(`cli.inventory.keychain-${word}`)] };
}
