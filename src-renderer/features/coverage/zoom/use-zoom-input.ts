import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { zoomMatrix } from '../matrix/matrix-view-store.ts';

/** A wheel or a pinch gives many events for one movement of the hand (milliseconds). */
const oneMovement = 250;

/**
 * Registers Ctrl and the wheel over the matrix as the control of its zoom; the window itself keeps its size. Gives the function that does
 * the same for the keys + and -, and tells whether the key was one of them.
 */
export function useZoomInput(element: RefObject<HTMLElement | null>): (event: KeyboardEvent) => boolean {
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    let quietUntil = 0;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      if (event.timeStamp < quietUntil) return;
      quietUntil = event.timeStamp + oneMovement;
      zoomMatrix(event.deltaY < 0 ? 1 : -1);
    };
    // Not through React, which listens passively: the page would be scaled instead.
    node.addEventListener('wheel', turn, { passive: false });
    return () => node.removeEventListener('wheel', turn);
  }, [element]);
  return (event) => {
    if ((event.key !== '+' && event.key !== '-') || event.ctrlKey || event.metaKey || event.altKey) return false;
    event.preventDefault();
    zoomMatrix(event.key === '+' ? 1 : -1);
    return true;
  };
}
