import { z } from 'zod';
import { Settings } from '../core/governance/settings.ts';
import { ContactId } from '../core/ids.ts';

const When = z.iso.datetime();
const Count = z.number().int().nonnegative();

/** Everything an admin looks at before deciding, and how it goes. */
export const SettingsPage = z
  .object({
    settings: Settings,
    networks: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          why: z.string().optional().meta({ description: 'Why it is not asked, whatever the settings say' }),
          terms: z
            .object({
              rules: z
                .array(z.string())
                .meta({ description: 'What Kith refuses, or is held to, for its sake' }),
              clause: z.string().meta({ description: 'The sentence of its terms that decides' }),
              source: z.string().meta({ description: 'Where that stands' }),
            })
            .optional(),
          money: z
            .object({
              prices: z.string().meta({ description: 'What it charges, in words' }),
              source: z.string().meta({ description: 'Where it says so' }),
              asked: Count.meta({ description: 'Questions put this month' }),
              spent: z.number().nonnegative().meta({ description: 'US dollars spent this month' }),
              asksConsent: z
                .boolean()
                .meta({ description: 'Whether it has to be said how people are asked for their consent' }),
              why: z.string().optional().meta({ description: 'Why it is not asked now' }),
            })
            .optional()
            .meta({ description: 'Of a network that charges' }),
        }),
      )
      .meta({ description: 'Networks that can be switched off' }),
    fields: z
      .array(
        z.object({
          name: z.string(),
          label: z.string(),
          kind: z.enum(['text', 'long text', 'number', 'date and time', 'url', 'choice', 'yes or no']),
          writable: z.boolean(),
          ours: z.boolean(),
        }),
      )
      .meta({ description: 'Fields of the CRM’s contact' }),
    governor: z.string().optional().meta({ description: 'Who in the CRM decides for the account' }),
    approval: z.object({
      state: z.enum(['waiting', 'approved']),
      planned: z
        .array(
          z.object({
            kind: z.enum(['field', 'group', 'list']),
            name: z.string(),
            label: z.string(),
            says: z.string(),
          }),
        )
        .meta({ description: 'What Kith would make in the CRM before it writes' }),
      by: z.string().optional(),
      at: When.optional(),
    }),
    preview: z
      .array(
        z.object({
          contact: ContactId,
          name: z.string().optional(),
          changes: z.array(
            z.object({
              field: z.string(),
              label: z.string(),
              from: z.string().optional(),
              to: z.string().optional(),
            }),
          ),
        }),
      )
      .meta({ description: 'Exactly what the next write does, for its first contacts' }),
    budget: z.object({
      usedToday: Count,
      callsPerDay: Count,
      forecast: z.object({ contacts: Count, callsPer1000: Count, total: Count }),
    }),
    health: z.object({
      contacts: Count,
      resolved: Count,
      waiting: Count,
      lastError: z.string().optional(),
      lastDelivery: When.optional(),
      told: z
        .array(z.object({ about: z.enum(['feeds', 'mentions']), says: z.string() }))
        .meta({ description: 'How hubs and mentions of the open web stand, each in a sentence' }),
      withheld: z
        .array(z.string())
        .meta({ description: 'What the CRM does not let Kith do, and what an admin there does about it' }),
      typed: z.string().optional().meta({
        description: 'How often people typed into a field while Kith wrote there, and what became of it',
      }),
    }),
    found: z.object({
      linked: Count,
      suggested: Count,
      byNetwork: z.array(z.object({ title: z.string(), count: Count })),
    }),
    model: z
      .object({ name: z.string(), host: z.string() })
      .optional()
      .meta({ description: 'The language model that may be switched on; absent where none was set up' }),
    trouble: z
      .string()
      .optional()
      .meta({ description: 'The CRM does not answer: what it tells is left out' }),
  })
  .meta({ id: 'SettingsPage' });
export type SettingsPage = z.output<typeof SettingsPage>;

export const SettingsHistory = z
  .object({
    changes: z.array(z.object({ at: When, by: z.string(), before: Settings })),
    typed: z
      .array(
        z.object({
          at: When,
          contact: ContactId,
          field: z.string(),
          became: z.enum(['given back', 'kept', 'cannot know']),
        }),
      )
      .meta({ description: 'Where somebody typed into a field while Kith wrote there; newest first' }),
  })
  .meta({ id: 'SettingsHistory' });

export const PutBack = z
  .object({ outcome: z.enum(['put back', 'changed since', 'nothing to put back']) })
  .meta({ id: 'PutBack' });
