import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('words of the window', () => {
  const source = readdirSync('src-renderer', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('pin-window'))
    .map((file) => readFileSync(`src-renderer/${file}`, 'utf8'))
    .join('\n');
  const messages = (locale: string) =>
    new Map<string, string>(
      Object.entries(
        JSON.parse(readFileSync(`src-shared/i18n/${locale}/window.json`, 'utf8')) as Record<string, string>,
      ),
    );

  it('holds no message that is never said', () => {
    const families = [...source.matchAll(/`(window\.[^`]*)`/g)].map(
      ([, template = '']) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[^ ]+')}$`),
    );
    const unused = [...messages('en').keys()].filter(
      (key) => !source.includes(`'${key}'`) && !families.some((family) => family.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it('has the same messages with the same values in Japanese', () => {
    const [english, japanese] = [messages('en'), messages('ja')];
    expect([...japanese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    const values = (text = '') =>
      [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name))].toSorted((left, right) =>
        left.localeCompare(right),
      );
    for (const [key, text] of english) expect(values(japanese.get(key)), key).toEqual(values(text));
  });
});
