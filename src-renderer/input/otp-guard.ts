import { createStore } from 'zustand/vanilla';
import { isMachineTyping, type KeyStroke, otpBurstLength, otpBurstMemory } from '../../src-shared/lib/otp-burst.ts';

/** Counts the bursts seen; a view that wants to say "that was your key typing" follows it. */
export const otpStore = createStore<{ readonly bursts: number }>(() => ({ bursts: 0 }));

let strokes: readonly KeyStroke[] = [];

/**
 * Watches the keyboard of the whole window for one-time passwords that a touched key types by itself. Their Enter is
 * swallowed before anything can take it as a confirmation, and their letters are taken out of the field they went to.
 * Returns the function that ends this.
 */
export function watchForOtpBursts(target: Window): () => void {
  let swallowEnterUp = false;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length !== 1 && event.key !== 'Enter' && event.key !== 'Tab') return;
    strokes = [...strokes, { key: event.key, at: event.timeStamp }].slice(-otpBurstMemory);
    if (event.key !== 'Enter') return;
    const length = otpBurstLength(strokes);
    if (length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowEnterUp = true;
    takeOut(event.target, length);
    otpStore.setState((state) => ({ bursts: state.bursts + 1 }));
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !swallowEnterUp) return;
    swallowEnterUp = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', onKeyDown, true);
  target.addEventListener('keyup', onKeyUp, true);
  return () => {
    target.removeEventListener('keydown', onKeyDown, true);
    target.removeEventListener('keyup', onKeyUp, true);
  };
}

/**
 * Checks whether what was typed within the last second (`now` on the clock of event time stamps) came faster than a person types: an
 * injecting keyboard. What was typed before does not count against a later press.
 */
export function wasTypedByMachine(now: number): boolean {
  return isMachineTyping(strokes.filter((stroke) => now - stroke.at < 1_000));
}

/** Forgets the strokes seen so far. */
export function forgetStrokes(): void {
  strokes = [];
}

function takeOut(target: EventTarget | null, length: number): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const end = target.selectionStart ?? target.value.length;
  const cleaned = target.value.slice(0, Math.max(0, end - length)) + target.value.slice(end);
  // React follows the native setter, not a plain assignment.
  const prototype = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(target, cleaned);
  target.dispatchEvent(new Event('input', { bubbles: true }));
}
