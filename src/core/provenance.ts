import { z } from 'zod';

/** Where a fact comes from and how long it may be kept. Every stored fact carries one. */
export const Provenance = z.object({
  /** The connector that brought it. */
  source: z.string(),
  /** The page a person can open to see it. */
  url: z.string(),
  fetchedAt: z.coerce.date(),
  /** Under which basis it may be kept. */
  basis: z.enum(['published by the person', 'published by others', 'supplied by the customer', 'consent']),
  /** Erased or refreshed by then. */
  keepUntil: z.coerce.date().optional(),
});
export type Provenance = z.output<typeof Provenance>;
