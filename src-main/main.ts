import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, protocol } from 'electron';
import { loadAdvisories } from '../catalogue/advisories.ts';
import { loadOtherWays } from '../catalogue/other-ways.ts';
import { loadServices, serviceOrigin } from '../catalogue/services.ts';
import { createAnalyser } from '../src-shared/coverage/create-analyser.ts';
import { localeOf } from '../src-shared/i18n/locale-of.ts';
import { createApp } from './create-app.ts';
import { openDemoInventory } from './demo/open-demo-inventory.ts';
import type { Inventory } from './inventory/inventory.ts';
import { dataLocation } from './inventory/file/data-location.ts';
import { memoryOfThisComputer } from './inventory/file/memory-of-this-computer.ts';
import { readPicture } from './inventory/file/picture-file.ts';
import { openInventory } from './inventory/open-inventory.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { appPaths, dataFiles } from './supervision/app-paths.ts';
import { parseFlags } from './supervision/flags.ts';
import { openLog } from './supervision/log.ts';
import { isTestRuntime, runsAsRoot } from './supervision/runtime.ts';
import { cutOffNetwork } from './windows/no-network.ts';

const flags = parseFlags(process.argv);
const userData = chooseUserData();
let metadata: Promise<MetadataStore> | null = null;
// Chromium refuses its sandbox as root, and without it everything else still holds: the window says so in a banner.
const sandboxOff = runsAsRoot() || app.commandLine.hasSwitch('no-sandbox');
if (!sandboxOff) app.enableSandbox();
cutOffNetwork();
// Standard and secure, and nothing more: no fetch, no service worker, no way around the policy.
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

// One instance per data folder; a second one only brings the first to the front, and its command line is not read.
if (app.requestSingleInstanceLock()) start().catch(endWithoutWindow);
else app.exit(0);

async function start(): Promise<void> {
  const files = dataFiles(userData);
  const log = openLog(files.log, () => new Date());
  const note = (area: string, error: unknown): void =>
    log.write(area, error instanceof Error ? `${error.name} in ${frameOf(error)}` : 'unknown error');
  process.on('uncaughtException', (error) => {
    // Nobody knows what state is left: end rather than go on. Tokens die with the key host, which ends with us.
    note('uncaught', error);
    app.exit(70);
  });
  process.on('unhandledRejection', (error) => note('unhandled', error));
  await app.whenReady();

  const testRuntime = isTestRuntime(process.versions.electron);
  const realKeys = !flags.demo && (!testRuntime || flags.realKeysOnTestRuntime);
  await createApp({
    facts: {
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      demo: flags.demo,
      testRuntime,
      realKeysOnTestRuntime: testRuntime && realKeys,
      sandboxOff,
    },
    openInventory: openOwnInventory,
    lastPicture: () => (flags.demo && flags.inventoryFile === null ? null : readPicture(ownFile())),
    metadata: () => (metadata ??= openOwnMetadata()),
    catalogue: {
      services: loadServices(),
      advisories: loadAdvisories(),
      otherWays: loadOtherWays(),
      originOf: serviceOrigin,
    },
    // Remembers the last analysis: each step of a backup session asks for one, and little changed since.
    analyse: createAnalyser(),
    settingsFile: files.settings,
    placeFile: files.windowPlace,
    deskFile: flags.demo && flags.inventoryFile === null ? null : files.desk,
    log,
    keyHostArgs: flags.demo ? ['--demo', ...(flags.demoDesk ? ['--demo-desk'] : [])] : realKeys ? [] : null,
  });
}

/** Ends the program where no window can be shown; the terminal, if there is one, gets the reason. */
function endWithoutWindow(error: unknown): void {
  process.stderr.write(`sparekey: the window could not be opened: ${String(error)}\n`);
  app.exit(70);
}

/** Opens the inventory. That of a demo vanishes with it unless a file is named, as the simulated keys do. */
async function openOwnInventory(): Promise<Inventory> {
  const file = flags.inventoryFile === null ? {} : { file: flags.inventoryFile };
  if (!flags.demo) return openInventory({ ...file, memory: memoryOfThisComputer() });
  if (flags.demoDesk) return openInventory({ demo: true, file: flags.inventoryFile ?? 'memory' });
  return openDemoInventory({ ...file, folder: appPaths.demo, locale: localeOf(app.getLocale()) });
}

/** Returns the path of the inventory: the one that was named, else this person's own. */
function ownFile(): string {
  return resolve(flags.inventoryFile ?? dataLocation().inventory);
}

/** Opens the list of models beside the inventory; that of a demo trusts the example service alone. */
async function openOwnMetadata(): Promise<MetadataStore> {
  if (flags.demo) {
    const { openDemoMetadata } = await import('./demo/open-demo-metadata.ts');
    return openDemoMetadata({ inventoryFile: flags.inventoryFile ?? undefined, folder: appPaths.demo });
  }
  const { openMetadata } = await import('./metadata/open-metadata.ts');
  return openMetadata(ownFile());
}

/** Chooses the data folder. The demo has its own, so that it can run beside the real program with other settings. */
function chooseUserData(): string {
  const named = app.commandLine.getSwitchValue('user-data-dir');
  const base = named === '' ? app.getPath('userData') : named;
  const folder = flags.demo ? join(base, 'demo') : base;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  return folder;
}

/** Returns the first frame of an error's stack: a place in our program, without message and without paths. */
function frameOf(error: Error): string {
  return /\n\s+at (?:async )?([\w.<>]+) /.exec(error.stack ?? '')?.[1] ?? 'an unknown place';
}
