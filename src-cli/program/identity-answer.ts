import type { IdentityAnswer, Inventory } from '../../src-main/inventory/inventory.ts';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { CommandContext } from './command-context.ts';
import { UsageError, valueOf } from './command-failure.ts';
import { openedInventory, rememberedKey } from './inventory-access.ts';
import type { KeyCandidate } from './select-key.ts';

/** Returns the person's answer where the inventory cannot tell which key this is; asked only then. */
export async function identityAnswer(
  context: CommandContext,
  inventory: Inventory,
  candidate: KeyCandidate,
  listing: PasskeyListing | undefined,
  as: string | undefined,
): Promise<IdentityAnswer | undefined> {
  const { t, terminal } = context;
  const { snapshot } = await openedInventory(context);
  if (as !== undefined) return as === 'new' ? { newKey: true } : { keyId: rememberedKey(context, snapshot, as).id };
  const recognition = valueOf(await inventory.recognise(candidate.key, listing));
  if (recognition.state !== 'undecided') return undefined;
  const labels = recognition.candidates.map((id) => snapshot.keys.find((key) => key.id === id)?.label ?? id);
  if (labels.length === 0) return { newKey: true };
  const choices = labels.map((label) => displayText(label, 60)).join(t('list.separator'));
  if (!terminal.canAsk || context.options.yes) throw new UsageError(t('cli.usage.which-key', { choices }));
  terminal.note(t('cli.scan.which-key', { choices }));
  const given = (await terminal.askLine(t('cli.prompt.which-key'), context.signal)).trim();
  if (given === '') throw new UsageError(t('cli.usage.which-key', { choices }));
  return given === 'new' ? { newKey: true } : { keyId: rememberedKey(context, snapshot, given).id };
}
