import type { PasskeyReference } from '../../src-shared/domain/deletion.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { Question } from './question.ts';

/** Thing that a confirmation allows, on exactly this plug-in of this key. */
interface Confirmed {
  readonly handle: KeyHandle;
}

/** Deletion that a confirmation allows: exactly these passkeys. */
export interface ConfirmedDeletion extends Confirmed {
  readonly passkeys: readonly PasskeyReference[];
  /** Names by which the person is asked. */
  readonly named: Omit<Extract<Question, { readonly kind: 'delete-passkeys' }>, 'kind'>;
}

export interface Confirmations<What extends Confirmed> {
  /** Creates a confirmation for one thing; it is invalid after two minutes, once used, or when its key leaves. */
  create(what: What): string;
  /** Returns what a confirmation allows, without using it up. Null as with `take`. */
  peek(confirmationId: string, handle: KeyHandle): What | null;
  /** Uses a confirmation up. Null where it does not exist (any more) or was made for another key. */
  take(confirmationId: string, handle: KeyHandle): What | null;
  /** Invalidates the confirmations of every key that is no longer plugged in. */
  keepOnly(handles: ReadonlySet<KeyHandle>): void;
}

/** A dialog that was left open, overnight say, does not confirm anything. */
export const confirmationLifetimeMs = 120_000;
/** More open dialogs than a person can have: the oldest is void. */
const maxOpen = 16;

/** Creates the store of confirmations. `now` is a monotonic clock in milliseconds, `randomId` returns an unguessable id. */
export function createConfirmations<What extends Confirmed>(
  now: () => number,
  randomId: () => string,
): Confirmations<What> {
  const open = new Map<string, { readonly what: What; readonly madeAt: number }>();

  function peek(confirmationId: string, handle: KeyHandle): What | null {
    const found = open.get(confirmationId);
    if (found === undefined || found.what.handle !== handle) return null;
    return now() - found.madeAt > confirmationLifetimeMs ? null : found.what;
  }

  return {
    create(what) {
      const [oldest] = open.keys();
      if (open.size >= maxOpen && oldest !== undefined) open.delete(oldest);
      const id = randomId();
      open.set(id, { what, madeAt: now() });
      return id;
    },
    peek,
    take(confirmationId, handle) {
      const found = peek(confirmationId, handle);
      open.delete(confirmationId);
      return found;
    },
    keepOnly(handles) {
      for (const [id, { what }] of open) if (!handles.has(what.handle)) open.delete(id);
    },
  };
}
