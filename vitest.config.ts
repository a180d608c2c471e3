import { defineConfig } from 'vitest/config';

// The protocol, key, inventory and coverage code: what is not tested there is not known to work.
const coreThresholds = { lines: 95, branches: 90 };

// Every project whose tests run in this process: see the comment of the file.
const setupFiles = ['test/helpers/fixed-clock.ts'];

/** Tests that wait for processes of the system get a second try, which is printed and counted: decision 0089. */
const retry = 1;

export default defineConfig({
  test: {
    // A busy computer is given time: what must be quick says so itself.
    testTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles,
          include: ['test/unit/**/*.test.{ts,mjs}', 'test/fuzz/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'component', environment: 'jsdom', setupFiles, include: ['test/component/**/*.test.tsx'] },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          retry,
          setupFiles,
          include: ['test/integration/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          retry,
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: [
        'src-main/{ctaphid,cbor,ctap2,keys,inventory}/**/*.ts',
        'src-shared/{catalogue,coverage,plans,policy,public-suffix}/**/*.ts',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
      thresholds: {
        'src-main/ctaphid/**': coreThresholds,
        'src-main/cbor/**': coreThresholds,
        'src-main/ctap2/**': coreThresholds,
        'src-main/keys/**': coreThresholds,
        'src-main/inventory/**': coreThresholds,
        'src-shared/{catalogue,coverage,plans,policy,public-suffix}/**': coreThresholds,
      },
    },
  },
});
