/*
 * Measures how long the window takes to appear, beside an empty Electron window, in turn: from the start of the process to the first paint, to
 * the first content and to the matrix, and the CPU time of all processes until then. Nothing is attached to the program but the page's clock.
 * Run: npm run bench -- window-start [ROUNDS].
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { appFolder, patience, removeFolder } from '../e2e/harness.ts';

const rounds = Number(process.argv[2] ?? 15);
const executable = process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable;
const emptyFolder = fileURLToPath(new URL('empty-window', import.meta.url));
/** Clock ticks of a second in /proc: the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** Selector of what is there once everything is drawn. */
  readonly done: string;
}

/** Milliseconds since the process was started, and CPU seconds of all its processes. */
interface Start {
  readonly paint: number;
  readonly content: number;
  readonly done: number;
  readonly cpu: number;
}

const programs: readonly Program[] = [
  { name: 'empty window', args: [emptyFolder], done: 'p' },
  { name: 'new inventory', args: [appFolder, '--demo', '--inventory', 'FOLDER/new.sparekey'], done: 'main h1' },
  { name: '--demo', args: [appFolder, '--demo'], done: '[role="grid"]' },
];

const starts = new Map<string, Start[]>(programs.map(({ name }) => [name, []]));
for (let round = 0; round <= rounds; round += 1) {
  for (const program of programs) {
    const start = await measureStart(program);
    // The first one reads the files of the program from the disk.
    if (round > 0) starts.get(program.name)?.push(start);
  }
}
process.stdout.write(`n = ${String(rounds)} each, in turn, load ${loadavg()[0]?.toFixed(1) ?? ''}: medians\n`);
const base = medians(programs[0]?.name ?? '');
for (const { name } of programs) {
  const { paint, content, done, cpu } = medians(name);
  const later = (time: number, than: number): string => `${time.toFixed(0)} ms (${(time - than).toFixed(0)} later)`;
  process.stdout.write(
    `${name.padEnd(14)} first paint ${later(paint, base.paint)}, content ${later(content, base.content)}, all ${later(done, base.done)}, CPU ${cpu.toFixed(2)} s (${(cpu / base.cpu).toFixed(1)} ×)\n`,
  );
}

async function measureStart({ args, done }: Program): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-'));
  const startedAt = Date.now();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    executable,
    [
      ...sandbox,
      '--remote-debugging-port=0',
      ...args.map((arg) => arg.replace('FOLDER', folder)),
      `--user-data-dir=${folder}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr));
    const page = await mainPage(() => browser.contexts().flatMap((context) => context.pages()));
    const times = await page.evaluate(readTimes, done);
    const cpu = cpuSecondsOf(child.pid ?? 0);
    await browser.close();
    return {
      paint: times.paint - startedAt,
      content: times.content - startedAt,
      done: times.done - startedAt,
      cpu,
    };
  } finally {
    child.kill('SIGTERM');
    await ended;
    removeFolder(folder);
  }
}

/** Returns the CPU time of a process and of all that it started, directly or not. */
function cpuSecondsOf(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));
  const own = new Set([pid]);
  for (let before = 0; before < own.size;) {
    before = own.size;
    for (const one of processes) if (own.has(one.parent)) own.add(one.pid);
  }
  return processes.filter((one) => own.has(one.pid)).reduce((sum, one) => sum + one.ticks, 0) / ticksPerSecond;
}

/** Reads one process; nothing where it has ended meanwhile. */
function statOf(pid: number): readonly { readonly pid: number; readonly parent: number; readonly ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // After the name, which may hold anything: state, parent …, user and system time at 11 and 12.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    return [];
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

/** Runs in the page: waits for what is drawn last and reads when what was painted first, as times of the wall clock. */
async function readTimes(last: string): Promise<{ paint: number; content: number; done: number }> {
  const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.querySelector(last) === null) await nextFrame();
  const done = performance.timeOrigin + performance.now();
  while (performance.getEntriesByName('first-contentful-paint').length === 0) await nextFrame();
  const paintedAt = (name: string): number =>
    performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN);
  return { paint: paintedAt('first-paint'), content: paintedAt('first-contentful-paint'), done };
}

function medians(name: string): Start {
  const all = starts.get(name) ?? [];
  const of = (read: (start: Start) => number): number =>
    all.map(read).toSorted((left, right) => left - right)[all.length >> 1] ?? Number.NaN;
  return {
    paint: of((one) => one.paint),
    content: of((one) => one.content),
    done: of((one) => one.done),
    cpu: of((one) => one.cpu),
  };
}
