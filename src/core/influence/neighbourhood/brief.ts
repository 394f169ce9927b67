import { z } from 'zod';
import { present } from '../../present.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/** A neighbourhood as a panel inside the CRM shows it: one sentence, and who is named in it first. */
export const Reaches = z
  .object({
    says: z.string(),
    people: z.array(
      z.object({
        name: z.string(),
        account: z.string().optional(),
        deals: z.array(z.object({ title: z.string(), worth: z.string().optional(), url: z.string() })),
      }),
    ),
    url: z.string().optional().meta({ description: 'The picture, on Kith’s own page of the contact' }),
  })
  .meta({ id: 'Reaches' });
export type Reaches = z.output<typeof Reaches>;

const MOST = 3;

/** @returns undefined where nobody is reached: a panel has no room for what is not known. */
export function briefOf({ says, people }: Neighbourhood, url: string | undefined): Reaches | undefined {
  const [first] = says;
  if (first === undefined || people.length === 0) return undefined;
  const named = people.slice(0, MOST).map(({ name, account, deals }) => ({
    name,
    ...present({ account }),
    deals: deals.map((deal) => ({ title: deal.title, url: deal.url, ...present({ worth: deal.worth }) })),
  }));
  return { says: first, people: named, ...present({ url }) };
}
