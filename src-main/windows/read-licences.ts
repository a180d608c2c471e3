import { readFile } from 'node:fs/promises';
import type { Licence } from '../../src-shared/domain/licence.ts';
import { licencesSchema } from '../../src-shared/domain/licence-schema.ts';

/** Reads what a step of the build wrote down of the packages that are shipped (scripts/licences.mjs). */
export async function readLicences(file: string): Promise<readonly Licence[]> {
  return licencesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
