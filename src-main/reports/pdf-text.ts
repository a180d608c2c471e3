import type { FontCoverage } from './font-coverage.ts';

/** The font of a run of text. Each fills up what the other lacks: kana and kanji, or Vietnamese letters. */
export type PdfFont = 'japanese' | 'latin';

interface TextRun {
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
const drawnAsNothing = /\u00AD|\u200C|\u200D|\u2060|[\uFE00-\uFE0F]/g;

/**
 * Creates the splitter of one document, in which one font is preferred. What no font has is written as its code points, `[U+D55C U+AE00]`:
 * it must not vanish.
 */
export function createPdfText(preferred: PdfFont, coverage: Readonly<Record<PdfFont, FontCoverage>>): PdfText {
  let anyMissing = false;
  const other = preferred === 'japanese' ? 'latin' : 'japanese';
  const fontOf = (character: string): PdfFont | null => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (coverage[preferred](codePoint)) return preferred;
    return coverage[other](codePoint) ? other : null;
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
        if (missing.length > 0) add(`[${missing.join(' ')}]`, preferred);
        missing = [];
      };
      for (const character of text.toWellFormed().normalize('NFC').replaceAll(drawnAsNothing, '')) {
        const font = character === '\n' ? preferred : fontOf(character);
        if (font === null) {
          anyMissing = true;
          missing.push(`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
        } else {
          flush();
          add(character, font);
        }
      }
      flush();
      return runs.length === 0 ? [{ text: '', font: preferred }] : runs;
    },
  };
}
