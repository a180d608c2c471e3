import type { MessagePortMain } from 'electron';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyProof } from '../../src-shared/domain/key-proof.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import type { ResetEnd, ResetPreview } from '../../src-shared/ipc/reset-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { withJournal } from '../../src-shared/operations/operation-journal.ts';
import { alikeKeys } from '../../src-shared/plans/alike-keys.ts';
import { goneSettings, nameToType, type ResetAccount } from '../../src-shared/plans/reset-consent.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { ArmedResets } from './armed-resets.ts';
import { type Confirmations, confirmationLifetimeMs } from './confirmations.ts';
import type { KeyViews } from './key-views.ts';
import type { WindowOperations } from './operation-handlers.ts';
import { keyLook } from './pin-window-key.ts';
import type { Ask } from './question.ts';

/** Reset to which a person was asked to agree. */
export interface ConfirmedReset {
  readonly handle: string;
  readonly expected: KeyProof;
  readonly word: string;
  /** Facts by which the person is asked once more. */
  readonly named: { readonly key: string; readonly passkeys: number | null; readonly closed: number };
}

export interface ResetHandlersOptions {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Inventory;
  readonly views: KeyViews;
  readonly resets: ArmedResets;
  readonly resetConfirmations: Confirmations<ConfirmedReset>;
  readonly ask: Ask;
  readonly accountsAfterReset: (snapshot: InventorySnapshot, keyId: string) => readonly ResetAccount[];
  /** Wall clock, for what a person reads. */
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/**
 * Answers the two steps of a reset: what it costs, then with that confirmation, the typed name and a yes in the system's dialog the guided
 * reset. It stands in the journal from the yes on.
 */
export function createResetHandlers(
  options: ResetHandlersOptions,
  { withKey }: Pick<WindowOperations, 'withKey'>,
): Pick<HandlersOf<AppContract>['keys'], 'prepareReset' | 'confirmReset'> {
  const { host, inventory, views, resets, resetConfirmations: confirmations } = options;

  async function prepare(key: KeyView): Promise<Outcome<ResetPreview>> {
    const { handle, facts, remembered } = key;
    const proof = await host.keys.checkReset({ handle });
    if (!proof.ok) return proof;
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const { keys } = snapshot.value;
    const keyId = remembered?.keyId ?? null;
    if (alikeKeys(key, keyId, keys).length > 0) return failed({ kind: 'reset-stopped', why: 'keys-alike' });
    const accounts = keyId === null ? null : options.accountsAfterReset(snapshot.value, keyId);
    const keyName = remembered?.label ?? keyLook(key);
    const word = nameToType(key, remembered?.label ?? null, keyName);
    const passkeys = facts?.passkeys.existing ?? keys.find(({ id }) => id === keyId)?.existing ?? null;
    const closed = (accounts ?? []).filter(({ lossImpact }) => lossImpact === 'locked-out').length;
    const named = { key: keyName, passkeys, closed };
    return success({
      confirmationId: confirmations.create({ handle, expected: proof.value, word, named }),
      expiresAt: new Date(options.now().getTime() + confirmationLifetimeMs).toISOString(),
      keyName,
      word,
      passkeys,
      settings: [...goneSettings(facts)],
      accounts: accounts?.map((account) => ({ ...account, opensWith: [...account.opensWith] })) ?? null,
    });
  }

  /** Sends the key host on its way, between two entries of the journal where the key is remembered. */
  function guide(key: KeyView, expected: KeyProof, signal: AbortSignal): Promise<Outcome<ResetEnd>> {
    const { handle, remembered } = key;
    const ended = resets.run(handle, signal, async (stops, stage) => {
      const held: { ended: Outcome<ResetEnd> } = { ended: failed({ kind: 'cancelled' }) };
      const journal = remembered === null ? null : { journal: inventory, keyId: remembered.keyId };
      const outcome = await withJournal(journal, 'reset', { expected }, async () => {
        held.ended = await host.keys.guideReset(
          { handle, expected },
          // Once the key was pulled out, the command may go at any moment.
          { signal: stops, sentOperation: () => (stage() === 'unplug' ? null : 'reset') },
        );
        return held.ended.ok ? held.ended.value.outcome : held.ended;
      });
      const end = held.ended;
      // Not written down, so nothing was sent.
      if (!outcome.ok && !end.ok) return outcome;
      if (end.ok && outcome.ok && end.value.handle !== null && remembered !== null) {
        views.tellWhich(end.value.handle, remembered.keyId);
      }
      return end;
    });
    return ended.finally(() => views.refresh());
  }

  return {
    prepareReset: ({ handle }) => withKey(handle, prepare),
    confirmReset: async ({ handle, confirmationId, word }) => {
      const shown = confirmations.peek(confirmationId, handle);
      if (shown !== null && word.trim() !== shown.word) {
        return failed({ kind: 'input-invalid', detail: 'not-the-name' });
      }
      // A page can ask for both steps by itself. What it cannot do is press a button of the system's dialog.
      if (shown !== null && !(await options.ask({ kind: 'reset-key', ...shown.named }))) {
        confirmations.take(confirmationId, handle);
        return failed({ kind: 'cancelled' });
      }
      const confirmed = confirmations.take(confirmationId, handle);
      if (confirmed === null) {
        options.log('reset denied: no valid confirmation');
        return failed({ kind: 'confirmation-expired' });
      }
      return withKey(handle, (key, signal) => guide(key, confirmed.expected, signal));
    },
  };
}
