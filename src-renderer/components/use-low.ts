import { useSyncExternalStore } from 'react';

/** Checks whether the window is lower than the views with all their lines need (CSS pixels). */
export function useLow(): boolean {
  return useSyncExternalStore(followSize, () => window.innerHeight < 700);
}

function followSize(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
