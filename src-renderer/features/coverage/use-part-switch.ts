import { type RefObject, useEffect } from 'react';

/** Moves the focus with F6 between the table and the details beside it. */
export function usePartSwitch(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const heading = body.current?.querySelector<HTMLElement>('section h2[tabindex]');
      if (event.key !== 'F6' || heading === null || heading === undefined) return;
      event.preventDefault();
      const isInDetails = heading.closest('section')?.contains(document.activeElement) === true;
      const cell = body.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"], [role="grid"]');
      (isInDetails ? cell : heading)?.focus();
    };
    window.addEventListener('keydown', move);
    return () => window.removeEventListener('keydown', move);
  }, [body]);
}
