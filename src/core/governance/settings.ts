import { z } from 'zod';
import { NetworkId } from '../ids.ts';
import { Budget } from './budget.ts';

/**
 * How a fact may go into a field that is not Kith's own. `link`: only the address of its source. `fill blank`: only
 * where the field is empty. `suggest`: a person decides each time. `overwrite`: always; what was there is kept.
 */
export const WriteMode = z.enum(['link', 'fill blank', 'suggest', 'overwrite']);
export type WriteMode = z.infer<typeof WriteMode>;

/** Facts of the record that a field can be mapped to. */
export const MAPPABLE = ['company', 'title', 'place', 'website', 'bio', 'handle', 'influence'] as const;
export const MappableFact = z.enum(MAPPABLE);
export type MappableFact = z.infer<typeof MappableFact>;

export const Mapping = z.object({
  fact: MappableFact,
  /** The fact's network where it has one; absent: whichever linked profile knows it, the surest first. */
  network: NetworkId.optional(),
  /** The CRM's name of the field. */
  field: z.string().min(1).max(100),
  mode: WriteMode,
});
export type Mapping = z.infer<typeof Mapping>;

/** What an admin decided for an installation. */
export const Settings = z.object({
  /** Networks that are not asked. */
  off: z.array(NetworkId).max(100),
  mappings: z.array(Mapping).max(50),
  /** Calls to the CRM a day that Kith allows itself; webhooks and people's own acts are not held back. */
  callsPerDay: z.int().min(100).max(1_000_000),
  /** On which basis public data about people is kept (GDPR, article 6). */
  basis: z.enum(['legitimate interest', 'consent']),
  /** Days after an uninstallation until everything is purged. */
  graceDays: z.int().min(0).max(90),
  /** What networks that charge may cost. One without is not asked. */
  budgets: z.record(NetworkId, Budget).default({}),
  /** Addresses of the customer's own accounts on the networks: in a thread they are marked as ours. */
  ours: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  /** Threads may be given to the language model that this Kith was set up with, when a person asks for it. */
  model: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULTS: Settings = {
  off: [],
  mappings: [],
  callsPerDay: 50_000,
  basis: 'legitimate interest',
  graceDays: 30,
  budgets: {},
  ours: [],
  model: false,
};
