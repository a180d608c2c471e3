import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of the accessibility engine: all of them, those that depend on colours, or all but contrast. */
type Rules = 'all' | 'colours' | 'all but contrast';

const optionsOf: Readonly<Record<Rules, object>> = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  'all but contrast': { rules: { 'color-contrast': { enabled: false } } },
};

/** Runs the accessibility engine over a page as it stands; gives one line per finding of any severity. */
export async function allFindings(page: Page, rules: Rules = 'all'): Promise<readonly string[]> {
  // In the page's main world through the debugger: the content security policy is not in the way, and nothing is loaded.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const engine = (globalThis as typeof globalThis & { readonly axe: { run(options: object): Promise<Results> } }).axe;
    interface Results {
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
      }[];
    }
    const { violations } = await engine.run({ ...options, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${(failureSummary ?? '').slice(0, 240)}`),
    );
  }, optionsOf[rules]);
}

/** Checks a page in both themes; returns one line per finding. The light theme stays. What is said, and how, is the same in each. */
export async function findingsInBothThemes(page: Page): Promise<readonly string[]> {
  const wear = (theme: string) => page.evaluate((to) => void (document.documentElement.dataset['theme'] = to), theme);
  await wear('dark');
  const dark = await allFindings(page, 'colours');
  await wear('light');
  const light = await allFindings(page);
  return [...dark.map((line) => `dark: ${line}`), ...light.map((line) => `light: ${line}`)];
}

/** Checks a page in both themes and in forced colours; returns one line per finding. */
export async function findingsInEveryDress(page: Page): Promise<readonly string[]> {
  const themes = await findingsInBothThemes(page);
  await page.emulateMedia({ forcedColors: 'active' });
  // Which colours the system puts in the place of ours the engine does not know: their contrast is the system's.
  const forced = await allFindings(page, 'all but contrast');
  await page.emulateMedia({ forcedColors: 'none' });
  return [...themes, ...forced.map((line) => `forced colours: ${line}`)];
}

const tabLimit = 400;

/**
 * Walks through a page with Tab, and with the arrow keys inside what is one stop (grid, tab list, radio group …); returns one line for
 * every visible control that the keyboard did not reach. Ends where it began.
 */
export async function outOfKeyboardReach(page: Page): Promise<readonly string[]> {
  const count = await collectControls(page);
  for (let pressed = 0; pressed < tabLimit; pressed++) {
    await page.keyboard.press('Tab');
    const stop = await noteFocus(page);
    if (stop.composite !== null) await walkInside(page, stop.composite);
    if (stop.seenBefore && pressed > 0) break;
    if (stop.reached === count) break;
  }
  return page.evaluate(() => {
    const { controls, reached, describe } = globalThis.keyboardWalk;
    return controls
      .filter((control) => control.isConnected && control.checkVisibility() && !reached.has(control))
      .map(describe);
  });
}

interface KeyboardWalk {
  readonly controls: readonly Element[];
  readonly reached: Set<Element>;
  /** Stops of the Tab key, to know when it comes round. */
  readonly stops: Set<Element>;
  describe(element: Element): string;
}

declare global {
  var keyboardWalk: KeyboardWalk;
}

/** Remembers every visible control of the page, or of its topmost dialog, and puts the focus before the first. */
function collectControls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')];
    const scope = dialogs.at(-1) ?? document.body;
    const selector =
      'button, a[href], input, select, textarea, [role="tab"], [role="link"], [role="button"], [role="checkbox"], [role="option"], [tabindex="0"]';
    const usable = (control: Element): boolean => {
      const box = control.getBoundingClientRect();
      const off = control.closest('[inert], [aria-hidden="true"], [disabled], [aria-disabled="true"]') !== null;
      // react-aria ends its popovers with hidden "Dismiss" buttons for touch screen readers; Esc does the same.
      const hidden = (control.parentElement?.getBoundingClientRect().width ?? 0) <= 1;
      return (
        !off && !hidden && box.width > 1 && box.height > 1 && control.checkVisibility({ visibilityProperty: true })
      );
    };
    const controls = [...scope.querySelectorAll(selector)].filter(usable);
    globalThis.keyboardWalk = {
      controls,
      reached: new Set(),
      stops: new Set(),
      describe: (control) =>
        `${control.tagName.toLowerCase()} "${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 60)}"`,
    };
    if (dialogs.length === 0 && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return controls.length;
  });
}

/** Records what has the focus. `composite` is the kind of widget it is one stop of, the first time it is met. */
function noteFocus(
  page: Page,
): Promise<{ readonly seenBefore: boolean; readonly composite: 'grid' | 'line' | null; readonly reached: number }> {
  return page.evaluate(() => {
    const { stops, reached, controls } = globalThis.keyboardWalk;
    const focused = document.activeElement;
    const done = () => controls.filter((control) => reached.has(control)).length;
    if (focused === null || focused === document.body) return { seenBefore: false, composite: null, reached: done() };
    reached.add(focused);
    // A label's control is reached where the control inside it has the focus.
    for (const control of controls) {
      if (control.contains(focused) && control.querySelectorAll('button, input').length <= 1) reached.add(control);
    }
    const seenBefore = stops.has(focused);
    stops.add(focused);
    const isRadio = focused instanceof HTMLInputElement && focused.type === 'radio';
    const owner = isRadio
      ? focused.closest('fieldset, [role="radiogroup"], ul, form')
      : focused.closest(
          '[role="grid"], [role="treegrid"], [role="tablist"], [role="listbox"], [role="toolbar"], [role="radiogroup"]',
        );
    if (seenBefore || owner === null || stops.has(owner)) return { seenBefore, composite: null, reached: done() };
    stops.add(owner);
    if (owner.getAttribute('role') === 'tablist') {
      // Its arrow keys change what is shown, and with it the controls that were counted: they have a test of their own.
      for (const tab of owner.querySelectorAll('[role="tab"]')) reached.add(tab);
      return { seenBefore, composite: null, reached: done() };
    }
    return { seenBefore, reached: done(), composite: /grid/.test(owner.getAttribute('role') ?? '') ? 'grid' : 'line' };
  });
}

const gridRows = 40;
const gridColumns = 24;
const lineLength = 100;

async function walkInside(page: Page, composite: 'grid' | 'line'): Promise<void> {
  if (composite === 'line') {
    for (const key of ['ArrowRight', 'ArrowDown']) {
      for (let step = 0; step < lineLength; step++) {
        await page.keyboard.press(key);
        if ((await noteInside(page)) !== 'new') break;
      }
    }
    return;
  }
  await page.keyboard.press('Control+Home');
  await noteInside(page);
  for (let row = 0; row < gridRows; row++) {
    await page.keyboard.press('Home');
    if ((await noteInside(page)) === 'all') return;
    for (let column = 0; column < gridColumns; column++) {
      await page.keyboard.press('ArrowRight');
      const found = await noteInside(page);
      if (found === 'all') return;
      if (found === 'known') break;
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    if ((await noteInside(page)) !== 'new') break;
  }
}

/** Records what has the focus once the page has drawn; `all`: with it every control of the same widget has been reached. */
function noteInside(page: Page): Promise<'new' | 'known' | 'all'> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const { reached, stops, controls } = globalThis.keyboardWalk;
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return 'known';
    const isNew = !reached.has(focused);
    reached.add(focused);
    // Rows that hold their own buttons are entered with the arrow keys too; the row itself is then the stop.
    stops.add(focused);
    const grid = focused.closest('[role="grid"], [role="treegrid"]');
    const isLeft = (control: Element): boolean => grid?.contains(control) === true && !reached.has(control);
    if (grid !== null && !controls.some(isLeft)) return 'all';
    return isNew ? 'new' : 'known';
  });
}
