import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { keepResults } from './kept-results.ts';

/** Milliseconds for which a state is waited for: what a very busy computer may need. */
export const patience = 60_000;

/** The folder with package.json and the built program. */
export const appFolder = process.env['SPAREKEY_APP'] ?? fileURLToPath(new URL('../..', import.meta.url));

export interface LaunchOptions {
  /** A folder of an earlier launch, to start again with its settings and inventory. */
  readonly folder?: string;
  /** Arguments after the program's own folder; default: the demo with an inventory file of this test. */
  readonly args?: readonly string[];
  /** Another program that takes the same arguments, such as one that drops root's rights. */
  readonly executablePath?: string;
  readonly appFolder?: string;
  /** Leave Chromium's sandbox on. */
  readonly sandbox?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly folder: string;
  readonly inventory: string;
  /** Returns everything the processes printed, every message on the consoles of the pages, and the log file. */
  logs(): string;
  /** Exceptions of the main window's page or a PIN window; a test ends with none. */
  readonly pageErrors: readonly string[];
  /** Ends the program and gives its exit code. */
  close(): Promise<number | null>;
}

/** A start that was asked for a frame this long without drawing one never draws. */
const frameLimit = 15_000;
const startsAtMost = 3;

/**
 * Starts the built program in a real Electron, in demo mode, with a folder of its own. A window that draws no frame is
 * closed and started once more (docs/decisions/0093-a-window-that-draws-nothing-is-started-again.md).
 */
export async function launch(options: LaunchOptions = {}): Promise<Running> {
  for (let start = 1; ; start += 1) {
    const running = await startProgram(options);
    if (await drawsFrames(running.window)) return running;
    await running.close();
    if (options.folder === undefined) removeFolder(running.folder);
    if (start === startsAtMost) throw new Error(`No window drew a frame in ${startsAtMost} starts.`);
    console.warn(`Start ${start} of the program drew no frame within ${frameLimit / 1_000} s; started once more.`);
  }
}

function drawsFrames(window: Page): Promise<boolean> {
  return window.evaluate(
    (limit) =>
      new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(false), limit);
        requestAnimationFrame(() => resolve(true));
      }),
    frameLimit,
  );
}

async function startProgram(options: LaunchOptions): Promise<Running> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
  const inventory = join(folder, 'inventory.sparekey');
  const output: string[] = [];
  const pageErrors: string[] = [];
  const executablePath = options.executablePath ?? process.env['SPAREKEY_ELECTRON'];
  const app = await _electron.launch({
    executablePath: executablePath ?? (await electronRuntime()).executable,
    args: [
      options.appFolder ?? appFolder,
      `--user-data-dir=${folder}`,
      ...(options.args ?? ['--demo', '--inventory', inventory]),
    ],
    env: { ...ownEnvironment(), ...options.environment },
    chromiumSandbox: options.sandbox ?? false,
    timeout: patience,
  });
  keepResults(app);
  app.context().setDefaultTimeout(patience);
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  }
  const watch = (page: Page): void => {
    page.on('console', (message) => output.push(`${message.type()} ${message.text()}\n`));
    page.on('pageerror', (error) => pageErrors.push(String(error)));
  };
  app.on('window', watch);
  const window = await app.firstWindow({ timeout: patience });
  watch(window);
  await window.emulateMedia({ reducedMotion: 'reduce' });
  return {
    app,
    window,
    folder,
    inventory,
    pageErrors,
    logs: () => output.join('') + readIfThere(join(folder, 'log.txt')) + readIfThere(join(folder, 'demo', 'log.txt')),
    close: async () => {
      const child = app.process();
      const exited = new Promise<number | null>((resolve) => {
        if (child.exitCode !== null) resolve(child.exitCode);
        else child.once('exit', resolve);
      });
      await app.close();
      return exited;
    },
  };
}

/** Removes what a test left; call it after the last close. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a PIN window by doing `open`, and gives its page. */
export async function pinWindow(running: Running, open: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([running.app.waitForEvent('window', { timeout: patience }), open()]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Presses a button that closes its window, and ends once that is gone. */
export async function pressToClose(page: Page, name: string): Promise<void> {
  const gone = closed(page);
  try {
    await page.getByRole('button', { name, exact: true }).click();
  } catch (error) {
    // The window may be gone before the press is answered.
    if (!page.isClosed()) throw error;
  }
  await gone;
}

/** Presses Enter where that closes the page's window, and ends once that is gone. */
export async function pressEnterToClose(page: Page): Promise<void> {
  const gone = closed(page);
  // The window may be gone before the press is answered.
  await page.keyboard.press('Enter').catch(() => {});
  await gone;
}

/** Ends once the page's window is gone. */
export async function closed(page: Page): Promise<void> {
  if (!page.isClosed()) await page.waitForEvent('close');
}

/** Waits until `read` gives something else than null, asking again and again. */
export async function eventually<Value>(read: () => Promise<Value | null>, withinMs = patience): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value !== null) return value;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Creates a pattern from a sentence about something, alone or at the end of a text: every name fits in its place. */
export function sentenceAbout(sentence: (name: string) => string): RegExp {
  const parts = sentence('\u0001').split('\u0001');
  return new RegExp(`${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
}

/** Returns the variables a desktop would set, and none of the ones that steer test tools. */
function ownEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(VITEST|NODE_OPTIONS|npm_|INIT_CWD|ELECTRON_RUN_AS_NODE)/.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
