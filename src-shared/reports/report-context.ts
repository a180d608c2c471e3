import { assumedKind } from '../domain/assumed-kind.ts';
import type { Severity } from '../coverage/gap.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { Locale } from '../domain/settings.ts';
import { createTranslator, type Translate } from '../i18n/translator.ts';
import { displayText } from '../lib/display-text.ts';
import type { ReportCell, ReportDocument, ReportLine } from './report-document.ts';

/** The context of every report. */
export interface ReportContext {
  readonly t: Translate;
  readonly locale: Locale;
  /** ISO 8601. */
  readonly now: string;
  readonly demo: boolean;
  readonly withIdentifiers: boolean;
  /** A day in words, in the time zone of the person. */
  readonly day: (iso: string) => string;
  /** A day and time in words, with the time zone. */
  readonly instant: (iso: string) => string;
  /** Converts a text from outside to one that is safe to show, whole: names and notes have limits of their own. */
  readonly outside: (text: string) => string;
}

export interface ReportContextOptions {
  readonly locale: Locale;
  readonly now: string;
  readonly demo: boolean;
  readonly withIdentifiers: boolean;
  /** IANA name; default: the one of this computer. */
  readonly timeZone?: string;
}

const longestShown = 2_000;

/** Creates the texts and dates of one report. */
export function createReportContext(options: ReportContextOptions): ReportContext {
  const { locale, now, demo, withIdentifiers, timeZone } = options;
  const zone = timeZone === undefined ? {} : { timeZone };
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
  const instants = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...zone,
  });
  const known = new Map<string, string>();
  return {
    t: createTranslator(locale),
    locale,
    now,
    demo,
    withIdentifiers,
    // Thousands of cells are of the same few days.
    day: (iso) => {
      let formatted = known.get(iso);
      if (formatted === undefined) known.set(iso, (formatted = days.format(new Date(iso))));
      return formatted;
    },
    instant: (iso) => instants.format(new Date(iso)),
    outside: (text) => displayText(text, longestShown),
  };
}

/** Composes what all reports have in common: head, running head, notes on the font. `source`: the inventory, or a key that was checked. */
export function reportFrame(
  { t, locale, now, demo, instant, day }: ReportContext,
  title: string,
  orientation: ReportDocument['orientation'],
  source: 'made' | 'checked' = 'made',
): Pick<
  ReportDocument,
  'locale' | 'title' | 'orientation' | 'madeAt' | 'running' | 'missingCharactersNote' | 'pageText'
> & {
  readonly about: readonly string[];
} {
  const [before = '', between = '', after = ''] = t('report.page', { page: '\u0001', pages: '\u0001' }).split('\u0001');
  return {
    locale,
    title,
    orientation,
    madeAt: now,
    running: t('report.running', { title, day: day(now) }),
    missingCharactersNote: t('report.note.missing-characters'),
    pageText: [before, between, after],
    about: [t(`report.about.${source}`, { when: instant(now) }), ...(demo ? [t('report.about.demo')] : [])],
  };
}

/** Formats a problem: its severity is said, not only drawn. */
export function severeLine(t: Translate, severity: Severity, text: string): ReportLine {
  return { severity, text: t('report.severity', { severity: t(`severity.${severity}`), text }) };
}

/** Composes one line of text, or an empty cell. */
export function cellOfText(text: string | null): ReportCell {
  return text === null || text === '' ? [] : [{ text }];
}

/** Formats a page of the catalogue as lines: the address leads there; the catalogue may say the way, or the way on, in words. */
export function addressLines(page: string | null): readonly ReportLine[] {
  const text = (page ?? '').trim();
  if (text === '' || text === 'unknown') return [];
  const [first = '', ...rest] = text.split(/\s+/);
  if (!first.startsWith('https://')) return [{ text }];
  return [{ text: first, url: first }, ...(rest.length === 0 ? [] : [{ text: rest.join(' ') }])];
}

/** Formats another way in: its kind, its name, and where it is kept. Never a code: none is recorded. */
export function wayLines({ t, day, outside }: ReportContext, way: OtherWayIn): readonly ReportLine[] {
  const kind = t(`way.${assumedKind(way)}`);
  const name = outside(way.name);
  const details = [
    way.place === null ? null : t('report.way.place', { place: outside(way.place) }),
    way.carriedOn === null ? null : t('report.way.carried-on', { ring: outside(way.carriedOn) }),
    way.validFrom === null ? null : t('report.way.from', { day: day(way.validFrom) }),
    way.validUntil === null ? null : t('report.way.until', { day: day(way.validUntil) }),
    way.hours === null ? null : outside(way.hours),
    way.contact === null ? null : outside(way.contact),
    t('report.way.as-of', { day: day(way.asOf) }),
  ].filter((detail) => detail !== null && detail !== '');
  return [
    { text: name === '' || name === kind ? kind : t('report.way.named', { kind, name }) },
    { text: details.join(t('report.separator')), look: 'quiet' },
    ...addressLines(way.link),
  ];
}
