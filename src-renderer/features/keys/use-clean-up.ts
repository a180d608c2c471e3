import { useMemo } from 'react';
import { createCleanUp } from '../../../src-shared/coverage/clean-up.ts';
import { useApp } from '../../stores/app-store.ts';
import { useMoment } from '../coverage/use-coverage.ts';
import type { CleanUpRow } from './clean-up-strip.tsx';
import type { PasskeyRow } from './passkey-rows.ts';

/** Finds the passkeys of a key that are probably of no use any more. */
export function useCleanUp(rows: readonly PasskeyRow[]): readonly CleanUpRow[] {
  const services = useApp((state) => state.services);
  const now = useMoment();
  return useMemo(() => {
    const reasonOf = createCleanUp(services, now);
    return rows.flatMap((row) => {
      const reason = reasonOf(row);
      return reason === null ? [] : [{ row, reason }];
    });
  }, [rows, services, now]);
}
