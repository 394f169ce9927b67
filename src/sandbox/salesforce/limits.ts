import { ok } from './calls.ts';
import type { Resource } from './calls.ts';
import type { Traffic } from './traffic.ts';

/** `/limits` and the list of what the API has. */
export function limitResources({ usage }: Traffic): readonly Resource[] {
  const rest = (max: number) => ({ Max: max, Remaining: max });
  return [
    {
      path: '/limits',
      methods: {
        GET: () =>
          ok({
            DailyApiRequests: { Max: usage.limit, Remaining: Math.max(0, usage.limit - usage.used) },
            DailyBulkApiBatches: rest(15_000),
            DailyBulkV2QueryJobs: rest(10_000),
            DailyDeliveredPlatformEvents: rest(50_000),
            HourlyPublishedPlatformEvents: rest(50_000),
            DataStorageMB: rest(5_120),
          }),
      },
    },
    {
      path: '',
      methods: {
        GET: () => ok(Object.fromEntries(ROOTS.map((name) => [name, `/services/data/v67.0/${name}`]))),
      },
    },
  ];
}

const ROOTS = [
  'sobjects',
  'query',
  'queryAll',
  'composite',
  'jobs',
  'limits',
  'metadata',
  'named-credentials',
];
