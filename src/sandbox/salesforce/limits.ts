import { ok } from './calls.ts';
import type { Resource } from './calls.ts';
import type { Traffic } from './traffic.ts';

interface Deps {
  readonly traffic: Traffic;
  /** Of everything that is said of a user. */
  readonly identityUrl: (userId: string) => string;
}

/** `/limits` and the list of what the API has. */
export function limitResources({ traffic: { usage }, identityUrl }: Deps): readonly Resource[] {
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
        GET: ({ tx }) => {
          const roots = ROOTS.map((name) => [name, `/services/data/v67.0/${name}`]);
          return ok({ ...Object.fromEntries(roots), identity: identityUrl(tx.actor.userId) });
        },
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
