import type { FontCoverage } from './font-coverage.ts';

/** The font of a run of text: the main one, the one for letters that it lacks (Vietnamese, for example). */
export type PdfFont = 'main' | 'latin';

export interface TextRun {
  readonly text: string;
  readonly font: PdfFont;
}

export interface PdfText {
  /** Splits a text by the fonts that can draw it. */
  runs(text: string): TextRun[];
  /** A character was met that neither font has. */
  readonly anyMissing: boolean;
}

/** Shapes that only say how the character before is drawn, and joiners: nothing is lost without them. */
const drawnAsNothing = /[\u00AD\u200C\u200D\u2060\uFE00-\uFE0F]/g;

/** Makes the splitter of one document. What no font has is written as its code points, `[U+D55C U+AE00]`: it must not vanish. */
export function createPdfText(main: FontCoverage, latin: FontCoverage): PdfText {
  let anyMissing = false;
  const fontOf = (character: string): PdfFont | null => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (main(codePoint)) return 'main';
    return latin(codePoint) ? 'latin' : null;
  };
  return {
    get anyMissing() {
      return anyMissing;
    },
    runs(text) {
      const runs: { text: string; font: PdfFont }[] = [];
      const add = (piece: string, font: PdfFont): void => {
        const last = runs.at(-1);
        if (last?.font === font) last.text += piece;
        else runs.push({ text: piece, font });
      };
      let missing: string[] = [];
      const flush = (): void => {
        if (missing.length > 0) add(`[${missing.join(' ')}]`, 'main');
        missing = [];
      };
      for (const character of text.toWellFormed().normalize('NFC').replaceAll(drawnAsNothing, '')) {
        const font = character === '\n' ? 'main' : fontOf(character);
        if (font === null) {
          anyMissing = true;
          missing.push(`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
        } else {
          flush();
          add(character, font);
        }
      }
      flush();
      return runs.length === 0 ? [{ text: '', font: 'main' }] : runs;
    },
  };
}
