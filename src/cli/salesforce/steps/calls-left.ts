import { z } from 'zod';
import type { Step } from '../step.ts';

const Limits = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });

/** Kith's work in the background stops when this share of the day's calls is used, and leaves the rest to others. */
const KITH_MAY_USE = 0.7;

/** The org has calls left for Kith today. */
export const callsLeft: Step = {
  title: 'API calls of the day',
  async look({ org }) {
    const { Max, Remaining } = Limits.parse(await org.request('GET', 'limits')).DailyApiRequests;
    const says = `${Remaining} of ${Max} left`;
    if (Max - Remaining < Max * KITH_MAY_USE) return { there: true, says };
    return { there: false, says: `${says}: Kith waits until more are free` };
  },
};
