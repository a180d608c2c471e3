import { charactersOf, textWidth } from './text-width.ts';

/** Marks that no line begins with, or ends with, where Japanese is set. */
const closing = /^[、。，．・：；？！)\]}」』】〕〉》）］｝ー々,.:;?!]/u;
const opening = /[「『【〔〈《（［｛([{]$/u;

/**
 * Splits a text into lines of at most so many columns: after spaces, between wide characters, and within a word only where that is longer than a
 * line. Line breaks of the text stay. Nothing is left out but the spaces at the end of a line.
 */
export function wrapText(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => (textWidth(line) <= columns ? [line] : wrapLine(line, columns)));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((one) =>
    textWidth(one.trimEnd()) > columns ? charactersOf(one) : [one],
  )) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Splits a line into parts that stay together, each with the spaces that follow it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of charactersOf(text)) {
    if (piece !== '' && isBreak(piece, character)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  pieces.push(piece);
  return pieces;
}

function isBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before.endsWith(' ')) return before.trim() !== '';
  if (closing.test(after) || opening.test(before)) return false;
  return textWidth(after) > 1 || textWidth(charactersOf(before).at(-1) ?? '') > 1;
}
