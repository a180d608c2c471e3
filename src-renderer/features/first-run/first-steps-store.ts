import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

const store = createStore<{ readonly left: boolean }>(() => ({ left: false }));

/** Returns whether the person left the first steps, because there is no spare yet. */
export function useStepsLeft(): boolean {
  return useStore(store, (state) => state.left);
}

export function leaveSteps(): void {
  store.setState({ left: true });
}
