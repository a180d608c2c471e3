import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Three files of at most 10 MB are kept. */
const maxBytes = 10 * 1024 * 1024;
const keptFiles = 3;
const maxLine = 500;

export interface Log {
  /** Appends one entry. `text` comes from us or is already known to be harmless; it is escaped and capped all the same. */
  write(area: string, text: string): void;
}

/** Formats any text as one short printable line: control, bidi and line characters become escapes. */
export function escapeLine(text: string): string {
  const cut = text.length > maxLine ? `${text.slice(0, maxLine)}…` : text;
  return cut
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu, (character) =>
      character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
}

/**
 * Opens the log file, readable by its owner only. Holds what the program did, never what a person typed or a key answered.
 * An entry that cannot be written is lost: the program matters more.
 */
export function openLog(file: string, now: () => Date): Log {
  return {
    write(area, text) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        if (existsSync(file) && statSync(file).size > maxBytes) rotate(file);
        const isNew = !existsSync(file);
        appendFileSync(file, `${now().toISOString()} ${escapeLine(area)} ${escapeLine(text)}\n`, { mode: 0o600 });
        // The mode above is cut by the umask but never widened by it; an older file may be wider.
        if (isNew) chmodSync(file, 0o600);
      } catch {
        // Nowhere to say it: the log is where it would go.
      }
    },
  };
}

function rotate(file: string): void {
  for (let index = keptFiles - 1; index > 0; index--) {
    const from = index === 1 ? file : `${file}.${index - 1}`;
    if (existsSync(from)) renameSync(from, `${file}.${index}`);
  }
}
