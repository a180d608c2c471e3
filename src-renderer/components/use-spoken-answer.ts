import { useEffect } from 'react';
import { announce } from '../stores/notice-store.ts';

/** Announces the answer to a question that is asked by pressing; null: nothing is asked. Of several presses one after the other only the last answer is worth hearing. */
export function useSpokenAnswer(answer: string | null): void {
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => announce(answer), 150);
    return () => clearTimeout(timer);
  }, [answer]);
}
