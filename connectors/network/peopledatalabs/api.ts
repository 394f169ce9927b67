import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Sought } from '../../../src/core/identity/plan.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { FIELDS, WirePerson } from './wire.ts';

export type Tools = NetworkTools<{
  readonly base: string;
  readonly apiKey?: string | undefined;
  readonly minLikelihood: number;
}>;

/** Repeated where there are several. */
type Params = readonly (readonly [name: string, value: string])[];

const Retrieved = z.object({ data: WirePerson });
const Enriched = z.object({ likelihood: z.number().int().min(1).max(10), data: WirePerson });

/** The person with this id; undefined when it knows nobody by it any more. @throws Failure */
export async function retrieve(tools: Tools, id: string): Promise<WirePerson | undefined> {
  return (await get(tools, `/v5/person/retrieve/${encodeURIComponent(id)}`, [], Retrieved))?.data;
}

/**
 * Whoever is known by all of this, where it is as sure as the settings want; undefined for nobody, which is not charged.
 * E-mail addresses are sent as their hashes.
 * @see https://docs.peopledatalabs.com/docs/input-parameters-person-enrichment-api
 * @throws Failure
 */
export async function enrich(tools: Tools, sought: Sought): Promise<WirePerson | undefined> {
  const params = knownBy(sought);
  if (params.length === 0) return undefined;
  const { minLikelihood } = tools.settings;
  const least = ['min_likelihood', String(minLikelihood)] as const;
  const found = await get(tools, '/v5/person/enrich', [...params, least], Enriched);
  return found && found.likelihood >= minLikelihood ? found.data : undefined;
}

/** Exactly what it would be asked, e-mail addresses as their hashes; in whatever order the CRM says it. */
export function personAsked({ settings }: Tools, sought: Sought): string {
  return JSON.stringify([settings.minLikelihood, knownBy(sought).toSorted()]);
}

/** Empty where it is not enough to tell a person by. */
function knownBy({ name, company, emails, pages }: Sought): Params {
  const hashes = emails.map((email) => ['email_hash', hashOf(email)] as const);
  const profiles = pages.filter(isTelling).map((page) => ['profile', page] as const);
  const isNamed = name !== undefined && company !== undefined;
  if (hashes.length + profiles.length === 0 && !isNamed) return [];
  const named = Object.entries({ name, company }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return [...hashes, ...profiles, ...named];
}

function hashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** Where a person is known by a page; never X, for which this is no basis. */
const TELLING = ['linkedin.com', 'facebook.com', 'github.com'];

function isTelling(page: string): boolean {
  const host = URL.parse(page)?.hostname.replace(/^www\./, '') ?? '';
  return TELLING.includes(host);
}

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Params,
  schema: S,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of params) url.searchParams.append(name, value);
  url.searchParams.append('titlecase', 'true');
  url.searchParams.append('data_include', FIELDS.join(','));
  const headers = { accept: 'application/json', 'x-api-key': settings.apiKey ?? '' };
  return ask({ url, headers, host: 'us' }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind) {
      const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now());
      throw new Failure(kind, `People Data Labs answered ${answer.status}`, { retryAfterMs });
    }
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'People Data Labs answered in an unknown shape', { cause: parsed.error });
  });
}
