import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { launch, type LaunchOptions, removeFolder, type Running } from './harness.ts';

export interface FreshOptions extends Omit<LaunchOptions, 'folder'> {
  /** Is done once, in a program of its own, which is then ended: every test begins on a copy of the data it leaves. */
  readonly prepare?: (running: Running) => Promise<void>;
}

/** The program of the test that runs now. */
export interface FreshProgram {
  /** The program as it was started last. */
  readonly running: Running;
  /** Its main window. */
  readonly window: Page;
  /** Ends the program and starts it again on the data that it left. */
  restart(): Promise<void>;
}

/**
 * Starts a program of its own for every test of a file, or of a `describe` block: before each test with its own data folder and its own
 * simulated keys; after the test it is ended and its data removed. No test can need another one, and a test in which a page threw fails.
 */
export function freshProgram({ prepare, ...options }: FreshOptions = {}): FreshProgram {
  let current: Running | null = null;
  let currentFolder: string | null = null;
  let prepared: string | null = null;

  const running = (): Running => {
    if (current === null) throw new Error('the program runs in tests and their hooks only');
    return current;
  };

  const start = async (folder: string): Promise<void> => {
    current = await launch({ ...options, folder });
    await current.window.getByRole('navigation').waitFor();
  };

  const end = async (): Promise<void> => {
    const ended = running();
    current = null;
    await ended.close();
    expect(ended.pageErrors.join('\n'), 'what the pages threw').toBe('');
  };

  beforeEach(async () => {
    if (prepare !== undefined && prepared === null) {
      const folder = newFolder();
      await start(folder);
      await prepare(running());
      await end();
      prepared = folder;
    }
    currentFolder = newFolder();
    if (prepared !== null) cpSync(prepared, currentFolder, { recursive: true });
    await start(currentFolder);
  });

  afterEach(async () => {
    try {
      if (current !== null) await end();
    } finally {
      if (currentFolder !== null) removeFolder(currentFolder);
    }
  });

  afterAll(() => {
    if (prepared !== null) removeFolder(prepared);
  });

  return {
    get running() {
      return running();
    },
    get window() {
      return running().window;
    },
    restart: async () => {
      const { folder } = running();
      await end();
      await start(folder);
    },
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
}
