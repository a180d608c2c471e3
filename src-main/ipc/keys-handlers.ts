import type { CoverageCatalogue } from '../../src-shared/coverage/coverage-input.ts';
import type { MessagePortMain } from 'electron';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract, DeletionPreview, Reading } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { KeyViews } from '../app/key-views.ts';
import type { AttemptObserver, KeyPinPurpose, PinDialogs } from '../app/pin-dialogs.ts';
import { pinWindowKey } from '../app/pin-window-key.ts';
import type { IdentityAnswer, Inventory, JournalEntry } from '../inventory/inventory.ts';
import { journalled, journalResult } from '../inventory/records/journalled.ts';
import { type Confirmations, confirmationLifetimeMs } from './confirmations.ts';
import type { DeletionFacts, DeletionQuestion } from './deletion-preview.ts';
import type { OpenOperations } from './open-operations.ts';
import { storeReading } from './store-reading.ts';

export interface KeysHandlersOptions {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Inventory;
  readonly views: KeyViews;
  readonly dialogs: PinDialogs;
  readonly confirmations: Confirmations;
  readonly operations: OpenOperations;
  readonly deletionFacts: (
    question: Omit<DeletionQuestion, keyof CoverageCatalogue | 'locale' | 'now'>,
  ) => DeletionFacts;
  /** Wall clock, for what a person reads. */
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** Answers what a window asks of the keys that are plugged in. */
export function createKeysHandlers(options: KeysHandlersOptions): HandlersOf<AppContract>['keys'] {
  const { host, inventory, views, dialogs, confirmations, operations } = options;

  async function withKey<Value>(
    handle: KeyHandle,
    run: (key: KeyView, signal: AbortSignal) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const key = views.get(handle);
    if (key === null) return failed({ kind: 'key-removed' });
    return operations.run(handle, (signal) => run(key, signal));
  }

  /** `known` is the key the reading surely belongs to: its last passkey may have gone, and nothing else tell who it is. */
  async function store(
    handle: KeyHandle,
    listing: PasskeyListing,
    known: KeyView['remembered'] = null,
  ): Promise<Outcome<Reading>> {
    views.keepListing(handle, listing);
    const key = views.get(handle);
    // The key may leave between its last answer and here; what it answered is still true and is kept.
    if (key === null) return success({ listing, stored: { state: 'not-stored', reason: 'key-removed' } });
    const answer: IdentityAnswer | undefined = known === null ? undefined : { keyId: known.keyId };
    const stored = await storeReading(inventory, key, listing, answer);
    views.refresh();
    return success({ listing, stored });
  }

  async function askPin(
    purpose: KeyPinPurpose,
    handle: KeyHandle,
  ): Promise<Outcome<{ listing: PasskeyListing | null }>> {
    return withKey(handle, async (key) => {
      if (key.facts === null) return failed(key.problem ?? { kind: 'key-not-answering' });
      const recognition = await views.recognise(handle);
      const observer = purpose === 'unlock' ? null : pinObserver(purpose, key);
      return dialogs.askForKey(purpose, handle, pinWindowKey(key, recognition, key.facts.pin), observer);
    });
  }

  /** Writes PIN changes down where the inventory is open and knows the key; a PIN can be changed without it too. */
  function pinObserver(purpose: 'set' | 'change', key: KeyView): AttemptObserver | null {
    if (key.remembered === null) return null;
    const { keyId } = key.remembered;
    let entry: string | null = null;
    return {
      async begin() {
        const begun = await inventory.journalBegin({ keyId, operation: `${purpose}-pin`, credentialId: null });
        entry = begun.ok ? begun.value.id : null;
        if (!begun.ok) options.log(`journal not written: ${begun.failure.kind}`);
      },
      async end(failure) {
        if (entry !== null) await inventory.journalEnd(entry, journalResult(failure));
        entry = null;
      },
    };
  }

  function journal<Value>(
    key: KeyView,
    operation: JournalEntry['operation'],
    credentialId: string,
    details: (value: Value) => Record<string, string>,
    run: () => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    if (key.remembered === null) return run();
    return journalled(inventory, { keyId: key.remembered.keyId, operation, credentialId }, details, run);
  }

  /** A key without a record has no journal; what was done to it is told in the history all the same. */
  async function noteDeletion(key: KeyView, credentialId: string): Promise<void> {
    const passkey = views.listing(key.handle)?.passkeys.find((candidate) => candidate.credentialId === credentialId);
    const { rpId, userName } = passkey ?? { rpId: null, userName: null };
    const noted = await inventory.noteDeletion({ keyLabel: pinWindowKey(key, null, null).look, rpId, userName });
    if (!noted.ok) options.log(`deletion not noted: ${noted.failure.kind}`);
  }

  async function prepareDelete(
    key: KeyView,
    rpIdHash: string,
    credentialId: string,
  ): Promise<Outcome<DeletionPreview>> {
    const listing = views.listing(key.handle);
    const passkey = listing?.passkeys.find(
      (candidate) => candidate.rpIdHash === rpIdHash && candidate.credentialId === credentialId,
    );
    if (listing === null || passkey === undefined) return failed({ kind: 'passkey-not-found' });
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const keyId = key.remembered?.keyId ?? null;
    return success({
      confirmationId: confirmations.create({ handle: key.handle, rpIdHash, credentialId }),
      expiresAt: new Date(options.now().getTime() + confirmationLifetimeMs).toISOString(),
      keyLabel: key.remembered?.label ?? pinWindowKey(key, null, null).look,
      passkey,
      ...mutable(options.deletionFacts({ snapshot: snapshot.value, keyId, listing, passkey })),
    });
  }

  return {
    list: () => [...views.current()],
    unlock: async ({ handle }) => {
      const outcome = await askPin('unlock', handle);
      if (!outcome.ok) return outcome;
      if (outcome.value.listing === null) return failed({ kind: 'unexpected', detail: 'no listing came' });
      return store(handle, outcome.value.listing);
    },
    read: ({ handle }) =>
      withKey(handle, async (_key, signal) => {
        const listing = await host.keys.passkeys({ handle }, { signal });
        return listing.ok ? store(handle, listing.value) : listing;
      }),
    assign: ({ handle, keyId }) =>
      withKey(handle, async (key) => {
        const listing = views.listing(handle);
        if (listing === null) return failed({ kind: 'input-invalid', detail: 'nothing was read from this key' });
        const recorded = await inventory.recordListing(key, listing, keyId === null ? { newKey: true } : { keyId });
        views.refresh();
        return recorded.ok ? success({ keyId: recorded.value.keyId }) : recorded;
      }),
    remember: ({ handle, keyId }) =>
      withKey(handle, async (key) => {
        const recorded = await inventory.recordKey(key, keyId === null ? { newKey: true } : { keyId });
        if (recorded.ok) views.tellWhich(handle, recorded.value.keyId);
        views.refresh();
        return recorded.ok ? success({ keyId: recorded.value.keyId }) : recorded;
      }),
    lock: async ({ handle }) => {
      await host.keys.lock({ handle });
      return null;
    },
    prepareDelete: ({ handle, rpIdHash, credentialId }) =>
      withKey(handle, (key) => prepareDelete(key, rpIdHash, credentialId)),
    confirmDelete: async ({ handle, confirmationId }) => {
      const confirmed = confirmations.take(confirmationId, handle);
      if (confirmed === null) {
        options.log('deletion denied: no valid confirmation');
        return failed({ kind: 'confirmation-expired' });
      }
      return withKey(handle, async (key, signal) => {
        const outcome = await journal(
          key,
          'delete-passkey',
          confirmed.credentialId,
          ({ stillListed }) => ({ stillListed: String(stillListed) }),
          () => host.keys.deletePasskey(confirmed, { signal, sentOperation: () => 'delete-passkey' }),
        );
        if (!outcome.ok) return outcome;
        if (key.remembered === null && !outcome.value.stillListed) await noteDeletion(key, confirmed.credentialId);
        if (outcome.value.listing !== null) await store(handle, outcome.value.listing, key.remembered);
        return success({ stillListed: outcome.value.stillListed });
      });
    },
    rename: ({ handle, rpIdHash, credentialId, userName, userDisplayName }) =>
      withKey(handle, async (key, signal) => {
        const outcome = await journal(
          key,
          'rename-passkey',
          credentialId,
          () => ({ userName, userDisplayName }),
          () =>
            host.keys.renamePasskey(
              { handle, rpIdHash, credentialId, userName, userDisplayName },
              { signal, sentOperation: () => 'rename-passkey' },
            ),
        );
        if (!outcome.ok) return outcome;
        const listing = await host.keys.passkeys({ handle }, { signal });
        if (listing.ok) await store(handle, listing.value, key.remembered);
        return success(null);
      }),
    setPin: async ({ handle }) => {
      const outcome = await askPin('set', handle);
      return outcome.ok ? success(null) : outcome;
    },
    changePin: async ({ handle }) => {
      const outcome = await askPin('change', handle);
      return outcome.ok ? success(null) : outcome;
    },
    identify: ({ handle }) => withKey(handle, (_key, signal) => host.keys.identify({ handle }, { signal })),
    cancel: ({ handle }) => {
      operations.cancel(handle);
      return null;
    },
  };
}

function mutable(facts: DeletionFacts): Omit<DeletionFacts, 'otherKeys' | 'otherWaysIn'> & {
  otherKeys: string[];
  otherWaysIn: string[];
} {
  return { ...facts, otherKeys: [...facts.otherKeys], otherWaysIn: [...facts.otherWaysIn] };
}
