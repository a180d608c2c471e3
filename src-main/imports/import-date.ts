/** Years at which Japanese eras begin, by the letters and names that tables use. */
const eras: Readonly<Record<string, number>> = { 令和: 2019, 令: 2019, R: 2019, 平成: 1989, 平: 1989, H: 1989 };
const time = /^(?:[T ]\s*(\d{1,2})(?::|時)(\d{2})(?:分)?(?::?(\d{2})(?:\.(\d{1,3}))?秒?)?\s*(Z)?)?$/;

/**
 * Reads a day or a time as people and their spreadsheets write it: 2026-11-30, 2026年11月30日, 令和8年11月30日, R8.11.30, 30.11.2026, and
 * 30/11/2026 where only one order is possible. A day without a time is its begin, or its end with `atEnd`, on this computer's clock. Null
 * for anything else.
 */
export function readDate(text: string, atEnd: boolean): string | null {
  const folded = text.normalize('NFKC').trim();
  const day = yearFirst(folded) ?? japaneseEra(folded) ?? yearLast(folded);
  if (day === null) return null;
  // The weekday that spreadsheets add says nothing more.
  const rest = time.exec(day.rest.replace(/^\s*\([^)]{1,3}\)/u, '').trimEnd());
  if (rest === null) return null;
  const [hour, minute, second] = [rest[1], rest[2], rest[3]].map((part) => Number(part ?? 0));
  const { year, month, day: date } = day;
  const isDayOnly = rest[1] === undefined;
  const parts: [number, number, number, number, number, number, number] =
    isDayOnly && atEnd
      ? [year, month - 1, date, 23, 59, 59, 0]
      : [year, month - 1, date, hour ?? 0, minute ?? 0, second ?? 0, Number((rest[4] ?? '').padEnd(3, '0'))];
  const isUtc = rest[5] === 'Z';
  const found = isUtc ? new Date(Date.UTC(...parts)) : new Date(...parts);
  const [shownMonth, shownDay] = isUtc
    ? [found.getUTCMonth(), found.getUTCDate()]
    : [found.getMonth(), found.getDate()];
  // 31 February is a day in March to the calendar of the language.
  const isReal = shownMonth === month - 1 && shownDay === date && year >= 2000;
  const isTime = (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 60;
  return isReal && isTime ? found.toISOString() : null;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly rest: string;
}

function yearFirst(text: string): Day | null {
  const found = /^(\d{4})(?:[-/.]|年)\s?(\d{1,2})(?:[-/.]|月)\s?(\d{1,2})日?(.*)$/u.exec(text);
  return found === null ? null : dayOf(Number(found[1]), Number(found[2]), Number(found[3]), found[4]);
}

function japaneseEra(text: string): Day | null {
  const found = /^(令和|平成|令|平|R|H)\s?(\d{1,2}|元)(?:[-/.]|年)\s?(\d{1,2})(?:[-/.]|月)\s?(\d{1,2})日?(.*)$/u.exec(
    text,
  );
  const begin = eras[found?.[1] ?? ''];
  if (found === null || begin === undefined) return null;
  const year = begin + (found[2] === '元' ? 1 : Number(found[2])) - 1;
  return dayOf(year, Number(found[3]), Number(found[4]), found[5]);
}

/** Reads a day with its year at the end: with points the day comes first; with strokes either may, and what could be both is none. */
function yearLast(text: string): Day | null {
  const found = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(.*)$/.exec(text);
  if (found === null) return null;
  const [first, second, year] = [Number(found[1]), Number(found[3]), Number(found[4])];
  if (found[2] === '.') return dayOf(year, second, first, found[5]);
  if (first <= 12 && second <= 12 && first !== second) return null;
  return first > 12 ? dayOf(year, second, first, found[5]) : dayOf(year, first, second, found[5]);
}

function dayOf(year: number, month: number, day: number, rest = ''): Day {
  return { year, month, day, rest };
}
