/** Record of what a page did in one part of a measurement. */
export interface Part {
  readonly name: string;
  /** From each press or letter to the end of the frame that shows its answer (milliseconds). */
  readonly times: number[];
  /** Durations of tasks over 50 ms. */
  readonly tasks: number[];
}

declare global {
  interface Window {
    benchParts?: Part[];
  }
}

/** Runs in the page, before anything else of it: collects long tasks. */
export function watchTasks(): void {
  const parts: Part[] = [{ name: 'load', times: [], tasks: [] }];
  globalThis.window.benchParts = parts;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) parts.at(-1)?.tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * Runs in the page: measures from the time stamp of each press and letter to the end of the last frame in which a headline, a table or the
 * count beside the search changed before the pointer moved on or the next letter came. The end of a frame is the first task after it, ahead of
 * what can wait: style, layout and paint are in it, the compositor's own work is not.
 */
export function watchAnswers(): void {
  let answer: { readonly started: number; readonly times: number[]; readonly index: number } | null = null;
  const measureFrame = (): void => {
    const measured = answer;
    if (measured === null) return;
    const committed = (): void => {
      if (measured === answer) measured.times[measured.index] = performance.now() - measured.started;
    };
    requestAnimationFrame(() => void scheduler.postTask(committed, { priority: 'user-blocking' }));
  };
  const isAnswer = ({ target, addedNodes }: MutationRecord): boolean => {
    const element = target instanceof Element ? target : target.parentElement;
    const where = 'h1, [role="grid"]';
    if (element?.closest(where) != null) return true;
    return [...addedNodes].some(
      (node) => node instanceof Element && (node.matches(where) || node.querySelector(where) !== null),
    );
  };
  for (const type of ['click', 'input'] as const) {
    globalThis.window.addEventListener(
      type,
      (event) => {
        const times = globalThis.window.benchParts?.at(-1)?.times ?? [];
        answer = { started: event.timeStamp, times, index: times.length };
        times.push(Number.NaN);
        measureFrame();
      },
      { capture: true, passive: true },
    );
  }
  for (const type of ['pointermove', 'keydown'] as const) {
    globalThis.window.addEventListener(type, () => (answer = null), { capture: true, passive: true });
  }
  new MutationObserver((records) => {
    if (records.some(isAnswer)) measureFrame();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}
