import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { nearestNames } from '../nearest-names.ts';

/** More names than this are counted, not listed. */
const mostListed = 12;

/** Returns a sentence about a name that fits nothing, or too much, with the names that there are; those that look like it come first. */
export function thereAre(t: Translate, problem: string, named: string, names: readonly string[]): string {
  if (names.length === 0) return problem;
  const near = nearestNames(named, names);
  const ordered = [...near, ...names.filter((name) => !near.includes(name))];
  const choices = ordered
    .slice(0, mostListed)
    .map((name) => displayText(name, 60))
    .join(t('list.separator'));
  return t('cli.there-are', { problem, choices, more: Math.max(0, ordered.length - mostListed) });
}
