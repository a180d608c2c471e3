/*
 * Measures the coverage view in a real Electron over an inventory file of 1,000 keys with 100 enrolments each: from the event to the
 * committed frame for what-if and search, the first paint of the matrix, and a scroll of five seconds.
 * Run: node test/bench/renderer.ts [ENROLMENTS] (npm run bench does, on a virtual display).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launch } from '../e2e/harness.ts';
import { writeLargeInventory } from './large-inventory-file.ts';

const enrolments = Number(process.argv[2] ?? 100_000);
/** Figures of one kind of action: at least 50 (the demand). */
const rounds = 60;
const scrollSeconds = 5;
/** Between two presses or letters (milliseconds): in it the page is asked nothing. */
const pause = 100;

interface Samples {
  readonly times: readonly number[];
  readonly longTasks: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-'));
try {
  const file = join(folder, 'inventory.sparekey');
  const content = await writeLargeInventory(file, enrolments);
  const accounts = new Set(content.enrolments.map(({ userId }) => userId)).size;
  print(
    'inventory',
    `${String(enrolments / 100)} keys, ${String(enrolments)} enrolments, ${String(accounts)} accounts`,
  );
  for (const free of [true, false]) {
    print('', free ? 'frame rate not limited (waiting for the display is not counted)' : 'as a person sees it (60 Hz)');
    await measure(file, free);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(file: string, free: boolean): Promise<void> {
  const limits = free ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : [];
  const running = await launch({ args: ['--demo', '--inventory', file, ...limits] });
  try {
    const { window } = running;
    await window.addInitScript(watchTasks);
    const reload = await timesOf(window, async () => {
      await window.reload();
      await window.getByRole('grid').waitFor({ timeout: 60_000 });
      await frame(window);
    });
    print(
      'from a new page to the matrix',
      `${(await window.evaluate(() => performance.now())).toFixed(0)} ms, ${tasks(reload)}`,
    );
    await window.evaluate(watchEvents);
    // What is left over from the first picture is done while nobody does anything.
    await window.waitForTimeout(3_000);

    const views = window.getByRole('navigation').getByRole('button');
    const back = await timesOf(
      window,
      async () => {
        for (let round = 0; round < rounds; round++) {
          await views.nth(-2).click();
          await frame(window);
          await window.evaluate(() => globalThis.window.benchSamples?.splice(0));
          await views.first().click();
          await frame(window);
          await keep(window);
        }
      },
      true,
    );
    print('first paint on coming to the view', figures(back));

    const heads = window.getByRole('columnheader').getByRole('button');
    const toggle = await timesOf(window, async () => {
      for (let round = 0; round < rounds; round++) await press(window, heads.nth(round % 5));
    });
    print('what-if, a press on a key', figures(toggle));
    await window.keyboard.press('Escape');

    const search = window.getByRole('searchbox');
    await search.focus();
    const words = ['user1234', 'mail user77', 'service5', 'example 99', 'github', 'google', 'bank', 'user 1 2 3 4'];
    const typing = await timesOf(
      window,
      async () => {
        for (const word of words) {
          for (const letter of word) {
            await window.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: 50 });
            await window.waitForTimeout(pause);
          }
          await search.fill('');
          await window.waitForTimeout(pause);
        }
      },
      false,
      'input',
    );
    print('search, a letter', figures(typing));

    const grid = window.getByRole('grid');
    const box = await grid.boundingBox();
    await window.mouse.move((box?.x ?? 0) + 400, (box?.y ?? 0) + 300);
    for (const [name, x, y] of [
      ['down', 0, 120],
      ['across', 120, 0],
      ['down, in leaps', 0, 4_000],
    ] as const) {
      const scroll = await timesOf(
        window,
        async () => {
          const end = performance.now() + scrollSeconds * 1_000;
          while (performance.now() < end) await window.mouse.wheel(x, y);
        },
        false,
        'wheel',
      );
      print(`five seconds of scrolling ${name}`, `${figures(scroll)}; ${tasks(scroll)}`);
      await grid.evaluate((node) => node.scrollTo(0, 0));
      await frame(window);
    }
  } catch (error) {
    for (const line of running.pageErrors) print('error in the page', line);
    throw error;
  } finally {
    await running.close();
  }
}

/** Runs in the page, before anything else of it. */
function watchTasks(): void {
  const durations: number[] = [];
  globalThis.window.benchTasks = durations;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) durations.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * Runs in the page: from the time stamp of each event to the end of the frame that shows its effect. React commits a press or a letter
 * before the event is over; the next frame does style, layout and paint records, and hands over to the compositor; the first task
 * after it, ahead of what can wait (the garbage collector), is the end.
 */
function watchEvents(): void {
  const samples: Required<Window>['benchSamples'] = [];
  globalThis.window.benchSamples = samples;
  globalThis.window.benchKept = [];
  for (const type of ['click', 'input', 'wheel'] as const) {
    globalThis.window.addEventListener(
      type,
      (event) => {
        const started = event.timeStamp;
        const committed = (): void => {
          samples.push({ type, time: performance.now() - started });
        };
        requestAnimationFrame(() => void scheduler.postTask(committed, { priority: 'user-blocking' }));
      },
      { capture: true, passive: true },
    );
  }
}

/**
 * Presses as a hand does: the pointer comes first, 50 ms lie between down and up, and the next press comes later. Without that time the
 * figure would hold what the pointer's coming and its going down set off (hover, focus), and the driver's own questions to the page.
 */
async function press(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to press');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.waitForTimeout(pause);
  await page.mouse.click(x, y, { delay: 50 });
  await page.waitForTimeout(pause);
}

async function keep(page: Page): Promise<void> {
  await page.evaluate(() => globalThis.window.benchKept?.push(...(globalThis.window.benchSamples?.splice(0) ?? [])));
}

async function timesOf(page: Page, work: () => Promise<void>, kept = false, type = 'click'): Promise<Samples> {
  await page.evaluate(() => {
    globalThis.window.benchSamples?.splice(0);
    globalThis.window.benchKept?.splice(0);
    globalThis.window.benchTasks?.splice(0);
  });
  await work();
  await frame(page);
  return page.evaluate(
    ({ wanted, fromKept }) => {
      const samples = (fromKept ? globalThis.window.benchKept : globalThis.window.benchSamples) ?? [];
      return {
        times: samples.filter((sample) => sample.type === wanted).map((sample) => sample.time),
        longTasks: globalThis.window.benchTasks ?? [],
      };
    },
    { wanted: type, fromKept: kept },
  );
}

async function frame(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))),
  );
}

function figures({ times }: Samples): string {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (n = ${String(sorted.length)})`;
}

function tasks({ longTasks }: Samples): string {
  const most = Math.max(0, ...longTasks);
  return longTasks.length === 0
    ? 'no task over 50 ms'
    : `${String(longTasks.length)} tasks over 50 ms, most ${most.toFixed(0)} ms`;
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(36)} ${value}\n`);
}

declare global {
  interface Window {
    benchTasks?: number[];
    benchSamples?: { readonly type: string; readonly time: number }[];
    benchKept?: { readonly type: string; readonly time: number }[];
  }
}
