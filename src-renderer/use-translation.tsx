import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Locale } from '../src-shared/domain/settings.ts';
import { createTranslator, type Translate } from '../src-shared/i18n/translator.ts';

export interface Translation {
  readonly t: Translate;
  readonly locale: Locale;
  /** A date and time in full, for evidence and tooltips. */
  readonly dateTime: (iso: string) => string;
  /** A day, short, for tables. */
  readonly day: (iso: string) => string;
  /** A month with its year, for narrow columns. */
  readonly month: (iso: string) => string;
  /** "today 14:41" for a moment of today; the day for any other. */
  readonly recent: (iso: string) => string;
  /** Words such as "today" or "3 months ago". */
  readonly ago: (iso: string) => string;
  readonly compare: (left: string, right: string) => number;
}

function translationOf(locale: Locale, now: () => number): Translation {
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const collator = new Intl.Collator(locale, { numeric: true });
  return {
    t: createTranslator(locale),
    locale,
    dateTime: remembered((iso) => full.format(new Date(iso))),
    day: remembered((iso) => short.format(new Date(iso))),
    month: remembered((iso) => months.format(new Date(iso))),
    recent: (iso) => {
      const date = new Date(iso);
      if (date.toDateString() !== new Date(now()).toDateString()) return short.format(date);
      return `${relative.format(0, 'day')} ${clock.format(date)}`;
    },
    ago: (iso) => {
      const age = formatAge(relative, new Date(iso), new Date(now()));
      // Japanese has no space between a number and its counter.
      return locale === 'ja' ? age.replaceAll(' ', '') : age;
    },
    compare: (left, right) => collator.compare(left, right),
  };
}

/** Keeps the words of each moment: a matrix asks for the same few thousands of times. */
function remembered(formatDate: (iso: string) => string): (iso: string) => string {
  const known = new Map<string, string>();
  return (iso) => {
    let said = known.get(iso);
    if (said === undefined) known.set(iso, (said = formatDate(iso)));
    return said;
  };
}

function formatAge(relative: Intl.RelativeTimeFormat, date: Date, now: Date): string {
  const dayOf = (time: Date) => Math.floor((time.getTime() - time.getTimezoneOffset() * 60_000) / 86_400_000);
  const days = dayOf(date) - dayOf(now);
  if (Math.abs(days) < 14) return relative.format(days, 'day');
  if (Math.abs(days) < 60) return relative.format(Math.round(days / 7), 'week');
  if (Math.abs(days) < 700) return relative.format(Math.round(days / 30.4), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

const TranslationContext = createContext<Translation>(translationOf('en', Date.now));

export function TranslationProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
  const translation = useMemo(() => translationOf(locale, Date.now), [locale]);
  return <TranslationContext value={translation}>{children}</TranslationContext>;
}

export function useTranslation(): Translation {
  return useContext(TranslationContext);
}
