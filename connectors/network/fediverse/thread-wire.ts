import { z } from 'zod';
import { WireTaggedStatuses } from './tagged.ts';

/** Statuses as each software writes them: one in a shape that nobody knows is passed over. */
const Statuses = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => WireTaggedStatuses.element.safeParse(one).data ?? []));

/** `GET /api/v1/statuses/:id/context`: what it answers, from the beginning down, and what answers it. */
export const WireContext = z.object({ ancestors: Statuses, descendants: Statuses });
export type Context = z.output<typeof WireContext>;
