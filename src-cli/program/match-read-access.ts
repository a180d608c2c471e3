import type { Recognition } from '../../src-main/inventory/inventory.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { readAccessCandidates } from '../../src-shared/plans/read-access-candidates.ts';
import type { CommandContext } from './command-context.ts';

/**
 * Returns a key with the read access that is kept for it. Nothing is sent to it. Of a key that was recognised by other evidence and does not answer
 * to what is kept for it this is said: it was forgotten.
 */
export async function withReadAccess(
  context: CommandContext,
  key: PluggedKey,
  remembered: readonly InventoryKey[],
  recognition: Recognition,
): Promise<PluggedKey> {
  if (key.facts === null) return key;
  const certain = recognition.state === 'known' ? recognition.keyId : null;
  const candidates = readAccessCandidates(key.facts, remembered, certain);
  if (candidates === null) return key;
  const { keyIds, isCertain } = candidates;
  const { keys } = await context.core();
  const match = await keys.matchReadAccess(key.handle, keyIds, isCertain);
  if (match === 'ended') {
    const label = displayText(remembered.find(({ id }) => id === certain)?.label ?? '', 60);
    context.terminal.note(context.t('cli.read-access.ended', { key: label }));
  }
  const { readAccess } = keys.keys().find(({ handle }) => handle === key.handle) ?? key;
  return { ...key, readAccess };
}
