import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
// HubSpot runs its pages with the React that its components bring, the console has a newer one.
const components = createRequire(import.meta.url).resolve('@hubspot/ui-extensions');
const reactOfHubSpot = dirname(createRequire(components).resolve('react'));

/** What every project has. Slow is no failure: how long a test takes and waits depends on what else the machine does. */
const common = {
  root,
  environment: 'node',
  setupFiles: ['tests/support/chance.setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  root,
  test: {
    // A processor left over is not needed: the tests wait for databases and browsers more than they work.
    maxWorkers: '100%',
    projects: [
      // The core keeps nothing between two calls, so what one file has loaded serves the next.
      { test: { name: 'core', ...common, isolate: false, include: ['src/core/**/*.test.ts'] } },
      {
        test: {
          name: 'connectors',
          ...common,
          include: [
            'connectors/**/*.test.ts',
            'tests/{contract,recorded}/**/*.test.ts',
            'src/outbound/**/*.test.ts',
          ],
        },
      },
      {
        resolve: { alias: [{ find: /^react(?=\/|$)/, replacement: reactOfHubSpot }] },
        oxc: { jsx: { runtime: 'automatic' } },
        test: {
          name: 'hubspot-project',
          ...common,
          include: ['tests/hubspot-project/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'salesforce-package',
          ...common,
          include: ['tests/salesforce-package/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'system',
          ...common,
          include: [
            'src/{flows,storage,http,workers,sandbox,cli,console}/**/*.test.ts',
            'src/*.test.ts',
            'tests/*.test.ts',
            'tests/system/**/*.test.ts',
            'tests/browser/**/*.test.ts',
          ],
          globalSetup: ['tests/support/database.setup.ts'],
        },
      },
    ],
  },
});
