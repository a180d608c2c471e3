import { defineConfig, type Plugin, type Rolldown } from 'vite';

/**
 * Modules of Node that commander imports and Sparekey's use of it does not need: it starts no programs, and reading every
 * property of `process` opens the standard streams. Without them the command line starts 10 ms earlier.
 */
const unneeded: Readonly<Record<string, string>> = {
  'node:child_process': 'export default {};',
  'node:process': 'export default globalThis.process;',
};

const lightCommander: Plugin = {
  name: 'light-commander',
  enforce: 'pre',
  resolveId: (id, importer) =>
    Object.hasOwn(unneeded, id) && importer?.includes('/commander/') === true ? `\0${id}` : null,
  load: (id) => unneeded[id.slice(1)] ?? null,
};

/** What nearly every command loads goes into one chunk with all that it imports: each further file costs half a millisecond. */
const startModules = [
  '/src-cli/main.ts',
  '/run-command-line.ts',
  '/real-terminal.ts',
  '/linux-hidraw.ts',
  '/program/command.ts',
  '/key-candidates.ts',
  '/table-lines.ts',
];

/** Checks whether the start imports a module, directly or through others. */
function isOfStart(id: string, graph: Rolldown.ChunkingContext): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const module = one;
    if (startModules.some((end) => module.endsWith(end))) return true;
    if (seen.has(module)) continue;
    seen.add(module);
    open.push(...(graph.getModuleInfo(module)?.importers ?? []));
  }
  return false;
}

// The command line: one ES module for plain Node; native and WASM packages stay outside.
export default defineConfig({
  plugins: [lightCommander],
  // The catalogue as text to parse: an engine reads that faster than the same data as code.
  json: { stringify: true },
  ssr: { noExternal: true, external: ['node-hid', '@photostructure/sqlite', '@napi-rs/keyring', 'pdfmake'] },
  build: {
    ssr: 'src-cli/sparekey.ts',
    outDir: 'out/cli',
    target: 'node20.18',
    minify: true,
    rolldownOptions: {
      output: {
        entryFileNames: 'sparekey.js',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: (id, context) => (isOfStart(id, context) ? 'start' : null) }],
        },
      },
    },
  },
});
