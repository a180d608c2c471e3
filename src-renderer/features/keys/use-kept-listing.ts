import { useCallback, useEffect, useState } from 'react';

/** Returns what was read of a plug-in, null before and once `isKept` is false, and what puts another reading in its place. */
export function useKeptListing<Listing>(
  handle: string,
  isKept: boolean,
): readonly [Listing | null, (after: Listing | null) => void] {
  const [kept, setKept] = useState<{ readonly handle: string; readonly listing: Listing | null } | null>(null);
  useEffect(() => {
    if (!isKept) setKept(null);
  }, [isKept]);
  const keep = useCallback((listing: Listing | null) => setKept({ handle, listing }), [handle]);
  return [kept?.handle === handle ? kept.listing : null, keep];
}
