// The program inside resources/default_app.asar of the test runtime: opens the app whose folder or entry file is named
// on the command line, as `electron <path>` does with the official binary.
//
// The app is awaited at the top level of this ES module on purpose: Electron emits `ready` only after its entry module
// is evaluated, and what must happen before `ready` (privileged schemes, command line switches) is in the app's top level.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

const { entry, required } = readArguments(process.argv.slice(1));
const requireFromHere = createRequire(pathToFileURL(join(process.cwd(), 'anchor.cjs')));
// Playwright hooks in with `-r <its loader>`.
for (const path of required) requireFromHere(path);

if (entry === null) {
  process.stderr.write('usage: electron [-r module] <app folder or entry file> [arguments]\n');
  app.exit(2);
} else {
  try {
    await import(pathToFileURL(adopt(resolve(entry))).href);
  } catch (error) {
    process.stderr.write(`The app failed while it was loaded:\n${error?.stack ?? error}\n`);
    app.exit(1);
  }
}

/** Splits Electron's own arguments from the app's; what follows the entry belongs to the app. */
function readArguments(words) {
  const modules = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '-v' || word === '--version') {
      process.stdout.write(`v${process.versions.electron}\n`);
      process.exit(0);
    } else if (word === '-r' || word === '--require') {
      index += 1;
      modules.push(words[index]);
    } else if (word.startsWith('--require=')) {
      modules.push(word.slice('--require='.length));
    } else if (!word.startsWith('-')) {
      return { entry: word, required: modules };
    }
  }
  return { entry: null, required: modules };
}

/** Copies name, version and folders from the app's package.json; gives the file to load. */
function adopt(path) {
  if (!statSync(path).isDirectory()) {
    app.setAppPath(dirname(path));
    return path;
  }
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (manifest.version !== undefined) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'app');
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  app.setAppPath(path);
  return join(path, manifest.main ?? 'index.js');
}
