import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './summary-reporter.ts';

/** They say how fast a page is, so nothing else may run meanwhile. */
const TIMED = ['src/e2e/lighthouse.test.ts', 'src/e2e/large-pictures.test.ts'];

/**
 * A file of tests for each core. In one group, in which projects take their turns by name: what builds
 * whole sites begins, and the many short files after it leave no core without work.
 */
const TOGETHER = {
  // Not 0, which vitest runs last on a machine with two cores.
  sequence: { groupOrder: 1 },
  maxWorkers: '100%',
};

/**
 * The first build of the sample marks all its pictures, and whoever needs it waits, on slow machines too. A browser
 * waits for the builds beside it.
 */
const SITE_TIMES = {
  testTimeout: 1_200_000,
  hookTimeout: 1_200_000,
  expect: { poll: { timeout: 60_000 } },
};

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
          ...TOGETHER,
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
          exclude: TIMED,
          globalSetup: ['src/e2e/set-up.ts'],
          ...TOGETHER,
          ...SITE_TIMES,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e timed',
          include: TIMED,
          globalSetup: ['src/e2e/set-up.ts'],
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          ...SITE_TIMES,
        },
      },
    ],
  },
});
