import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import type { ReviewPage } from '../../http/shapes.ts';
import { ask } from '../api.ts';
import { Installation, QUEUE_MS, retry } from '../queries.ts';
import type { Sitting } from './sitting.ts';

/** So many are read at first, and at most at once: what waits here already is read again with the new. */
const PAGE = 50;
const MOST = 200;
/** With so few left that nobody skipped, the next are read. */
const FEW = 20;

/** An answer, and whether nothing was said while Kith gave it. */
interface Arrival {
  readonly page: ReviewPage;
  readonly settled: boolean;
}

/**
 * Reads the queue now and then, and again before it runs out.
 * @param outstanding how many words are on their way.
 * @param said how many were said so far.
 */
export function useQueue(sitting: Sitting, outstanding: () => number, said: () => number) {
  const installation = useContext(Installation);
  const { waiting, steps, beyond } = sitting;
  const query = useQuery<Arrival>({
    queryKey: ['review', installation],
    queryFn: async ({ signal }) => {
      const [before, quiet] = [said(), outstanding() === 0];
      const limit = Math.min(MOST, PAGE + waiting.length + outstanding());
      const page = await ask<ReviewPage>(`/api/v1/review?limit=${limit}`, installation, { signal });
      return { page, settled: quiet && before === said() };
    },
    refetchInterval: QUEUE_MS,
    // What was read in an earlier sitting may be decided by now.
    gcTime: 0,
    retry,
  });
  const { refetch } = query;
  const low = beyond > 0 && waiting.filter(({ skipped }) => !skipped).length <= FEW;
  useEffect(() => {
    if (low) void refetch({ cancelRefetch: false });
  }, [low, steps.length, refetch]);
  return query;
}
