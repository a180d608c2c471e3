import type { Page } from 'playwright-core';
import { drawn } from './tour/sizes.ts';

/** Box of every visible element, by its path: left, top, width, height in whole tenths of CSS pixels. */
export type Boxes = Readonly<Record<string, readonly number[]>>;

/** Reads the boxes of all parts of a page as it stands. */
function boxesOf(page: Page): Promise<Boxes> {
  return page.evaluate(() => {
    const found: Record<string, number[]> = {};
    const visit = (node: Element, path: string): void => {
      const box = node.getBoundingClientRect();
      // Heard and not seen: when something is announced differs from run to run.
      if (box.width <= 1 && getComputedStyle(node).clipPath !== 'none') return;
      if (box.width > 1 && box.height > 1 && node.checkVisibility({ visibilityProperty: true })) {
        found[path] = [box.left, box.top, box.width, box.height].map((value) => Math.round(value * 10) / 10);
      }
      // What is drawn inside a sign is the engine's own arithmetic.
      if (node instanceof SVGElement) return;
      const seen = new Map<string, number>();
      for (const child of node.children) {
        const name = child.getAttribute('data-view') ?? child.tagName.toLowerCase();
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        visit(child, `${path} > ${name}${count}`);
      }
    };
    visit(document.body, 'body');
    return found;
  });
}

/** Waits until a page stands still, and reads its boxes: what is drawn by and by on a busy computer is there then. */
export async function stillBoxesOf(page: Page): Promise<Boxes> {
  let before = '';
  for (;;) {
    await drawn(page);
    const boxes = await boxesOf(page);
    const now = JSON.stringify(boxes);
    if (now === before) return boxes;
    before = now;
  }
}

/** Lists the parts that are more than `most` CSS pixels apart in two engines, and those that only one of them has. */
export function differences(one: Boxes, other: Boxes, most: number): readonly string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].flatMap((path) => {
    const [here, there] = [one[path], other[path]];
    if (here === undefined || there === undefined)
      return [`${path}: only in ${here === undefined ? 'the other' : 'the one'}`];
    const apart = Math.max(...here.map((value, index) => Math.abs(value - (there[index] ?? Number.NaN))));
    return apart > most ? [`${path}: ${here.join(' ')} and ${there.join(' ')}`] : [];
  });
}
