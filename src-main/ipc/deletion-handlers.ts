import type { CoverageCatalogue } from '../../src-shared/coverage/coverage-input.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { AppContract, DeletionPreview } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { InputOf } from '../../src-shared/operations/operation-names.ts';
import type { KeyViews } from './key-views.ts';
import { keyLook } from './pin-window-key.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { type Confirmations, confirmationLifetimeMs } from './confirmations.ts';
import type { DeletionFacts, DeletionQuestion } from './deletion-preview.ts';
import type { WindowOperations } from './operation-handlers.ts';
import type { Ask } from './question.ts';

export interface DeletionHandlersOptions {
  readonly inventory: Inventory;
  readonly views: KeyViews;
  readonly confirmations: Confirmations;
  readonly ask: Ask;
  readonly deletionFacts: (
    question: Omit<DeletionQuestion, keyof CoverageCatalogue | 'locale' | 'now'>,
  ) => DeletionFacts;
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

  async function prepare(key: KeyView, reference: InputOf<'delete-passkey'>): Promise<Outcome<DeletionPreview>> {
    const { rpIdHash, credentialId } = reference;
    const listing = views.listing(key.handle);
    const passkey = listing?.passkeys.find(
      (candidate) => candidate.rpIdHash === rpIdHash && candidate.credentialId === credentialId,
    );
    if (listing === null || passkey === undefined) return failed({ kind: 'passkey-not-found' });
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const keyId = key.remembered?.keyId ?? null;
    const facts = options.deletionFacts({ snapshot: snapshot.value, keyId, listing, passkey });
    const keyLabel = key.remembered?.label ?? keyLook(key);
    const account = passkey.userName ?? passkey.userDisplayName;
    const named = { service: facts.serviceName, account, key: keyLabel };
    return success({
      confirmationId: confirmations.create({ handle: key.handle, rpIdHash, credentialId, named }),
      expiresAt: new Date(options.now().getTime() + confirmationLifetimeMs).toISOString(),
      keyLabel,
      passkey,
      ...mutable(facts),
    });
  }

  /** Records a deletion in the history also for a key without a record, which has no journal. */
  async function noteDeletion(key: KeyView, credentialId: string): Promise<void> {
    const passkey = views.listing(key.handle)?.passkeys.find((candidate) => candidate.credentialId === credentialId);
    const { rpId, userName } = passkey ?? { rpId: null, userName: null };
    const noted = await inventory.noteDeletion({ keyLabel: keyLook(key), rpId, userName });
    if (!noted.ok) options.log(`deletion not noted: ${noted.failure.kind}`);
  }

  return {
    prepareDelete: ({ handle, ...reference }) => withKey(handle, (key) => prepare(key, reference)),
    confirmDelete: async ({ handle, confirmationId }) => {
      const shown = confirmations.peek(confirmationId, handle);
      // A page can ask for both steps by itself. What it cannot do is press a button of the system's dialog.
      if (shown !== null && !(await options.ask({ kind: 'delete-passkey', ...shown.named }))) {
        confirmations.take(confirmationId, handle);
        return failed({ kind: 'cancelled' });
      }
      const confirmed = confirmations.take(confirmationId, handle);
      if (confirmed === null) {
        options.log('deletion denied: no valid confirmation');
        return failed({ kind: 'confirmation-expired' });
      }
      const { rpIdHash, credentialId } = confirmed;
      return withKey(handle, async (key, signal) => {
        const outcome = await run(key, 'delete-passkey', { rpIdHash, credentialId }, signal);
        if (!outcome.ok) {
          if (outcome.failure.kind === 'outcome-unknown') await listAgain(key, signal);
          return outcome;
        }
        const { stillListed, listing } = outcome.value;
        if (key.remembered === null && stillListed !== true) await noteDeletion(key, credentialId);
        if (listing !== null) await store(key, listing);
        return success({ stillListed });
      });
    },
  };
}

function mutable(facts: DeletionFacts): Omit<DeletionFacts, 'otherKeys' | 'otherWaysIn'> & {
  otherKeys: string[];
  otherWaysIn: string[];
} {
  return { ...facts, otherKeys: [...facts.otherKeys], otherWaysIn: [...facts.otherWaysIn] };
}
