import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, refreshed } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { text } from '../../program/options.ts';

/** `inventory remember`: remembers a key without reading its passkeys, for keys that cannot list any. */
export const rememberKey = defineCommand({
  summary: 'cli.inventory.remember',
  options: { as: text('--as <key>', 'cli.option.as') },
  run: async (context, { as }) => {
    const { inventory } = await openedInventory(context);
    const candidate = await chosenKey(context);
    const answer = await identityAnswer(context, inventory, candidate, undefined, as);
    const stored = valueOf(await inventory.recordKey(candidate.key, answer));
    return { key: await refreshed(context, candidate, stored.keyId), isNew: stored.isNew };
  },
  document: (_, { key, isNew }) => ({ key: keyReference(key), done: true, isNew }),
  lines: ({ t }, { key }) => [t('cli.inventory.remember.done', { key: nameOf(key) })],
});
