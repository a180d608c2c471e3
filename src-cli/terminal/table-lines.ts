import { padToWidth, textWidth } from './text-width.ts';

/** Arranges rows in columns; wide (East Asian) characters count as two. The last column is not padded. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => padToWidth(row[column] ?? '', width))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}

/** Arranges facts as "name  value" lines. */
export function factLines(facts: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...facts.map(([name]) => textWidth(name)));
  return facts.map(([name, value]) => `${padToWidth(name, width)}  ${value}`.trimEnd());
}
