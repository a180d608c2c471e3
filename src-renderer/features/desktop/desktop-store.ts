import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Sheet that lies over the window for a moment: the list of everything, help, or one that the menu asked for. */
type Sheet = 'palette' | 'guide' | 'shortcuts' | 'about' | 'export';

export const desktopStore = createStore<{ readonly sheet: Sheet | null }>(() => ({ sheet: null }));

export function useSheet(): Sheet | null {
  return useStore(desktopStore, (state) => state.sheet);
}

export function openSheet(sheet: Sheet): void {
  desktopStore.setState({ sheet });
}

export function closeSheet(): void {
  desktopStore.setState({ sheet: null });
}
