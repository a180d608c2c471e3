import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLargeInventory } from '../../bench/large-inventory-file.ts';
import { launch, type LaunchOptions, removeFolder, type Running } from '../harness.ts';
import { dress, type Look } from '../looks.ts';
import { coverageScenes, manyKeysScenes, whatIfScenes } from './coverage-scenes.ts';
import { deskScenes } from './desk-scenes.ts';
import { firstRunScenes } from './first-run-scenes.ts';
import { keyListScenes, keyScenes, pinScenes } from './key-scenes.ts';
import { genuinenessScenes, resetScenes, settingScenes } from './setting-scenes.ts';
import { resize, usualSize } from './sizes.ts';
import { createStage, type See, type Stage } from './stage.ts';
import { desktopScenes, lostScenes, spareScenes, viewScenes } from './work-scenes.ts';

/** A walk of one program through states of the window, in an order in which each leads to the next. */
interface Tour {
  readonly name: string;
  /** Arguments after the program's folder, of which the last is a file of this tour; null: the demo with an inventory of its own. */
  readonly args: readonly string[] | null;
  /** Writes the inventory that the tour begins with. */
  readonly prepare?: (file: string) => Promise<unknown>;
  readonly scenes: readonly ((stage: Stage) => Promise<void>)[];
}

/** Scenes that need nothing but the page and what it is told. */
export const pageScenes = [coverageScenes, whatIfScenes, desktopScenes, viewScenes, keyListScenes] as const;

export const tours: readonly Tour[] = [
  { name: 'first run', args: null, scenes: [firstRunScenes] },
  { name: 'demonstration', args: ['--demo'], scenes: [...pageScenes, spareScenes, lostScenes] },
  { name: 'desk', args: ['--demo-desk'], scenes: [deskScenes] },
  { name: 'keys', args: ['--demo'], scenes: [keyScenes, settingScenes, genuinenessScenes, pinScenes, resetScenes] },
  { name: 'many keys', args: null, prepare: (file) => writeLargeInventory(file, 1_400), scenes: [manyKeysScenes] },
];

/** Starts a program for a tour in one language and theme, and calls `see` at each state; gives what its pages threw. */
export async function takeTour(
  tour: Tour,
  look: Look,
  see: (running: Running) => See,
  options: LaunchOptions = {},
): Promise<readonly string[]> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sparekey-tour-'));
  const file = join(folder, 'inventory.sparekey');
  await tour.prepare?.(file);
  // The program may run as another user than the one who wrote the file.
  if (tour.prepare !== undefined) chmodSync(file, 0o666);
  const running = await launch({
    ...options,
    folder,
    args: tour.args ?? ['--demo', '--inventory', file],
    environment: { LANGUAGE: look.language },
  });
  try {
    await dress(running.window, look);
    await resize(running, usualSize);
    const stage = createStage(running, look.language, see(running));
    for (const scenes of tour.scenes) await scenes(stage);
    return running.pageErrors;
  } finally {
    await running.close();
    removeFolder(folder);
  }
}
