import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
// HubSpot runs its pages with the React that its components bring, the console has a newer one.
const components = createRequire(import.meta.url).resolve('@hubspot/ui-extensions');
const reactOfHubSpot = dirname(createRequire(components).resolve('react'));

const setupFiles = ['tests/support/chance.setup.ts'];

export default defineConfig({
  root,
  test: {
    // A processor left over is not needed: the tests wait for databases and browsers more than they work.
    maxWorkers: '100%',
    projects: [
      {
        test: { name: 'core', root, include: ['src/core/**/*.test.ts'], environment: 'node', setupFiles },
      },
      {
        test: {
          name: 'connectors',
          root,
          include: [
            'connectors/**/*.test.ts',
            'tests/{contract,recorded}/**/*.test.ts',
            'src/outbound/**/*.test.ts',
          ],
          environment: 'node',
          setupFiles,
        },
      },
      {
        resolve: { alias: [{ find: /^react(?=\/|$)/, replacement: reactOfHubSpot }] },
        oxc: { jsx: { runtime: 'automatic' } },
        test: {
          name: 'hubspot-project',
          root,
          include: ['tests/hubspot-project/**/*.test.{ts,tsx}'],
          environment: 'node',
          setupFiles,
        },
      },
      {
        test: {
          name: 'salesforce-package',
          root,
          include: ['tests/salesforce-package/**/*.test.ts'],
          environment: 'node',
          setupFiles,
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
          setupFiles,
          globalSetup: ['tests/support/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
