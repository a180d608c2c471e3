/** Ways in which a PIN is easy to guess. */
export type GuessKind = 'same' | 'in-order' | 'repeated';

/** Returns why a PIN is easy to guess; null where nothing here says so. It names the kind, never what was typed. */
export function easyToGuess(pin: string): GuessKind | null {
  const points = [...pin].map((character) => character.codePointAt(0) ?? 0);
  if (points.length < 2) return null;
  const steps = points.slice(1).map((point, index) => point - (points[index] ?? 0));
  const [step] = steps;
  if (steps.every((one) => one === step)) {
    if (step === 0) return 'same';
    if (step === 1 || step === -1) return 'in-order';
  }
  return isRepeated(points) ? 'repeated' : null;
}

/** Checks whether a text is one shorter text several times over, such as 1212 or 123123. */
function isRepeated(points: readonly number[]): boolean {
  return Array.from({ length: Math.floor(points.length / 2) }, (_, index) => index + 1).some(
    (length) => points.length % length === 0 && points.every((point, index) => point === points[index % length]),
  );
}
