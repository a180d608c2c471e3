import type { CommandContext, CommandResult } from '../command-context.ts';
import { valueOf } from '../command-failed.ts';
import { identityAnswer } from '../identity-answer.ts';
import { openedInventory } from '../inventory-access.ts';
import { chosenKey, refreshed } from '../key-access.ts';
import { keyReference, nameOf } from '../key-document.ts';
import type { OwnOptions } from '../program.ts';

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
