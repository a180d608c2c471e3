import type { MessagePortMain } from 'electron';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { keepOnly } from '../../src-shared/lib/keep-only.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { completeListing } from '../../src-shared/plans/complete-listing.ts';
import { offersReadAccess, readAccessCandidates } from '../../src-shared/plans/read-access-candidates.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { ArmedResets } from './armed-resets.ts';
import type { KeyViews } from './key-views.ts';
import type { WindowOperations } from './operation-handlers.ts';

export interface ReadAccessServiceParts {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Pick<Inventory, 'snapshot' | 'recordListing' | 'recordUnchanged'>;
  readonly views: Pick<KeyViews, 'get' | 'keepListing' | 'noteReadAccessEnded' | 'refresh'>;
  readonly resets: Pick<ArmedResets, 'isArmed'>;
  readonly operations: Pick<WindowOperations, 'withKey' | 'run' | 'askPin'>;
  readonly log: (line: string) => void;
}

/** The read access that is kept to keys, as windows have it. Tokens stay in the key host. */
export interface ReadAccessService {
  readonly handlers: HandlersOf<AppContract>['readAccess'];
  /** Looks for kept read access to keys that came, and reads once, without a PIN, each key that answers to it. */
  follow(views: readonly KeyView[]): void;
  /** Forgets what is kept for keys that are remembered no more. A keychain that cannot be reached keeps it. */
  forgetAll(keyIds: readonly string[]): Promise<void>;
}

const notRemembered = { kind: 'input-invalid', detail: 'no-such-key' } as const;

/** Creates the service. */
export function createReadAccessService(parts: ReadAccessServiceParts): ReadAccessService {
  const { host, inventory, views, operations } = parts;
  /** Remembered keys that each plug-in was held against last. */
  const tried = new Map<KeyHandle, string>();
  /** Plug-ins that were read, or are read, since they came. */
  const read = new Set<KeyHandle>();

  async function look({ handle, facts, remembered }: KeyView): Promise<void> {
    if (facts === null || !offersReadAccess(facts)) return;
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return;
    const isTold = remembered?.strength === 'told';
    const certain = remembered === null || isTold ? null : remembered.keyId;
    const candidates = readAccessCandidates(facts, snapshot.value.keys, certain);
    const name = JSON.stringify(candidates);
    if (candidates === null || tried.get(handle) === name) return;
    tried.set(handle, name);
    const { keyIds, isCertain } = candidates;
    const match = await host.keys.matchReadAccess({ handle, keyIds: [...keyIds], isCertain });
    if (match.ok && match.value === 'ended') views.noteReadAccessEnded(handle);
  }

  /** Reads a key as far as it changed since the reading that is stored of it. */
  async function recheck(handle: KeyHandle): Promise<Outcome<{ unchanged: boolean }>> {
    read.add(handle);
    return operations.withKey(handle, async (key, signal) => {
      const { readAccess: keyId } = key;
      if (keyId === null) return failed({ kind: 'pin-required' });
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const record = snapshot.value.keys.find(({ id }) => id === keyId);
      if (record === undefined) return failed(notRemembered);
      const since = completeListing(record);
      const rechecked = await operations.run(key, 'recheck-passkeys', { keyId, since }, signal);
      if (!rechecked.ok) return rechecked;
      const { listing, readAt } = rechecked.value;
      if (listing !== null) views.keepListing(handle, listing);
      const stored =
        listing === null
          ? await inventory.recordUnchanged({ keyId, since: since ?? '', readAt })
          : await inventory.recordListing(key, listing, { keyId });
      views.refresh();
      return stored.ok ? success({ unchanged: listing === null }) : stored;
    });
  }

  /** Reads a key that nobody asked for: only that its read access has ended is said. */
  async function readUnasked(handle: KeyHandle): Promise<void> {
    const outcome = await recheck(handle);
    if (outcome.ok) return;
    if (outcome.failure.kind === 'read-access-ended') views.noteReadAccessEnded(handle);
    else parts.log(`reading without a PIN: ${outcome.failure.kind}`);
  }

  async function keep(handle: KeyHandle): Promise<Outcome<null>> {
    const keyId = views.get(handle)?.remembered?.keyId ?? null;
    if (keyId === null) return failed(notRemembered);
    // It is read with what is kept: not once more on the news that it is.
    read.add(handle);
    const listing = await operations.askPin(handle, 'keep-read-access', { keyId });
    if (!listing.ok) return listing;
    views.keepListing(handle, listing.value);
    const key = views.get(handle);
    // What is kept now is no evidence for itself: its own credential IDs must not say that it is another key.
    const stored =
      key === null
        ? failed({ kind: 'key-removed' } as const)
        : await inventory.recordListing({ ...key, readAccess: null }, listing.value, { keyId });
    if (!stored.ok) await host.keys.forgetReadAccess({ keyIds: [keyId] });
    views.refresh();
    return stored.ok ? success(null) : stored;
  }

  async function isRemembered(keyId: string): Promise<boolean> {
    const snapshot = await inventory.snapshot();
    return snapshot.ok && snapshot.value.keys.some(({ id }) => id === keyId);
  }

  function inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => {
      parts.log(`reading without a PIN failed: ${error instanceof Error ? error.name : 'unknown error'}`);
    });
  }

  return {
    handlers: {
      kept: async ({ keyId }) => {
        const kept = await host.keys.keptReadAccess({ keyIds: [keyId] });
        return kept.ok ? success(kept.value.includes(keyId)) : kept;
      },
      keep: ({ handle }) => keep(handle),
      recheck: ({ handle }) => recheck(handle),
      forget: async ({ keyId }) => {
        if (!(await isRemembered(keyId))) return failed(notRemembered);
        return host.keys.forgetReadAccess({ keyIds: [keyId] });
      },
    },
    follow: (keys) => {
      const handles = new Set(keys.map(({ handle }) => handle));
      for (const known of [tried, read]) keepOnly(known, handles);
      // A key that comes for a reset gets nothing but that.
      if (parts.resets.isArmed()) return;
      for (const key of keys) {
        if (key.unlocked) read.add(key.handle);
        if (key.facts !== null && key.readAccess === null) inBackground(look(key));
        else if (key.readAccess !== null && key.readAccess === key.remembered?.keyId && !read.has(key.handle)) {
          inBackground(readUnasked(key.handle));
        }
      }
    },
    forgetAll: async (keyIds) => {
      if (keyIds.length > 0) await host.keys.forgetReadAccess({ keyIds: [...keyIds] });
    },
  };
}
