/*
 * Measures how long the window takes to appear: from the start of the process to the first paint of the page, to the first sentence in
 * it, and to the matrix of the demonstration. Nothing is attached to the program but the page's own clock.
 * Run: npm run bench -- window-start [ROUNDS].
 */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { appFolder, patience, removeFolder } from '../e2e/harness.ts';

const rounds = Number(process.argv[2] ?? 15);
const executable = process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable;

interface Start {
  /** Milliseconds since the process was started. */
  readonly firstPaint: number;
  readonly firstContent: number;
  readonly matrix: number;
}

const starts: Start[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const start = await measureStart();
  // The first one reads the files of the program from the disk.
  if (round > 0) starts.push(start);
}
process.stdout.write(
  `--demo, n = ${String(rounds)}: median (fastest to slowest), milliseconds from the start of the process\n`,
);
print('first paint', ({ firstPaint }) => firstPaint);
print('first content', ({ firstContent }) => firstContent);
print('matrix', ({ matrix }) => matrix);

async function measureStart(): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-'));
  const startedAt = Date.now();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    executable,
    [...sandbox, '--remote-debugging-port=0', appFolder, `--user-data-dir=${folder}`, '--demo'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr));
    const page = await mainPage(() => browser.contexts().flatMap((context) => context.pages()));
    const times = await page.evaluate(readTimes);
    await browser.close();
    return {
      firstPaint: times.firstPaint - startedAt,
      firstContent: times.firstContent - startedAt,
      matrix: times.matrix - startedAt,
    };
  } finally {
    child.kill('SIGTERM');
    await ended;
    removeFolder(folder);
  }
}

/** Reads the address that Chromium prints once its debugger takes connections. */
function debuggerAddress(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    output.on('end', () => reject(new Error(`the program ended: ${text}`)));
  });
}

async function mainPage(pages: () => readonly Page[]): Promise<Page> {
  const deadline = performance.now() + patience;
  for (;;) {
    const page = pages().find((candidate) => candidate.url().endsWith('/index.html'));
    if (page !== undefined) return page;
    if (performance.now() > deadline) throw new Error('no window');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Runs in the page: waits for the matrix and reads when what was painted first, as times of the wall clock. */
async function readTimes(): Promise<{ firstPaint: number; firstContent: number; matrix: number }> {
  const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.querySelector('[role="grid"]') === null) await nextFrame();
  const matrix = performance.timeOrigin + performance.now();
  while (performance.getEntriesByName('first-contentful-paint').length === 0) await nextFrame();
  const paintedAt = (name: string): number =>
    performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN);
  return { firstPaint: paintedAt('first-paint'), firstContent: paintedAt('first-contentful-paint'), matrix };
}

function print(what: string, time: (start: Start) => number): void {
  const sorted = starts.map(time).sort((left, right) => left - right);
  const at = (index: number): string => (sorted[index] ?? Number.NaN).toFixed(0);
  process.stdout.write(
    `${what.padEnd(14)} ${at(Math.floor(sorted.length / 2))} (${at(0)} to ${at(sorted.length - 1)})\n`,
  );
}
