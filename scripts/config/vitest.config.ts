import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './summary-reporter.ts';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    silent: 'passed-only',
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/e2e/**'],
          // Not 0, which vitest runs last on a machine with two cores.
          sequence: { groupOrder: 1 },
          maxWorkers: '100%',
          // A machine that does other things as well is slow, and not wrong.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['src/e2e/**/*.test.ts'],
          globalSetup: ['src/e2e/set-up.ts'],
          // After the unit tests and one at a time: each builds a site or drives a browser.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          // The first build marks every picture of the sample; the others take them from the cache.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
