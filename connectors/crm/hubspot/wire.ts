import { z } from 'zod';
import type { Contact } from '../../../src/core/contact.ts';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import type { Grant } from '../../../src/ports/crm.ts';
import { handlesOf, pieces } from './handles.ts';
import { WireTrouble } from './refusals.ts';

/** The contact properties that matching needs, all of them HubSpot's own. The app subscribes to their changes. */
export const READ_PROPERTIES = [
  'firstname',
  'lastname',
  'email',
  'hs_additional_emails',
  'phone',
  'mobilephone',
  'company',
  'jobtitle',
  'city',
  'state',
  'country',
  'website',
  'twitterhandle',
  'hs_linkedin_url',
  'hs_facebookid',
  'linkedinbio',
  'twitterbio',
] as const;

const WireContact = z
  .object({
    id: z.string().min(1),
    properties: z.record(z.string(), z.string().nullish()),
    updatedAt: z.coerce.date(),
  })
  .transform(({ id, properties, updatedAt }) => toContact(id, properties, updatedAt));

const troubles = z.array(WireTrouble).default([]);

export const ReadBatch = z.object({ results: z.array(WireContact), errors: troubles });
/** What is empty is left out. */
const Values = z
  .record(z.string(), z.string().nullish())
  .transform((all) =>
    Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => Boolean(one[1]))),
  );
export const ValuesBatch = z.object({
  results: z.array(z.object({ id: z.string().min(1), properties: Values, updatedAt: z.coerce.date() })),
  errors: troubles,
});
export const WrittenBatch = z.object({
  results: z.array(z.object({ id: z.string(), updatedAt: z.coerce.date().optional() })),
  errors: troubles,
});
/** The versions that a property had, each with who made it: `sourceId` is the number of an app, or `userId:…`. */
const Version = z.object({
  value: z.string().nullish(),
  timestamp: z.coerce.date(),
  sourceType: z.string().nullish(),
  sourceId: z.string().nullish(),
});
export const HistoryBatch = z.object({
  results: z.array(
    z.object({
      id: z.string().min(1),
      propertiesWithHistory: z.record(z.string(), z.array(Version)).default({}),
    }),
  ),
  errors: troubles,
});
export const Page = z.object({
  results: z.array(WireContact),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});
export const Names = z.object({ results: z.array(z.object({ name: z.string() })) });
export const WireProperties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      fieldType: z.string(),
      groupName: z.string().optional(),
      hidden: z.boolean().nullish(),
      archived: z.boolean().nullish(),
      calculated: z.boolean().nullish(),
      modificationMetadata: z.object({ readOnlyValue: z.boolean().nullish() }).nullish(),
    }),
  ),
});

export const WireGrant = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  hub_id: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).optional(),
  scopes: z.array(z.string()).optional(),
  scope: z.string().optional(),
});

/** Their words in ours. @throws Failure `malformed` naming what was read and where it differs, without its values. */
export function read<T extends z.ZodType>(schema: T, what: string, raw: unknown): z.output<T> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const where = result.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole');
  throw new Failure('malformed', `HubSpot answered ${what} in an unknown shape (at ${where.join(', ')})`);
}

export function toGrant(raw: unknown, now: Date): Grant {
  const wire = read(WireGrant.required({ refresh_token: true, hub_id: true }), 'the token', raw);
  return {
    account: String(wire.hub_id),
    accessToken: wire.access_token,
    refreshToken: wire.refresh_token,
    expiresAt: new Date(now.getTime() + wire.expires_in * 1000),
    scopes: wire.scopes ?? wire.scope?.split(' ') ?? [],
  };
}

type Properties = Readonly<Record<string, string | null | undefined>>;

function toContact(id: string, properties: Properties, updatedAt: Date): Contact {
  const value = (name: string) => properties[name]?.trim() || undefined;
  const joined = (separator: string, ...names: string[]) =>
    names.flatMap((name) => value(name) ?? []).join(separator) || undefined;
  const name = joined(' ', 'firstname', 'lastname');
  const location = joined(', ', 'city', 'state', 'country');
  const [company, title, website] = [value('company'), value('jobtitle'), pieces(value('website'))[0]];
  const changed = new Date(value('lastmodifieddate') ?? NaN);
  return {
    id: ContactId.parse(id),
    ...(name && { name }),
    emails: distinct([value('email'), ...(value('hs_additional_emails') ?? '').split(';')]),
    phones: distinct([value('phone'), value('mobilephone')]),
    ...(company && { company }),
    ...(title && { title }),
    ...(location && { location }),
    ...(website && { website }),
    handles: handlesOf(value),
    changedAt: Number.isNaN(changed.getTime()) ? updatedAt : changed,
  };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  const known = values.flatMap((value) => value?.trim() || []);
  const lower = known.map((value) => value.toLowerCase());
  return known.filter((_value, i) => lower.indexOf(lower[i] ?? '') === i);
}
