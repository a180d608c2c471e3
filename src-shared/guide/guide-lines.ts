import type { Translate } from '../i18n/translator.ts';
import { type MethodKind, methodGuide } from './method-guide.ts';

/** The subject of a fact, and the fact in a sentence or two. */
export interface GuideLine {
  readonly label: string;
  readonly text: string;
}

/** Returns what is known about a kind of sign-in method in words. */
export function guideLines(t: Translate, kind: MethodKind): readonly GuideLine[] {
  return methodGuide(kind).map(({ label, text }) => ({ label: t(label), text: t(text) }));
}
