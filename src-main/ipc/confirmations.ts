import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';

/** Deletion that a confirmation allows: exactly this passkey on exactly this plug-in of this key. */
interface ConfirmedDeletion {
  readonly handle: KeyHandle;
  readonly rpIdHash: string;
  readonly credentialId: string;
  /** Names by which the person is asked. */
  readonly named: { readonly service: string; readonly account: string | null; readonly key: string };
}

export interface Confirmations {
  /** Creates a confirmation for one deletion; it is invalid after two minutes, once used, or when its key leaves. */
  create(deletion: ConfirmedDeletion): string;
  /** Returns what a confirmation allows, without using it up. Null as with `take`. */
  peek(confirmationId: string, handle: KeyHandle): ConfirmedDeletion | null;
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

  function peek(confirmationId: string, handle: KeyHandle): ConfirmedDeletion | null {
    const found = open.get(confirmationId);
    if (found === undefined || found.handle !== handle || now() - found.madeAt > confirmationLifetimeMs) return null;
    const { madeAt: _madeAt, ...deletion } = found;
    return deletion;
  }

  return {
    create(deletion) {
      const [oldest] = open.keys();
      if (open.size >= maxOpen && oldest !== undefined) open.delete(oldest);
      const id = randomId();
      open.set(id, { ...deletion, madeAt: now() });
      return id;
    },
    peek,
    take(confirmationId, handle) {
      const found = peek(confirmationId, handle);
      open.delete(confirmationId);
      return found;
    },
    keepOnly(handles) {
      for (const [id, { handle }] of open) if (!handles.has(handle)) open.delete(id);
    },
  };
}
