import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Colour = readonly [red: number, green: number, blue: number];
type Theme = 'light' | 'dark';
const themes = ['light', 'dark'] as const;

const tokens = readFileSync('src-renderer/styles/tokens.css', 'utf8');
const hexTokens = new Map(
  [...tokens.matchAll(/--([a-z0-9-]+): light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light: colourOf(light), dark: colourOf(dark) }],
  ),
);

function colourOf(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return [red, green, blue];
}

function colour(name: string, theme: Theme): Colour {
  const found = hexTokens.get(name)?.[theme];
  if (found === undefined) throw new Error(`no token ${name}`);
  return found;
}

/** Computes a ground below the tint of a column, as the tokens give it. */
function underColumn(ground: Colour, theme: Theme): Colour {
  const tints = [...(/--column: ([^;]+);/.exec(tokens)?.[1] ?? '').matchAll(/rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)/g)];
  const [, red, green, blue, share] = tints[theme === 'light' ? 0 : 1] ?? [];
  const tint = [Number(red), Number(green), Number(blue)];
  const mixed = ground.map((part, at) => part + ((tint[at] ?? Number.NaN) - part) * Number(share));
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}

function fromHsl(hue: number, saturation: number, lightness: number): Colour {
  const part = (shift: number) => {
    const at = (shift + hue / 30) % 12;
    const spread = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  };
  return [part(0), part(8), part(4)];
}

/** Computes the contrast ratio of two colours (WCAG 2.2, relative luminance). */
function contrast(first: Colour, second: Colour): number {
  const luminance = (parts: Colour) => {
    const [red = 0, green = 0, blue = 0] = parts.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].toSorted((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['ground', 'paper', 'raised', 'hover', 'accent-soft'];
const keyColours = ['blue', 'amber', 'violet', 'slate', 'teal', 'rose', 'none'].map((name) => `key-${name}`);

/** Text on what it stands on: at least 4.5 : 1. */
const textPairs: readonly (readonly [ink: string, ground: string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'critical', 'warning'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  ...['critical-soft', 'warning-soft'].flatMap((ground) => [['ink', ground] as const, ['ink-2', ground] as const]),
  ['critical', 'critical-soft'],
  ['warning', 'warning-soft'],
  ['accent-ink', 'accent'],
  ['critical-ink', 'critical'],
];

/** Signs, marks, outlines of controls and of keys: at least 3 : 1. */
const graphicPairs: readonly (readonly [graphic: string, ground: string])[] = [
  ...grounds.flatMap((ground) => ['line-strong', ...keyColours].map((graphic) => [graphic, ground] as const)),
  // The outline of a block that survives, on either side.
  ['accent', 'calm'],
  ['critical', 'critical-soft'],
  ['line-strong', 'critical-soft'],
];

/** Lines that separate and never say anything by themselves. */
const decoration = ['line'];

describe.each(themes)('O-04 colours of the %s theme', (theme) => {
  it.each(textPairs)('text in %s on %s', (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(graphicPairs)('%s on %s', (graphic, ground) => {
    expect(contrast(colour(graphic, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  it.each(['paper', 'hover'])('text and marks in a tinted column on %s', (ground) => {
    const tinted = underColumn(colour(ground, theme), theme);
    const ratios = ['ink', 'ink-3', 'accent', 'critical'].map((ink) => contrast(colour(ink, theme), tinted));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('line-strong', theme), tinted)).toBeGreaterThanOrEqual(3);
  });

  it('monograms of every hue', () => {
    const css = readFileSync('src-renderer/components/monogram.module.css', 'utf8');
    const shares = [...css.matchAll(/hsl\(var\(--hue\) (\d+)% (\d+)%\)/g)].map(([, saturation, lightness]) => [
      Number(saturation) / 100,
      Number(lightness) / 100,
    ]);
    // In the order of the file: ground in light, ground in dark, letter in light, letter in dark.
    expect(shares).toHaveLength(4);
    const at = theme === 'light' ? 0 : 1;
    const [ground = [], letter = []] = [shares[at], shares[at + 2]];
    const ratios = Array.from({ length: 360 }, (_, hue) =>
      contrast(fromHsl(hue, ground[0] ?? 0, ground[1] ?? 0), fromHsl(hue, letter[0] ?? 0, letter[1] ?? 0)),
    );
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });
});

it('measures every colour of the tokens', () => {
  const measured = new Set([...textPairs.flat(), ...graphicPairs.flat(), ...decoration]);
  expect([...hexTokens.keys()].filter((name) => !measured.has(name))).toEqual([]);
});

it('measures every pair of text and ground that one rule of a style sheet sets', () => {
  const folder = 'src-renderer';
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  const rules = sheets.flatMap((file) => {
    const css = readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    return [...css.matchAll(/\{([^{}]*)\}/g)].map(([, body = '']) => ({ file, body }));
  });
  const pairs = rules.flatMap(({ file, body }) => {
    const ink = /(?:^|[;\s])color: var\(--([a-z0-9-]+)\)/.exec(body)?.[1];
    const ground = /(?:^|[;\s])background(?:-color)?: var\(--([a-z0-9-]+)\)/.exec(body)?.[1];
    return ink === undefined || ground === undefined ? [] : [{ file, pair: `${ink} on ${ground}` }];
  });
  const measured = new Set([
    ...textPairs.map(([ink, ground]) => `${ink} on ${ground}`),
    'monogram-ink on monogram-ground',
  ]);
  expect(pairs.length).toBeGreaterThan(10);
  expect(pairs.filter(({ pair }) => !measured.has(pair))).toEqual([]);
});
