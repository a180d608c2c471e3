import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { inventoryFacts } from './inventory-facts.ts';
import { askPassphrase } from '../../program/pin-prompt.ts';
import { factLines } from '../../terminal/table-lines.ts';

/** `inventory status`: where the file is, whether it can be opened, what protects it. Asks nothing. */
export const showStatus = defineCommand({
  summary: 'cli.inventory.status',
  options: {},
  run: async (context) => {
    const inventory = await context.inventory();
    return { inventory: await inventory.status() };
  },
  lines: ({ t, terminal }, { inventory }) => factLines(inventoryFacts(t, inventory), terminal.size),
});

/** `inventory passphrase set`: sets or changes it; typed twice. */
export const setPassphrase = defineCommand({
  summary: 'cli.inventory.passphrase.set',
  options: {},
  run: async (context) => {
    const { inventory } = await openedInventory(context, true);
    const passphrase = await newPassphrase(context);
    // Wiped by the inventory.
    valueOf(await inventory.setPassphrase(passphrase));
    return { done: true };
  },
  lines: ({ t }) => [t('cli.inventory.passphrase-set')],
});

async function newPassphrase(context: CommandContext): Promise<Uint8Array> {
  const { t } = context;
  const first = await askPassphrase(context, t('cli.prompt.new-passphrase'));
  if (context.options.passphraseStdin) return first;
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
export const removePassphrase = defineCommand({
  summary: 'cli.inventory.passphrase.remove',
  options: {},
  run: async (context) => {
    const { inventory } = await openedInventory(context);
    await confirm(context, context.t('cli.inventory.passphrase-remove.question'));
    valueOf(await inventory.setPassphrase(null));
    return { done: true };
  },
  lines: ({ t }) => [t('cli.inventory.passphrase-removed')],
});

/** `inventory recovery-code`: creates a new one and shows it once; it is the answer, so it goes to standard output. */
export const makeRecoveryCode = defineCommand({
  summary: 'cli.inventory.recovery-code',
  options: {},
  run: async (context) => {
    const { t, terminal } = context;
    const { inventory } = await openedInventory(context);
    const { protection } = await inventory.status();
    if (protection.recoveryCode) await confirm(context, t('cli.inventory.recovery-code.question'));
    const { code } = valueOf(await inventory.createRecoveryCode());
    terminal.note(t('cli.inventory.recovery-code.note'));
    return { done: true, recoveryCode: code };
  },
  lines: (_, { recoveryCode }) => [displayText(recoveryCode, 200)],
});

/** `inventory keychain on|off`. */
export const setKeychain = defineCommand({
  summary: 'cli.inventory.keychain',
  args: '<on|off>',
  options: {},
  run: async (context, { args: [value = ''] }) => {
    if (value !== 'on' && value !== 'off') {
      throw new UsageError(context.t('cli.usage.one-of', { value, values: 'on, off' }));
    }
    const { inventory } = await openedInventory(context);
    valueOf(await inventory.setKeychain(value === 'on'));
    return { done: true, keychain: value === 'on' };
  },
  lines: ({ t }, { keychain }) => [t(keychain ? 'cli.inventory.keychain-on' : 'cli.inventory.keychain-off')],
});
