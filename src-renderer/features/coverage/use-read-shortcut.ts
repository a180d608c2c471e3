import { useEffect } from 'react';
import type { UnreadKey } from '../../../src-shared/coverage/coverage-input.ts';
import { readUnread } from './unread-keys.ts';

/** Reads the first of the unread keys with Ctrl R (or Cmd R). */
export function useReadShortcut(unreadKeys: readonly UnreadKey[]): void {
  const first = unreadKeys[0]?.keyId ?? null;
  useEffect(() => {
    if (first === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'r')
        return;
      event.preventDefault();
      readUnread(first);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [first]);
}
