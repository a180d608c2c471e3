import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract, Reading } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { IdentityAnswer } from '../inventory/inventory.ts';
import { fromHex } from '../../src-shared/lib/hex.ts';
import { createDeletionHandlers, type DeletionHandlersOptions } from './deletion-handlers.ts';
import type { ChosenFiles } from './inventory-handlers.ts';
import { createDirectHandlers, createWindowOperations, type WindowOperationsOptions } from './operation-handlers.ts';
import { keyLook } from './pin-window-key.ts';
import { createResetHandlers, type ResetHandlersOptions } from './reset-handlers.ts';
import { storeReading } from './store-reading.ts';

export type KeysHandlersOptions = WindowOperationsOptions &
  DeletionHandlersOptions &
  ResetHandlersOptions & { readonly files: Pick<ChosenFiles, 'saveMade'> };

type ContractHandlers = HandlersOf<AppContract>['keys'];

export interface KeysHandlers extends ContractHandlers {
  /** Opens the PIN window and reads the key. `expected`: the label of the key that the person was asked to plug in. */
  unlock(input: { readonly handle: KeyHandle }, expected?: string): Promise<Outcome<Reading>>;
}

/** Answers what a window asks of the keys that are plugged in. */
export function createKeysHandlers(options: KeysHandlersOptions): KeysHandlers {
  const { host, inventory, views, operations } = options;
  const windowOperations = createWindowOperations(options);
  const { withKey, run, askPin, askFirstPin } = windowOperations;

  /** Stores a reading. `known` is the key it surely belongs to: its last passkey may have gone, and nothing else identify it. */
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

  /** Reads a key without a PIN, and stores what was read. */
  async function read(handle: KeyHandle, name: 'unlock-by-finger' | 'list-passkeys'): Promise<Outcome<Reading>> {
    return withKey(handle, async (key, signal) => {
      const listing = await run(key, name, {}, signal);
      return listing.ok ? store(handle, listing.value) : listing;
    });
  }

  const storeOf = (key: KeyView, listing: PasskeyListing) => store(key.handle, listing, key.remembered);

  /** Reads a key again that is still unlocked: what a change did or may have done shows in its list. */
  async function listAgain(key: KeyView, signal: AbortSignal): Promise<void> {
    const listing = await run(key, 'list-passkeys', {}, signal);
    if (listing.ok) await storeOf(key, listing.value);
  }

  const direct = createDirectHandlers(windowOperations, { 'rename-passkey': listAgain });

  return {
    ...direct,
    changeSetting: async (input) => {
      const key = views.get(input.handle);
      // With a PIN the PIN window names the change. Where none is needed, a page could make it by itself.
      if (key !== null && key.facts?.pin.set !== true) {
        const named = key.remembered?.label ?? keyLook(key);
        const isAgreed = await options.ask({ kind: 'change-setting', key: named, change: input.change });
        if (!isAgreed) return failed({ kind: 'cancelled' });
      }
      return direct.changeSetting(input);
    },
    ...createDeletionHandlers(options, windowOperations, storeOf, listAgain),
    ...createResetHandlers(options, windowOperations),
    list: () => [...views.current()],
    unlock: async ({ handle }, expected) => {
      const listing = await askPin(handle, 'unlock', {}, expected);
      return listing.ok ? store(handle, listing.value) : listing;
    },
    setPin: async ({ handle }) => {
      const set = await askFirstPin(handle);
      if (!set.ok) return set;
      const { listing } = set.value;
      return success({ reading: listing === null || !listing.ok ? listing : await store(handle, listing.value) });
    },
    unlockByFinger: ({ handle }) => read(handle, 'unlock-by-finger'),
    listPasskeys: ({ handle }) => read(handle, 'list-passkeys'),
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
    exportBlob: ({ handle, blobId }) =>
      options.files.saveMade(`large-blob-${blobId}.bin`, 'any', () =>
        withKey(handle, async (key, signal) => {
          const blob = await run(key, 'read-blob', { blobId }, signal);
          return blob.ok ? success(fromHex(blob.value.data)) : blob;
        }),
      ),
    sent: ({ handle }) => host.keys.sent({ handle }),
    diagnose: async () => {
      const findings = await host.keys.diagnose();
      return findings.ok ? success({ findings: findings.value, program: process.execPath }) : findings;
    },
    cancel: ({ handle }) => {
      operations.cancel(handle);
      return null;
    },
  };
}
