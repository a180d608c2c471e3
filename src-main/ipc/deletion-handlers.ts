import type { CoverageCatalogue } from '../../src-shared/coverage/coverage-input.ts';
import type { PasskeyReference } from '../../src-shared/domain/deletion.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { DeletionLoss, DeletionPreview } from '../../src-shared/ipc/deletion-contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { deleteInOrder } from '../../src-shared/operations/delete-in-order.ts';
import type { KeyViews } from './key-views.ts';
import { keyLook } from './pin-window-key.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { type Confirmations, confirmationLifetimeMs, type ConfirmedDeletion } from './confirmations.ts';
import type { DeletionQuestion } from './deletion-preview.ts';
import type { WindowOperations } from './operation-handlers.ts';
import type { Ask } from './question.ts';

export interface DeletionHandlersOptions {
  readonly inventory: Inventory;
  readonly views: KeyViews;
  readonly confirmations: Confirmations<ConfirmedDeletion>;
  readonly ask: Ask;
  readonly deletionLosses: (
    question: Omit<DeletionQuestion, keyof CoverageCatalogue | 'locale' | 'now'>,
  ) => DeletionLoss[];
  /** Wall clock, for what a person reads. */
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** Answers the two steps of a deletion: what it means, then with that confirmation and a yes in the system's dialog the deletion itself. */
export function createDeletionHandlers(
  options: DeletionHandlersOptions,
  { withKey, run }: WindowOperations,
  store: (key: KeyView, listing: PasskeyListing) => Promise<unknown>,
  listAgain: (key: KeyView, signal: AbortSignal) => Promise<void>,
): Pick<HandlersOf<AppContract>['keys'], 'prepareDelete' | 'confirmDelete'> {
  const { inventory, views, confirmations } = options;

  async function prepare(key: KeyView, references: readonly PasskeyReference[]): Promise<Outcome<DeletionPreview>> {
    const listing = views.listing(key.handle);
    const passkeys = listing === null ? null : findAll(listing, references);
    if (listing === null || passkeys === null) return failed({ kind: 'passkey-not-found' });
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const keyId = key.remembered?.keyId ?? null;
    const losses = options.deletionLosses({ snapshot: snapshot.value, keyId, listing, passkeys });
    const keyLabel = key.remembered?.label ?? keyLook(key);
    const named = {
      key: keyLabel,
      passkeys: losses.map(({ serviceName, passkey }) => ({
        service: serviceName,
        account: passkey.userName ?? passkey.userDisplayName,
      })),
      closed: closedBy(losses),
    };
    return success({
      confirmationId: confirmations.create({ handle: key.handle, passkeys: references, named }),
      expiresAt: new Date(options.now().getTime() + confirmationLifetimeMs).toISOString(),
      keyLabel,
      losses,
    });
  }

  /** Records a deletion in the history also for a key without a record, which has no journal. */
  async function noteDeletion(key: KeyView, credentialId: string): Promise<void> {
    const passkey = views.listing(key.handle)?.passkeys.find((candidate) => candidate.credentialId === credentialId);
    const { rpId, userName } = passkey ?? { rpId: null, userName: null };
    const noted = await inventory.noteDeletion({ keyLabel: keyLook(key), rpId, userName });
    if (!noted.ok) options.log(`deletion not noted: ${noted.failure.kind}`);
  }

  async function deleteOne(
    key: KeyView,
    { rpIdHash, credentialId }: PasskeyReference,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly stillListed: boolean | null }>> {
    // The person stopped between two.
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const outcome = await run(key, 'delete-passkey', { rpIdHash, credentialId }, signal);
    if (!outcome.ok) {
      if (outcome.failure.kind === 'outcome-unknown') await listAgain(key, signal);
      return outcome;
    }
    const { stillListed, listing } = outcome.value;
    if (key.remembered === null && stillListed !== true) await noteDeletion(key, credentialId);
    if (listing !== null) await store(key, listing);
    return success({ stillListed });
  }

  return {
    prepareDelete: ({ handle, passkeys }) => withKey(handle, (key) => prepare(key, passkeys)),
    confirmDelete: async ({ handle, confirmationId }) => {
      const shown = confirmations.peek(confirmationId, handle);
      // A page can ask for both steps by itself. What it cannot do is press a button of the system's dialog.
      if (shown !== null && !(await options.ask({ kind: 'delete-passkeys', ...shown.named }))) {
        confirmations.take(confirmationId, handle);
        return failed({ kind: 'cancelled' });
      }
      const confirmed = confirmations.take(confirmationId, handle);
      if (confirmed === null) {
        options.log('deletion denied: no valid confirmation');
        return failed({ kind: 'confirmation-expired' });
      }
      return withKey(handle, async (key, signal) => {
        const results = await deleteInOrder(confirmed.passkeys, (passkey) => deleteOne(key, passkey, signal));
        return success({ results });
      });
    },
  };
}

/** Finds passkeys in a listing, each once; null where one of them is not in it. */
function findAll({ passkeys }: PasskeyListing, references: readonly PasskeyReference[]): readonly Credential[] | null {
  const found = new Set<Credential>();
  for (const { rpIdHash, credentialId } of references) {
    const passkey = passkeys.find((one) => one.rpIdHash === rpIdHash && one.credentialId === credentialId);
    if (passkey === undefined) return null;
    found.add(passkey);
  }
  return found.size === references.length ? [...found] : null;
}

/** Returns the number of accounts that nothing known would open any more. */
function closedBy(losses: readonly DeletionLoss[]): number {
  const own = losses.filter(({ onlyKnownWay }) => onlyKnownWay);
  const accounts = new Set(
    own.map(({ passkey: { rpIdHash, userId, credentialId } }) => `${rpIdHash}${userId ?? credentialId}`),
  );
  return accounts.size + new Set(losses.flatMap(({ closedToo }) => closedToo)).size;
}
