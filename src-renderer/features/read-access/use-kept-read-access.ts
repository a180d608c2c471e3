import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { settle } from '../../stores/run.ts';

/** Whether read access to a key is kept; `unreachable`: the keychain does not answer, null: nobody knows yet. */
export type ReadAccessState = 'kept' | 'not-kept' | 'unreachable' | null;

/**
 * Returns whether read access to a remembered key is kept, and what asks once more. It is asked for once more, too, when what a plugged-in key answers
 * to (`answering`) has changed.
 */
export function useKeptReadAccess(
  keyId: string | null,
  answering: string | null,
): readonly [ReadAccessState, () => void] {
  const [kept, setKept] = useState<ReadAccessState>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (keyId === null) return undefined;
    let isWanted = true;
    void settle(api().readAccess.kept({ keyId })).then((answer) => {
      if (isWanted) setKept(answer.ok ? (answer.value ? 'kept' : 'not-kept') : 'unreachable');
    });
    return () => {
      isWanted = false;
    };
  }, [keyId, answering, asked]);
  return [keyId === null ? 'not-kept' : kept, () => setAsked((count) => count + 1)];
}
