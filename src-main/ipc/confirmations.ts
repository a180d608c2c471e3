import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';

/** Deletion that a confirmation allows: exactly this passkey on exactly this plug-in of this key. */
interface ConfirmedDeletion {
  readonly handle: KeyHandle;
  readonly rpIdHash: string;
  readonly credentialId: string;
}

export interface Confirmations {
  /** Creates a confirmation for one deletion; it is invalid after two minutes, once used, or when its key leaves. */
  create(deletion: ConfirmedDeletion): string;
  /** Uses a confirmation up. Null where it does not exist (any more) or was made for another key. */
  take(confirmationId: string, handle: KeyHandle): ConfirmedDeletion | null;
  /** Invalidates the confirmations of every key that is no longer plugged in. */
  keepOnly(handles: ReadonlySet<KeyHandle>): void;
}

/** A dialog that was left open, overnight say, does not confirm anything. */
export const confirmationLifetimeMs = 120_000;
/** More open dialogs than a person can have: the oldest is void. */
const maxOpen = 16;

/** Creates the store of confirmations. `now` is a monotonic clock in milliseconds, `randomId` returns an unguessable id. */
export function createConfirmations(now: () => number, randomId: () => string): Confirmations {
  const open = new Map<string, ConfirmedDeletion & { readonly madeAt: number }>();
  return {
    create(deletion) {
      const [oldest] = open.keys();
      if (open.size >= maxOpen && oldest !== undefined) open.delete(oldest);
      const id = randomId();
      open.set(id, { ...deletion, madeAt: now() });
      return id;
    },
    take(confirmationId, handle) {
      const found = open.get(confirmationId);
      if (found === undefined) return null;
      open.delete(confirmationId);
      if (found.handle !== handle || now() - found.madeAt > confirmationLifetimeMs) return null;
      return { handle: found.handle, rpIdHash: found.rpIdHash, credentialId: found.credentialId };
    },
    keepOnly(handles) {
      for (const [id, { handle }] of open) if (!handles.has(handle)) open.delete(id);
    },
  };
}
