import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { contract } from './src-shared/ipc/contract.ts';
import { leafTypes } from './src-shared/ipc/leaf-types.ts';
import { pinContract } from './src-shared/ipc/pin-contract.ts';

/** Packages of plain JavaScript that the main process loads at its start. */
const bundledPackages = [
  '@noble/hashes',
  'chardet',
  'csv-parse',
  'intl-messageformat',
  'kysely',
  'tldts',
  'yaml',
  'zod',
];

/** The feature of CSS that Lightning CSS writes in other words: Chromium holds every element to each nested rule that names no class of its own. */
const cssNesting = 1;

// Explicit targets: the program must also run on the test runtime (Electron 33: Node 20.18, Chrome 130).
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      // Bundled, as finding and reading each of their hundred files would take longer than running them.
      externalizeDeps: { exclude: bundledPackages },
      rollupOptions: {
        input: {
          main: 'src-main/main.ts',
          'key-host': 'src-main/key-host.ts',
          'report-maker': 'src-main/report-maker.ts',
        },
      },
    },
  },
  preload: {
    // What the preloads expose, without the schemas of the contracts.
    define: {
      windowLeaves: JSON.stringify(leafTypes(contract)),
      pinWindowLeaves: JSON.stringify(leafTypes(pinContract)),
    },
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      isolatedEntries: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'src-preload/preload.ts', 'pin-preload': 'src-preload/pin-preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    css: { lightningcss: { include: cssNesting } },
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // Read from the disk, never over a network.
      chunkSizeWarningLimit: 2_000,
      rollupOptions: { input: { index: 'src-renderer/index.html', pin: 'src-renderer/pin-window/pin.html' } },
    },
  },
});
