import styles from './marked-text.module.css';

/** Renders a text in which the words of a search are marked, whatever their case. */
export function MarkedText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  if (words.length === 0) return text;
  return partsOf(text, words).map(({ at, part, found }) =>
    found ? (
      <mark key={at} className={styles['mark']}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}

interface TextPart {
  /** Offset in the text. */
  readonly at: number;
  readonly part: string;
  readonly found: boolean;
}

function partsOf(text: string, words: readonly string[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: part, index: at } of text.matchAll(patternOf(words))) {
    if (at > end) parts.push({ at: end, part: text.slice(end, at), found: false });
    parts.push({ at, part, found: true });
    end = at + part.length;
  }
  return end < text.length ? [...parts, { at: end, part: text.slice(end), found: false }] : parts;
}

function patternOf(words: readonly string[]): RegExp {
  const longestFirst = words.toSorted((left, right) => right.length - left.length);
  return new RegExp(longestFirst.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'giu');
}
