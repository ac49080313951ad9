import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/temporary.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Loading the program for each of 150 files took half of the processor's time. No test replaces a module or keeps one's state.
    isolate: false,
    maxWorkers: 2,
  },
});
