import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import { askAll } from '../../../src-shared/lib/ask-all.ts';
import { api } from '../../api.ts';
import { settle } from '../../stores/run.ts';

/** End of asking several keys for a touch. */
export type TouchEnd =
  | { readonly kind: 'touched'; readonly handle: KeyHandle }
  | { readonly kind: 'several' }
  | { readonly kind: 'nobody'; readonly refusals: ReadonlyMap<KeyHandle, OperationFailure> };

/** Asks keys for a touch at once; the first that is touched ends the others. No PIN is sent. */
export async function askForTouch(handles: readonly KeyHandle[]): Promise<TouchEnd> {
  const { succeeded, failed } = await askAll(handles, (handle, stopped) => {
    stopped.addEventListener('abort', () => void api().keys.cancel({ handle }), { once: true });
    return settle(api().keys.identify({ handle, byTouch: true }));
  });
  const [handle] = succeeded;
  if (handle === undefined) {
    return { kind: 'nobody', refusals: new Map(failed.map(({ name, failure }) => [name, failure])) };
  }
  return succeeded.length === 1 ? { kind: 'touched', handle } : { kind: 'several' };
}

/** Ends the wait on keys that were asked. */
export function stopAsking(handles: readonly KeyHandle[]): void {
  for (const handle of handles) void api().keys.cancel({ handle });
}
