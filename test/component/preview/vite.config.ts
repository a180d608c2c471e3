import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npx vite build --config test/component/preview/vite.config.ts`, then `npx vite preview --config …` to look at it.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../../out/preview', emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
});
