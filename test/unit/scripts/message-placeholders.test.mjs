import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messagePlaceholders, placeholdersFile } from '../../../scripts/lib/message-placeholders.mjs';

it('the list of placeholders is what `npm run messages` makes of the catalogues', async () => {
  const written = readFileSync(new URL(`../../../${placeholdersFile}`, import.meta.url), 'utf8');
  expect(written).toContain("'failure.pin-too-short': { readonly pin: string; readonly minimum: number };");
  expect(written).toBe(await messagePlaceholders());
});
