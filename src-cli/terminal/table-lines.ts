import type { Terminal } from './terminal.ts';
import { padToWidth, textWidth } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

const gap = '  ';
/** A column that would have to be narrower than this, and than what stands in it, is no column. */
const narrowest = 8;

/**
 * Arranges rows in columns; wide (East Asian) characters count as two. Where that is wider than the screen, the widest columns become narrower and
 * their cells go on in further lines; where even that is too wide, each row is a block of lines. Nothing is cut. A file (null) takes any width.
 */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  size: Terminal['size'],
): string[] {
  const wished = header.map((title, column) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), textWidth(title)),
  );
  const widths = size === null ? wished : fittingWidths(wished, size.columns - gap.length * (header.length - 1));
  if (widths === null) return blocks(header, rows, size);
  return [
    ...rowLines(header, widths),
    widths.map((width) => '─'.repeat(width)).join(gap),
    ...rows.flatMap((row) => rowLines(row, widths)),
  ];
}

/** Arranges facts as "name  value" lines; a value that is wider than the screen goes on below itself. */
export function factLines(facts: readonly (readonly [string, string])[], size: Terminal['size']): string[] {
  const width = facts.reduce((widest, [name]) => Math.max(widest, textWidth(name)), 0);
  const room = size === null ? Infinity : Math.max(narrowest, size.columns - width - gap.length);
  return facts.flatMap(([name, value]) =>
    wrapText(value, room).map((line, index) => `${padToWidth(index === 0 ? name : '', width)}${gap}${line}`.trimEnd()),
  );
}

/** Returns the widths of columns within so many columns of a screen; null where they would be too narrow. */
function fittingWidths(wished: readonly number[], columns: number): readonly number[] | null {
  const widths = [...wished];
  for (let over = widths.reduce((sum, width) => sum + width, 0) - columns; over > 0;) {
    const widest = Math.max(...widths);
    const next = widths.reduce((most, width) => (width < widest ? Math.max(most, width) : most), narrowest);
    const count = widths.filter((width) => width === widest).length;
    const step = Math.min(widest - next, Math.ceil(over / count));
    if (widest <= narrowest) return null;
    for (const [column, width] of widths.entries()) if (width === widest) widths[column] = width - step;
    over -= step * count;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapText(row[column] ?? '', width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => padToWidth(lines[line] ?? '', widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function blocks(header: readonly string[], rows: readonly (readonly string[])[], size: Terminal['size']): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...factLines(
      header.map((title, column) => [title, row[column] ?? ''] as const),
      size,
    ),
  ]);
}
