import { z } from 'zod';

/** Whom or what the words of a listening rule name, where they name more than a matter. */
export const Target = z.enum(['us', 'product', 'rival']);
export type Target = z.output<typeof Target>;

/** How a target is said beside the name of its rule. */
export const TARGET_WORDS: Readonly<Record<Target, string>> = {
  us: 'about us',
  product: 'about a product of ours',
  rival: 'about a rival',
};
