import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:-|English )/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

const sources = ['src-shared', 'src-main', 'src-cli', 'src-renderer', 'catalogue']
  .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)))
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('docs/glossary.md', () => {
  it('has four columns in every row, and every term once', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter((cells) => cells.length !== 4)).toEqual([]);
    const terms = rows.flatMap(([english = '']) => english.split(/[,:·]/).map((term) => term.trim()));
    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
  });

  it.each(
    rows.flatMap(([english, , code = '']) => [...code.matchAll(/`([^`]+)`/g)].map(([, name]) => [english, name])),
  )('%s: %s is a name in the code', (_, name) => {
    expect(sources).toMatch(new RegExp(`(?<![\\w-])${name}(?![\\w-])`));
  });
});
