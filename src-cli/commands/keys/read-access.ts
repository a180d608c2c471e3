import { displayText } from '../../../src-shared/lib/display-text.ts';
import { unlistableFailure } from '../../../src-shared/domain/capability.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { type OpenedInventory, openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { chosenKey, presentKey, refreshed, withTypedPin } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { text } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

/** `read-access keep`: types the PIN once, so that this computer lists the passkeys of this key without it from then on. */
export const keepReadAccess = defineCommand({
  summary: 'cli.read-access.keep',
  options: { as: text('--as <key>', 'cli.option.as') },
  run: async (context, { as }) => {
    const opened = await openedInventory(context);
    const chosen = await chosenKey(context);
    requireOffered(context, chosen);
    const keyId = await rememberedId(context, opened, chosen, as);
    const vault = await context.readAccess();
    valueOf(await vault.kept([keyId]));
    const { keys } = await context.core();
    const { handle } = chosen.key;
    const listing = await withTypedPin(context, chosen, (pin) =>
      keys.run('keep-read-access', handle, { keyId, pin }, { signal: context.signal }),
    );
    // What is kept now is no evidence for itself: its own credential IDs must not say that it is another key.
    const key = { ...(await presentKey(context, chosen)), readAccess: null };
    const stored = await opened.inventory.recordListing(key, listing, { keyId });
    if (!stored.ok) await vault.forget(keyId);
    valueOf(stored);
    return { key: await refreshed(context, chosen, keyId), listing };
  },
  document: (_, { key, listing }) => ({
    key: keyReference(key),
    done: true,
    existing: listing.existing,
    complete: listing.complete,
  }),
  lines: ({ t }, { key, listing }) => [
    t('cli.read-access.kept', { key: nameOf(key), count: listing.passkeys.length }),
    t('cli.read-access.what'),
  ],
});

/** `read-access show`: the remembered keys of which this computer keeps read access. Needs no key. */
export const showReadAccess = defineCommand({
  summary: 'cli.read-access.show',
  options: {},
  run: async (context) => {
    const { snapshot } = await openedInventory(context);
    const vault = await context.readAccess();
    const kept = new Set(valueOf(await vault.kept(snapshot.keys.map(({ id }) => id))));
    const keys = snapshot.keys.filter(({ id }) => kept.has(id));
    return { keys: keys.map(({ id, label }) => ({ inventoryId: id, label })) };
  },
  lines: ({ t }, { keys }) =>
    keys.length === 0 ? [t('cli.read-access.none')] : keys.map(({ label }) => displayText(label, 80)),
});

/** `read-access forget`: removes it from the keychain, whether or not the key is plugged in. */
export const forgetKeptReadAccess = defineCommand({
  summary: 'cli.read-access.forget',
  args: '<key>',
  options: {},
  run: async (context, { args: [selector = ''] }) => {
    const { snapshot } = await openedInventory(context);
    const { id, label } = rememberedKey(context, snapshot, selector);
    const vault = await context.readAccess();
    const kept = valueOf(await vault.kept([id]));
    valueOf(await vault.forget(id));
    return { done: true, key: { inventoryId: id, label }, wasKept: kept.length > 0 };
  },
  lines: ({ t }, { key, wasKept }) => [
    t(wasKept ? 'cli.read-access.forgotten' : 'cli.read-access.was-none', { key: displayText(key.label, 80) }),
  ],
});

/** Throws CommandFailed for a key that does not offer read access, or not now, with the reason. */
function requireOffered({ t }: CommandContext, { key }: KeyCandidate): void {
  const capability = key.facts?.capabilities.keepReadAccess;
  if (capability === undefined) throw new CommandFailed({ kind: 'key-not-answering' });
  const { answer, reason } = capability;
  if (answer !== 'no') return;
  const failure =
    reason === 'no-read-access'
      ? ({ kind: 'not-supported', feature: 'read-access' } as const)
      : unlistableFailure(reason);
  throw new CommandFailed(failure, reason === null ? null : t(`reason.${reason}`));
}

/** Returns the id of the record of a key: as it was recognised, or as the person says. Throws CommandFailed for one that is not remembered. */
async function rememberedId(
  context: CommandContext,
  { inventory }: OpenedInventory,
  candidate: KeyCandidate,
  as: string | undefined,
): Promise<string> {
  const { t } = context;
  const answer = await identityAnswer(context, inventory, candidate, undefined, as);
  const answered = answer !== undefined && 'keyId' in answer ? answer.keyId : null;
  const { inventoryId } = candidate;
  if (inventoryId !== null && answered !== null && inventoryId !== answered) {
    throw new CommandFailed({ kind: 'input-invalid', detail: 'answer-contradicts' });
  }
  const keyId = inventoryId ?? answered;
  if (keyId === null) {
    throw new CommandFailed(
      { kind: 'no-such-key' },
      t('cli.read-access.not-remembered'),
      t('cli.read-access.scan-first'),
    );
  }
  return keyId;
}
