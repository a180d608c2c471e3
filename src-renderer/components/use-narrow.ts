import { useSyncExternalStore } from 'react';

/** Checks whether the window is narrower than the views with their names beside them need (CSS pixels, as in sidebar.module.css). */
export function useNarrow(): boolean {
  return useSyncExternalStore(followSize, () => window.innerWidth < 960);
}

function followSize(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
