import { useEffect, useMemo, useRef, useState } from 'react';
import { type LostThings, nothingLost } from './lost-things.ts';

/** A press that lasts longer than this (milliseconds) leaves time to draw its answer before it is wanted; most last 60 to 120. */
const pressLasts = 25;
/** Lifetime of an answer that was rendered ahead (milliseconds): less than a hand takes from the mouse to the keys. */
const expectationLasts = 400;

export interface WhatIfQuestion {
  /** The things that are assumed lost. */
  readonly lost: LostThings;
  /** The question that will probably be asked next: its answer is rendered ahead, hidden. Null most of the time. */
  readonly expected: LostThings | null;
  /** The sheet of the two that shows the answer; the other one holds what is expected. */
  readonly sheet: 0 | 1;
}

/** Stores the question "what if these were lost?", and while the button of the mouse is down the one that is about to be asked. */
export function useQuestion() {
  const [question, setQuestion] = useState<WhatIfQuestion>({ lost: nothingLost, expected: null, sheet: 0 });
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = useMemo(
    () => ({
      /** Asks what `next` makes of the question. */
      ask: (next: (before: LostThings) => LostThings) => {
        clearTimeout(press.current);
        setQuestion((before) => asked(before, next(before.lost)));
      },
      /** Prepares the answer to a question that is about to be asked. */
      expect: (expected: LostThings) => {
        clearTimeout(press.current);
        press.current = setTimeout(() => setQuestion((before) => ({ ...before, expected })), pressLasts);
      },
    }),
    [],
  );
  useEffect(() => () => clearTimeout(press.current), []);
  // Again with every press, whether it expects something else or the same again.
  useEffect(() => {
    if (question.expected === null) return;
    const timer = setTimeout(() => setQuestion((before) => ({ ...before, expected: null })), expectationLasts);
    return () => clearTimeout(timer);
  }, [question]);
  return { question, ...change };
}

/** Turns the sheets where the answer is drawn already; the answer before stays on the other one, for a second press on the same key. */
function asked({ lost, expected, sheet }: WhatIfQuestion, next: LostThings): WhatIfQuestion {
  return next === expected
    ? { lost: next, expected: lost, sheet: sheet === 0 ? 1 : 0 }
    : { lost: next, expected: null, sheet };
}
