import { defineConfig } from 'vite';

// The command line: one ES module for plain Node; native and WASM packages stay outside.
export default defineConfig({
  // The catalogue as text to parse: an engine reads that faster than the same data as code.
  json: { stringify: true },
  ssr: { noExternal: true, external: ['node-hid', '@photostructure/sqlite', '@napi-rs/keyring', 'pdfmake'] },
  build: {
    ssr: 'src-cli/sparekey.ts',
    outDir: 'out/cli',
    target: 'node20.18',
    minify: true,
    rollupOptions: { output: { entryFileNames: 'sparekey.js' } },
  },
});
