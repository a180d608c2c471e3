import { keyCheckSchema } from '../../../src-shared/domain/check-schema.ts';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import { noteSchema } from '../../../src-shared/domain/fields-schema.ts';
import type { ChangeContext } from './change-context.ts';
import { emptyAsNull, parsed } from './edit-input.ts';
import { invalid } from '../file/storage-failure.ts';

/** Checks that are kept: some days of a busy desk. */
const mostChecks = 1_000;

/** Keeps an issue check; the oldest goes where there are too many. Throws `input-invalid`: `check`, `check-known`. */
export function recordCheck({ data }: ChangeContext, input: KeyCheck): void {
  const check = parsed(keyCheckSchema, input, 'check');
  if (data.hasId(check.id)) throw invalid('check-known');
  const kept = data.all('check');
  for (const { id } of kept.slice(0, Math.max(0, kept.length + 1 - mostChecks))) data.remove('check', id);
  data.put('check', check);
}

/** Writes a note on a check that is kept. Throws `input-invalid`: `no-such-check`, `check`. */
export function noteOnCheck({ data }: ChangeContext, checkId: string, text: string): void {
  const check = data.get('check', checkId);
  if (check === null) throw invalid('no-such-check');
  data.put('check', { ...check, note: emptyAsNull(parsed(noteSchema, text, 'check')) });
}
