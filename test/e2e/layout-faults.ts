import type { Page } from 'playwright-core';

/**
 * Lists what is wrong with the layout of a page as it stands, one line each: text that is cut, spilt or shortened without saying it whole, controls
 * that lie over each other or cannot be brought into sight, scroll bars inside scroll bars, a page or a list that is scrolled sideways.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const found = new Set<string>();
    const slack = 1.5;
    /** From this z-index on something lies over a view instead of in it. */
    const overlayIndex = 5;
    const controls =
      'button, a[href], input, select, textarea, summary, [role="tab"], [role="menuitem"], [role="checkbox"], [role="switch"], [role="radio"]';
    const scrolls = (value: string): boolean => /auto|scroll/.test(value);
    const clips = (value: string): boolean => value !== 'visible';
    const nameOf = (node: Element): string => {
      const text = (node.getAttribute('aria-label') ?? node.textContent).trim().replaceAll(/\s+/g, ' ');
      return `${node.tagName.toLowerCase()}.${(node.getAttribute('class') ?? '').slice(0, 24)} "${text.slice(0, 50)}"`;
    };
    // Heard and not seen, or hidden: no part of the picture.
    const isSeen = (node: Element): boolean => {
      const box = node.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) return false;
      if (!node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
      for (let at: Element | null = node; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).clipPath !== 'none' && at.getBoundingClientRect().width <= 1) return false;
      }
      return true;
    };
    /** Returns the part of a box that its scrolled ancestors leave visible; null where nothing is. */
    const inSight = (node: Element): DOMRect | null => {
      let { left, top, right, bottom } = node.getBoundingClientRect();
      for (let at = node.parentElement; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        if (clips(style.overflowX)) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        if (clips(style.overflowY)) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        if (style.position === 'fixed') break;
      }
      return right - left <= slack || bottom - top <= slack ? null : new DOMRect(left, top, right - left, bottom - top);
    };
    const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]')];
    const top = dialogs.at(-1)?.closest('[data-overlay], [class*="overlay"], [class*="underlay"]') ?? dialogs.at(-1);
    const scope: Element = top ?? document.body;

    // The page, and lists, are not scrolled sideways; only tables of more columns than fit may be.
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > innerWidth + 1) found.add(`sideways: the page is ${root.scrollWidth} wide in ${innerWidth}`);
    const scrolling = { x: new Set<Element>(), y: new Set<Element>() };
    for (const node of document.body.querySelectorAll('*')) {
      if (!isSeen(node) || node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) continue;
      const style = getComputedStyle(node);
      if (scrolls(style.overflowX) && node.scrollWidth > node.clientWidth + 1) scrolling.x.add(node);
      if (scrolls(style.overflowY) && node.scrollHeight > node.clientHeight + 1) scrolling.y.add(node);
    }
    for (const node of scrolling.x) {
      if (node.getAttribute('role') !== 'grid' && node.querySelector(':scope > table') === null) {
        found.add(`sideways: ${nameOf(node)} is ${node.scrollWidth} wide in ${node.clientWidth}`);
      }
    }
    for (const nodes of Object.values(scrolling)) {
      for (const node of nodes) {
        for (const outer of nodes) {
          if (outer !== node && outer.contains(node)) found.add(`scroll bar in a scroll bar: ${nameOf(node)}`);
        }
      }
    }
    if (root.scrollHeight > innerHeight + 1) {
      for (const node of scrolling.y) {
        if (node.closest('[role="dialog"], [role="alertdialog"]') === null) {
          found.add(`scroll bar in a scroll bar: the page scrolls, and ${nameOf(node)}`);
        }
      }
    }

    // Text.
    const ownText = (node: Element): boolean =>
      [...node.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && (child.textContent ?? '').trim() !== '',
      );
    const saysWhole = (node: Element): boolean => {
      const own = node.textContent.trim().replaceAll(/\s+/g, ' ');
      for (let at: Element | null = node, up = 0; at !== null && up < 5; at = at.parentElement, up++) {
        const told = (at.getAttribute('title') ?? '').replaceAll(/\s+/g, ' ');
        if (told.includes(own)) return true;
      }
      return false;
    };
    for (const node of scope.querySelectorAll('*')) {
      if (!isSeen(node) || !ownText(node) || inSight(node) === null) continue;
      if (node instanceof HTMLOptionElement || node.closest('select, svg') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      for (let at: Element | null = node; at !== null && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const isLine = style.display === 'inline' || style.display === 'contents';
        if (!isLine && clips(style.overflowX) && !scrolls(style.overflowX)) {
          const isCut =
            at === node
              ? node.scrollWidth > node.clientWidth + 1
              : text.right > box.right + slack || text.left < box.left - slack;
          const isMarked = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
          if (isCut && !(isMarked && saysWhole(node)))
            found.add(`${isMarked ? 'shortened, whole nowhere' : 'cut'}: ${nameOf(node)}`);
          if (isCut) break;
        }
        if (!isLine && clips(style.overflowY) && !scrolls(style.overflowY) && at !== document.documentElement) {
          const isCut = text.bottom > box.bottom + 4 || text.top < box.top - 4;
          const isMarked = style.webkitLineClamp !== 'none';
          if (isCut && !(isMarked && saysWhole(node)))
            found.add(`${isMarked ? 'shortened, whole nowhere' : 'cut below'}: ${nameOf(node)}`);
          if (isCut) break;
        }
        // Beside its own box it lies over its neighbours.
        if (
          at === node &&
          !isLine &&
          !clips(style.overflowX) &&
          node.scrollWidth > node.clientWidth + 2 &&
          node.clientWidth > 0
        ) {
          found.add(`spilt: ${nameOf(node)}, ${node.scrollWidth} in ${node.clientWidth}`);
        }
        if (style.position === 'fixed' || scrolls(style.overflowX) || scrolls(style.overflowY)) break;
      }
    }

    // Controls do not lie over each other.
    const visible = [...scope.querySelectorAll(controls)].filter(isSeen).flatMap((node) => {
      const box = inSight(node);
      return box === null ? [] : [{ node, box }];
    });
    // What sticks to an edge, and a panel over the view, has a ground of its own: the rest lies below it.
    const layerOf = (node: Element): Element | null => {
      for (let at: Element | null = node; at !== null; at = at.parentElement) {
        const { position, zIndex } = getComputedStyle(at);
        if (position === 'sticky' || (position === 'absolute' && Number(zIndex) >= overlayIndex)) return at;
      }
      return null;
    };
    for (const [index, one] of visible.entries()) {
      for (const other of visible.slice(index + 1)) {
        if (one.node.contains(other.node) || other.node.contains(one.node)) continue;
        if (layerOf(one.node) !== layerOf(other.node)) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide <= 2 || high <= 2) continue;
        // One under the sticky head, or under a panel that lies over the view, is not seen at that place.
        const [x, y] = [
          Math.max(one.box.left, other.box.left) + wide / 2,
          Math.max(one.box.top, other.box.top) + high / 2,
        ];
        const hit = document.elementFromPoint(x, y);
        const [a, b] = [one, other].map(({ node, box }) => {
          const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return at !== null && (node.contains(at) || at.contains(node));
        });
        if (hit !== null && a === true && b === true)
          found.add(`overlap: ${nameOf(one.node)} and ${nameOf(other.node)}`);
      }
    }

    // Whatever can be pressed can be brought into sight.
    for (const { node } of visible) {
      node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const box = node.getBoundingClientRect();
      const isIn = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
      if (!isIn && box.width < innerWidth && box.height < innerHeight) {
        found.add(`out of sight: ${nameOf(node)} at ${Math.round(box.left)},${Math.round(box.top)}`);
      }
    }
    return [...found];
  });
}
