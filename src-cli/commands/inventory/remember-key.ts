import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failed.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, refreshed } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../keys/key-document.ts';
import type { OwnOptions } from '../../program/program.ts';

/** `inventory remember`: remembers a key without reading its passkeys, for keys that cannot list any. */
export async function rememberKey(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  const candidate = await chosenKey(context);
  const answer = await identityAnswer(context, inventory, candidate, undefined, options['as']);
  const stored = valueOf(await inventory.recordKey(candidate.key, answer));
  const known = await refreshed(context, candidate, stored.keyId);
  return {
    document: { key: keyReference(known), done: true, isNew: stored.isNew },
    lines: [context.t('cli.inventory.remember.done', { key: nameOf(known) })],
  };
}
