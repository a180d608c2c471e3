import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';

/** Reads a day or a moment in ISO 8601; one without a zone is of this computer's zone. Throws UsageError. */
export function instantOf({ t }: CommandContext, text: string): string {
  const time = /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(text) ? Date.parse(text.includes('T') ? text : `${text}T00:00`) : NaN;
  if (Number.isNaN(time)) throw new UsageError(t('cli.usage.instant', { value: displayText(text, 60) }));
  return new Date(time).toISOString();
}
