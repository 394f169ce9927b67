import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    projects: [
      { test: { name: 'core', root, include: ['src/core/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'connectors',
          root,
          include: ['connectors/**/*.test.ts', 'tests/contract/**/*.test.ts', 'src/outbound/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'system',
          root,
          include: [
            'src/{flows,storage,http,workers,sandbox,cli,console}/**/*.test.ts',
            'src/*.test.ts',
            'tests/*.test.ts',
            'tests/system/**/*.test.ts',
            'tests/browser/**/*.test.ts',
          ],
          environment: 'node',
          globalSetup: ['tests/support/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
