import type { CorrectedField, CorrectionNews } from '../catalogue/apply-corrections.ts';
import type { CheckedCorrection } from '../public-suffix/check-correction.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { CorrectedFields } from '../domain/catalogue-correction.ts';
import { displayText } from '../lib/display-text.ts';
import type { Locale } from '../domain/settings.ts';
import type { Translate } from './translator.ts';

/** Formats the value of a field of a service in words. Values may come from outside: they are made safe to show. */
export function fieldValue(t: Translate, field: CorrectedField, value: CorrectedFields[CorrectedField]): string {
  if (value === undefined) return t('catalogue.value.none');
  if (value === 'unknown') return t('catalogue.value.unknown');
  if (Array.isArray(value)) return value.length === 0 ? t('catalogue.value.none') : displayText(value.join(', '), 300);
  if (typeof value === 'number') return t('catalogue.value.keys', { count: value });
  if (typeof value === 'string') return displayText(value, 200);
  if (field === 'deviceBoundOnly')
    return t(value ? 'catalogue.value.synced-refused' : 'catalogue.value.synced-accepted');
  if (field === 'multipleKeys') return t(value ? 'catalogue.value.several-yes' : 'catalogue.value.several-no');
  return t(value ? 'catalogue.value.yes' : 'catalogue.value.no');
}

export interface NewsFacts {
  readonly yours: CorrectedFields;
  readonly was: CorrectedFields | null;
  readonly now: CorrectedFields | null;
  /** Name of the catalogue's own entry, for `now-listed`. */
  readonly otherService: string | null;
}

/** Describes what changed in the catalogue under a correction. */
export function newsMessage(t: Translate, { kind, field }: CorrectionNews, facts: NewsFacts): string {
  if (kind === 'entry-gone') return t('catalogue.news.entry-gone');
  if (kind === 'now-listed')
    return t('catalogue.news.now-listed', { service: displayText(facts.otherService ?? '', 80) });
  if (field === null) return '';
  const name = t(`catalogue.field.${field}`);
  if (kind === 'agrees') return t('catalogue.news.agrees', { field: name });
  return t('catalogue.news.changed', {
    field: name,
    now: fieldValue(t, field, facts.now?.[field]),
    was: fieldValue(t, field, facts.was?.[field]),
    yours: fieldValue(t, field, facts.yours[field]),
  });
}

/** Describes why a correction is not taken. */
export function problemMessage(t: Translate, { problem, value }: CheckedCorrection['problems'][number]): string {
  return t(`catalogue.problem.${problem}`, { value: displayText(value, 100) });
}

/** Describes what to look at twice in a correction. */
export function warningMessage(t: Translate, { warning, value }: CheckedCorrection['warnings'][number]): string {
  return t(`catalogue.warning.${warning}`, { value: displayText(value, 100) });
}

/** Returns title and text of an advisory in one language. */
export function advisoryText(advisory: Advisory, locale: Locale): { readonly title: string; readonly summary: string } {
  return locale === 'ja'
    ? { title: advisory.titleJa, summary: advisory.summaryJa }
    : { title: advisory.title, summary: advisory.summary };
}
