import { useEffect } from 'react';

/** Calls a function when Esc is pressed anywhere in the window and nothing nearer (a dialog, a search) has taken it. */
export function useEscape(action: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [action]);
}
