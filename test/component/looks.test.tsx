import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EvidenceShape } from '../../src-renderer/features/coverage/matrix/evidence-shape.tsx';

const tokens = readFileSync('src-renderer/styles/tokens.css', 'utf8');

function colour(name: string, theme: 'light' | 'dark'): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  const value = found?.[theme === 'light' ? 1 : 2];
  if (value === undefined) throw new Error(`no token ${name}`);
  return value;
}

/** Computes the contrast ratio of two colours from their relative luminance (WCAG 2.2). */
function contrast(first: string, second: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].toSorted((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

describe('O-04 colours', () => {
  const text = ['ink', 'ink-2', 'ink-3', 'accent', 'critical', 'warning'];
  const grounds = ['ground', 'paper', 'raised', 'hover'];
  const pairs = (['light', 'dark'] as const).flatMap((theme) => [
    ...text.flatMap((ink) => grounds.map((ground) => [theme, ink, ground, 4.5] as const)),
    [theme, 'accent-ink', 'accent', 4.5] as const,
    [theme, 'critical-ink', 'critical', 4.5] as const,
    [theme, 'ink', 'accent-soft', 4.5] as const,
    [theme, 'ink', 'critical-soft', 4.5] as const,
    [theme, 'ink', 'warning-soft', 4.5] as const,
    [theme, 'line-strong', 'paper', 3] as const,
  ]);
  it.each(pairs)('%s: %s on %s has a contrast of at least %d', (theme, ink, ground, least) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(least);
  });

  it('every kind of evidence has a shape of its own', () => {
    const shapes = (['read', 'told', 'absent', 'unknown'] as const).map((evidence) => {
      const { container } = render(<EvidenceShape evidence={evidence} />);
      const circle = container.querySelector('circle')?.getAttribute('r');
      const stroke = container.querySelector('path') === null ? 'plain' : 'struck';
      return `${circle} ${stroke} ${container.firstElementChild?.getAttribute('class')}`;
    });
    expect(new Set(shapes).size).toBe(4);
  });
});

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
