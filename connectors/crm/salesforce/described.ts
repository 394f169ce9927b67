import { z } from 'zod';

const DescribedField = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.number().nullish(),
  createable: z.boolean().nullish(),
  updateable: z.boolean().nullish(),
  calculated: z.boolean().nullish(),
  filterable: z.boolean().nullish(),
  deprecatedAndHidden: z.boolean().nullish(),
});
export type DescribedField = z.output<typeof DescribedField>;

/** An object of an org, with what the connecting user may see of it. */
export const WireDescribed = z.object({
  fields: z.array(DescribedField),
  childRelationships: z.array(z.object({ relationshipName: z.string().nullish() })).default([]),
});
