/*
 * Measures the coverage view in a real Electron as a person feels it: from the event to the committed frame that shows the answer, for a press
 * on the head of a key, a further press in "what if", and a letter of the search; the tasks of a scroll of five seconds and of the first load.
 * Run: npm run bench -- window [REPEATS], on a virtual display.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launch } from '../e2e/harness.ts';
import { writeLargeInventory } from './large-inventory-file.ts';
import { type Part, watchAnswers, watchTasks } from './watch-page.ts';

const repeats = Number(process.argv[2] ?? 3);
/** Sizes in enrolments: that for which the goals are set (50 keys, 2,000 accounts), and the largest. */
const sizes = { usual: 5_000, largest: 100_000 };
const presses = 20;
const scrollSeconds = 5;
/** Time between two presses or letters, in which late work of the last one still counts (milliseconds). */
const pause = 200;
const terms = ['user1234', 'mail user77', 'service5', 'github', 'spare', 'place 3'];

const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-'));
try {
  await measureSize(sizes.usual, repeats);
  await measureSize(sizes.largest, 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureSize(enrolments: number, times: number): Promise<void> {
  const file = join(folder, `${String(enrolments)}.sparekey`);
  const content = await writeLargeInventory(file, enrolments);
  const accounts = new Set(content.enrolments.map(({ userId }) => userId)).size;
  line(`${String(content.keys.length)} keys, ${String(enrolments)} enrolments, ${String(accounts)} accounts`);
  const all: (readonly Part[])[] = [];
  for (let repeat = 0; repeat < times; repeat += 1) {
    const parts = await measure(file);
    all.push(parts);
    line(`repeat ${String(repeat + 1)}, load ${loadavg()[0]?.toFixed(1) ?? ''}`);
    for (const part of parts) line(`  ${part.name.padEnd(44)} ${figures(part)}`);
  }
  if (all.length < 2) return;
  line('all repeats');
  for (const [index, { name }] of (all[0] ?? []).entries()) {
    const same = all.flatMap((parts) => parts[index] ?? []);
    const whole = { name, times: same.flatMap((part) => part.times), tasks: same.flatMap((part) => part.tasks) };
    line(`  ${name.padEnd(44)} ${figures(whole)}`);
  }
}

async function measure(file: string): Promise<readonly Part[]> {
  const running = await launch({ args: ['--demo', '--inventory', file] });
  try {
    const { window } = running;
    const grid = window.getByRole('grid');
    const heads = grid.getByRole('columnheader').getByRole('button');
    await window.addInitScript(watchTasks);
    await window.reload();
    await grid.waitFor({ timeout: 60_000 });
    // What follows the first picture counts as loading.
    await window.waitForTimeout(3_000);
    await window.evaluate(watchAnswers);

    await begin(window, 'press that changes nothing');
    for (let round = 0; round < presses; round += 1) await press(window, grid.getByRole('columnheader').first());
    for (let round = 0; round < presses; round += 1) {
      await begin(window, 'press on the head of a key');
      await press(window, heads.nth(round % 5));
      await begin(window, 'back from what if');
      await window.keyboard.press('Escape');
      await window.waitForTimeout(pause);
    }
    await press(window, heads.nth(3));
    await begin(window, 'further press in what if');
    // The first one stays lost: with nothing lost no key has anything to say.
    for (let round = 0; round < presses; round += 1) await press(window, heads.nth(1 + (round % 3)));
    await begin(window, 'back from what if');
    await window.keyboard.press('Escape');

    const search = window.getByRole('searchbox');
    for (const term of terms) {
      await begin(window, 'empty search');
      await search.fill('');
      await window.waitForTimeout(pause);
      await begin(window, 'letter of the search');
      for (const letter of term) {
        await window.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: 50 });
        await window.waitForTimeout(pause);
      }
    }
    await begin(window, 'empty search');
    await search.fill('');

    const box = await grid.boundingBox();
    await window.mouse.move((box?.x ?? 0) + 400, (box?.y ?? 0) + 300);
    await begin(window, 'five seconds of scrolling');
    const end = performance.now() + scrollSeconds * 1_000;
    while (performance.now() < end) await window.mouse.wheel(0, 120);
    return merged(await window.evaluate(() => globalThis.window.benchParts ?? []));
  } catch (error) {
    for (const one of running.pageErrors) process.stderr.write(`error in the page: ${one}\n`);
    throw error;
  } finally {
    await running.close();
  }
}

/** Opens a part of the measurement, once the page has reported what belongs to the one before. */
async function begin(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(pause);
  await page.evaluate((part) => globalThis.window.benchParts?.push({ name: part, times: [], tasks: [] }), name);
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

/** Joins the parts of one name, in the order in which they first came. */
function merged(parts: readonly Part[]): readonly Part[] {
  const byName = new Map<string, Part>();
  for (const { name, times, tasks } of parts) {
    const known = byName.get(name) ?? { name, times: [], tasks: [] };
    known.times.push(...times);
    known.tasks.push(...tasks);
    byName.set(name, known);
  }
  return [...byName.values()];
}

function figures({ times, tasks }: Part): string {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  const frames =
    sorted.length === 0
      ? ''
      : `median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (n = ${String(sorted.length)}); `;
  const most = Math.max(0, ...tasks).toFixed(0);
  return `${frames}${tasks.length === 0 ? 'no task over 50 ms' : `${String(tasks.length)} tasks over 50 ms, most ${most} ms`}`;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
