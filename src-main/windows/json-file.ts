import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { writeDurably } from '../inventory/file/safe-file.ts';

interface JsonFileOptions {
  readonly maxBytes?: number;
  /** Called where the file was not what we wrote, with the name under which it now lies. */
  readonly onBad?: (keptAs: string) => void;
}

/**
 * Reads a small file of the program. One that is not what we wrote (empty, cut, wrong types, huge) gives `usual` and is set aside as
 * `<file>.bad`, so that damage never keeps the window from opening. `parse` throws at what it does not know.
 */
export function readJsonFile<Value>(
  file: string,
  usual: Value,
  parse: (found: unknown) => Value,
  { maxBytes = 64 * 1024, onBad = () => undefined }: JsonFileOptions = {},
): Value {
  if (!existsSync(file)) return usual;
  try {
    if (statSync(file).size > maxBytes) throw new RangeError('file too large');
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    onBad(setAside(file));
    return usual;
  }
}

/** Writes it durably and in one step: the old file or the new one, never half of it. Throws the platform's error. */
export function writeJsonFile(file: string, value: unknown): void {
  writeDurably(file, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

/** Moves a damaged file out of the way; returns where it now lies. */
function setAside(file: string): string {
  try {
    renameSync(file, `${file}.bad`);
    return `${file}.bad`;
  } catch {
    // A file that can be neither read nor moved: what is usual holds, and the next write will say what is wrong.
    return file;
  }
}
