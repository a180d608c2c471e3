import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

/** A runtime that brings one of the two engines. */
export interface Engine {
  readonly name: 'built-in' | 'addon';
  readonly node: string;
}

/** A change of one source file, made in the build only. */
export interface Patch {
  /** From the project root. */
  readonly file: string;
  readonly search: string;
  /** As String.replace takes it. */
  readonly replace: string;
}

const cache = path.resolve('.cache/storage-programs');

/** Finds the runtimes of both engines: the project's own Node, and an older one of this computer, if it has one. */
export function engines(): readonly Engine[] {
  const own = path.resolve('node_modules/node/bin/node');
  const found: Engine[] = fs.existsSync(own) ? [{ name: 'built-in', node: own }] : [];
  const older = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'node'))
    .find((node) => fs.existsSync(node) && majorOf(node) < 24);
  if (older !== undefined) found.push({ name: 'addon', node: older });
  return found;
}

function majorOf(node: string): number {
  return Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
}

/** Builds writer and reader from the sources, patched or as they are, and returns the folder of the two programs. */
export async function buildPrograms(...patches: readonly Patch[]): Promise<string> {
  // One folder for each build: several test files build at once, and the result is the same.
  const name = createHash('sha256').update(JSON.stringify(patches)).digest('hex').slice(0, 12);
  const folder = path.join(cache, `${name}-${String(process.pid)}`);
  const applied = new Set<Patch>();
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [withoutVitest, patching(patches, applied)],
    ssr: { noExternal: true, external: ['@photostructure/sqlite', '@napi-rs/keyring'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: {
          writer: path.resolve('test/long/storage/writer.ts'),
          window: path.resolve('test/long/storage/window.ts'),
          reader: path.resolve('test/long/storage/reader.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  for (const patch of patches) if (!applied.has(patch)) throw new Error(`nothing to patch: ${patch.search}`);
  return folder;
}

/** Removes built programs. */
export function removePrograms(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** The fixtures of the tests clean up with vitest, which these programs run without. */
const withoutVitest: Plugin = {
  name: 'without-vitest',
  enforce: 'pre',
  resolveId: (id) => (id === 'vitest' ? '\0vitest' : null),
  load: (id) => (id === '\0vitest' ? 'export const onTestFinished = () => undefined;' : null),
};

function patching(patches: readonly Patch[], applied: Set<Patch>): Plugin {
  return {
    name: 'patching',
    enforce: 'pre',
    transform(code, id) {
      let text = code;
      for (const patch of patches) {
        if (path.resolve(patch.file) !== id || !text.includes(patch.search)) continue;
        text = text.replace(patch.search, patch.replace);
        applied.add(patch);
      }
      return text === code ? null : { code: text, map: null };
    },
  };
}
