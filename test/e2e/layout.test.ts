import { describe, expect, it } from 'vitest';
import { freshProgram } from './fresh-program.ts';
import { layoutFaults } from './layout-faults.ts';
import { resize, sizes, usualSize } from './tour/sizes.ts';
import type { See } from './tour/stage.ts';
import { takeTour, tours } from './tour/tours.ts';
import type { Running } from './harness.ts';

// What must hold of every state that the tours come to, at every size: no text is cut, spilt or shortened without saying it whole, no control
// lies over another, nothing scrolls inside what scrolls, nothing runs out sideways.

const languages = ['en', 'ja'] as const;

describe.each(languages)('in %s', (language) => {
  it.each(tours)('the layout holds at every size: $name', async (tour) => {
    const found: string[] = [];
    let states = 0;
    const look =
      (running: Running): See =>
      async (name, page) => {
        states++;
        if (page !== undefined) {
          found.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`));
          return;
        }
        for (const size of sizes) {
          await resize(running, size);
          found.push(...(await layoutFaults(running.window)).map((fault) => `${name}, ${size.name}: ${fault}`));
        }
        await resize(running, usualSize);
      };
    const thrown = await takeTour(tour, { language, theme: 'light' }, look);
    expect(thrown).toEqual([]);
    expect(states).toBeGreaterThan(2);
    expect(found).toEqual([]);
  });
});

describe('the checks of the layout', () => {
  const program = freshProgram({ args: ['--demo'] });

  /** Renders something wrong into the page, and lists the faults that are then found and were not before. */
  async function faultsOf(planted: readonly Planted[]): Promise<readonly string[]> {
    const { window } = program;
    await window.getByRole('grid').waitFor();
    const before = await layoutFaults(window);
    await window.evaluate((nodes) => {
      const made = ({ tag, style, text, title, inside = [] }: Planted): Element => {
        const node = document.createElement(tag);
        node.style.cssText = style;
        if (text !== undefined) node.textContent = text;
        if (title !== undefined) node.title = title;
        node.append(...inside.map(made));
        return node;
      };
      const place = 'position: fixed; inset: 40px auto auto 400px; width: 300px';
      document.querySelector('main')?.append(made({ tag: 'div', style: place, inside: nodes }));
    }, planted);
    return (await layoutFaults(window)).filter((fault) => !before.includes(fault));
  }

  const long = 'a text that is too long';
  const oneLine = 'width: 60px; white-space: nowrap';
  const shortened = `${oneLine}; overflow: hidden; text-overflow: ellipsis`;

  it.each<[string, readonly Planted[], RegExp]>([
    ['cut', [{ tag: 'p', style: `${oneLine}; overflow: hidden`, text: long }], /^cut: /],
    ['shortened', [{ tag: 'p', style: shortened, text: long }], /^shortened, whole nowhere: /],
    ['cut below', [{ tag: 'p', style: 'width: 60px; height: 20px; overflow: hidden', text: long }], /^cut below: /],
    ['spilt', [{ tag: 'p', style: oneLine, text: long }], /^spilt: /],
    [
      'overlap',
      [
        { tag: 'button', style: 'width: 100px', text: 'one' },
        { tag: 'button', style: 'width: 100px; margin-left: -40px', text: 'two' },
      ],
      /^overlap: /,
    ],
    [
      'scroll bars',
      [
        {
          tag: 'div',
          style: 'height: 100px; overflow: auto',
          inside: [
            {
              tag: 'div',
              style: 'height: 90px; overflow: auto',
              inside: [{ tag: 'p', style: 'height: 300px', text: 'x' }],
            },
            { tag: 'p', style: 'height: 200px', text: 'y' },
          ],
        },
      ],
      /^scroll bar in a scroll bar: /,
    ],
    [
      'sideways',
      [
        {
          tag: 'div',
          style: 'width: 100px; overflow: auto',
          inside: [{ tag: 'p', style: 'width: 300px', text: 'x' }],
        },
      ],
      /^sideways: /,
    ],
    [
      'out of sight',
      [{ tag: 'button', style: 'position: fixed; left: 1240px; top: 60px; width: 80px', text: 'gone' }],
      /^out of sight: /,
    ],
  ])('find what is planted: %s', async (_name, planted, expected) => {
    const faults = await faultsOf(planted);
    expect(faults.some((fault) => expected.test(fault))).toBe(true);
  });

  it('say nothing of a shortened text whose title says it whole', async () => {
    expect(await faultsOf([{ tag: 'p', style: shortened, text: long, title: long }])).toEqual([]);
  });
});

/** An element that is rendered into the page. */
interface Planted {
  readonly tag: string;
  readonly style: string;
  readonly text?: string;
  readonly title?: string;
  readonly inside?: readonly Planted[];
}
