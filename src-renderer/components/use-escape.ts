import { useEffect, useRef } from 'react';

/** The innermost is the last: what opened last closes first. */
const listeners: (() => void)[] = [];

/** Calls a function when Esc is pressed anywhere in the window and nothing nearer (a dialog, a search, a panel) has taken it. */
export function useEscape(action: () => void): void {
  const current = useRef(action);
  useEffect(() => {
    current.current = action;
  }, [action]);
  useEffect(() => {
    const listener = () => current.current();
    listeners.push(listener);
    if (listeners.length === 1) window.addEventListener('keydown', callInnermost);
    return () => {
      listeners.splice(listeners.indexOf(listener), 1);
      if (listeners.length === 0) window.removeEventListener('keydown', callInnermost);
    };
  }, []);
}

function callInnermost(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) listeners.at(-1)?.();
}
