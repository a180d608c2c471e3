import fs from 'node:fs';
import { z } from 'zod';
import type { CoveragePicture, LastPicture } from '../../../src-shared/domain/last-picture.ts';
import { lastPictureSchema } from '../../../src-shared/domain/last-picture-schema.ts';
import { kindOfPath, removeAll, writeDurably } from './safe-file.ts';

const maxBytes = 256 * 1024;

/** `size` and `modified`: the inventory file of which it is a picture. */
const savedSchema = z.strictObject({ size: z.string(), modified: z.string(), last: lastPictureSchema });
type Saved = z.infer<typeof savedSchema>;

/** Returns the path of the last picture of an inventory, beside it. */
export function pictureFileOf(file: string): string {
  return `${file}.picture`;
}

/** Writes the picture of an inventory file, readable by this user only. A disk that takes nothing costs the picture, and that is all. */
export function writePicture(file: string, picture: CoveragePicture, asOf: string): void {
  const state = stateOf(file);
  if (state === null) return;
  const saved: Saved = { ...state, last: lastPictureSchema.parse({ asOf, picture }) };
  try {
    writeDurably(pictureFileOf(file), new TextEncoder().encode(JSON.stringify(saved)));
  } catch {
    removePicture(file);
  }
}

/**
 * Removes the picture of an inventory: before each change, so that what is forgotten or protected from then on stands in none, whatever
 * happens next.
 */
export function removePicture(file: string): void {
  removeAll([pictureFileOf(file)]);
}

/** Reads the last picture of an inventory; null where there is none. One of another file or state, or one that cannot be read, is removed. */
export function readPicture(file: string): LastPicture | null {
  const saved = pictureFileOf(file);
  try {
    if (kindOfPath(saved) === 'nothing') return null;
    const found = readSaved(saved);
    const state = stateOf(file);
    if (found !== null && found.size === state?.size && found.modified === state.modified) return found.last;
    removePicture(file);
  } catch {
    // A picture is never worth a failure: without it the window shows its frame.
  }
  return null;
}

function readSaved(file: string): Saved | null {
  if (kindOfPath(file) !== 'file' || fs.statSync(file).size > maxBytes) return null;
  try {
    return savedSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Returns what tells the present state of a file from any other one; null where there is no file. The file is not opened. */
function stateOf(file: string): Pick<Saved, 'size' | 'modified'> | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? null : { size: String(stat.size), modified: String(stat.mtimeNs) };
}
