import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import { labelOf, LANGUAGES, WireEntities, WireSearch } from './wire.ts';
import type { WireEntity } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly contact?: string | undefined }>;

/** Items of famous people hold hundreds of statements with their sources. */
const LARGEST = 12_000_000;

/** Whom a search finds by label or alias. @throws Failure */
export async function searchItems(
  tools: Tools,
  name: string,
  limit: number,
): Promise<z.output<typeof WireSearch>['search']> {
  const asked = { search: name, language: 'en', uselang: 'en', type: 'item', limit: String(limit) };
  const found = await get(tools, { action: 'wbsearchentities', ...asked }, WireSearch);
  return found?.search ?? [];
}

/** Items by their ids, at most 50; those that are not there are left out, merged ones answer under their new id. @throws Failure */
export function getItems(tools: Tools, ids: readonly string[]): Promise<readonly WireEntity[]> {
  return entities(tools, ids, 'labels|descriptions|claims');
}

/** Id → label of items, at most 50. @throws Failure */
export async function getLabels(tools: Tools, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await entities(tools, [...new Set(ids)], 'labels');
  return new Map(
    found.flatMap((entity) => {
      const label = labelOf(entity);
      return label === undefined ? [] : [[entity.id, label] as const];
    }),
  );
}

async function entities(tools: Tools, ids: readonly string[], props: string): Promise<readonly WireEntity[]> {
  if (ids.length === 0) return [];
  const asked = { ids: ids.slice(0, 50).join('|'), props, languages: LANGUAGES.join('|') };
  const found = await get(tools, { action: 'wbgetentities', ...asked }, WireEntities);
  return Object.values(found?.entities ?? {}).filter(({ missing }) => missing === undefined);
}

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  params: Readonly<Record<string, string>>,
  schema: S,
): Promise<z.output<S> | undefined> {
  const url = new URL(`${settings.base}/w/api.php?${new URLSearchParams({ ...params, format: 'json' })}`);
  // Wikimedia asks to be told whom to turn to; without it a client may be blocked.
  const agent = settings.contact ? `Kith/0.1 (${settings.contact})` : 'Kith/0.1';
  const headers = { accept: 'application/json', 'user-agent': agent };
  return ask({ url, headers, host: 'us', maxBytes: LARGEST }, (answer) => {
    const kind = failureOfStatus(answer.status) ?? refusalIn(answer);
    if (kind === 'absent' || answer.status === 404 || answer.status === 410) return undefined;
    if (!kind) return read(answer, schema);
    const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now());
    throw new Failure(kind, `Wikidata answered ${answer.status}`, { retryAfterMs });
  });
}

const WireError = z.object({ error: z.object({ code: z.string() }) });

/** What the codes of the API's refusals mean, which come with status 200; any other says that we asked wrongly. */
const REFUSALS: Readonly<Record<string, FailureKind | 'absent'>> = {
  'no-such-entity': 'absent',
  maxlag: 'rate-limited',
  ratelimited: 'rate-limited',
  readonly: 'unavailable',
  readapidenied: 'forbidden',
  blocked: 'forbidden',
};

function refusalIn(answer: Answer): FailureKind | 'absent' | undefined {
  const code = WireError.safeParse(answer.json()).data?.error.code;
  if (code === undefined) return undefined;
  const named = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  return named ?? (code.startsWith('internal_api_error') ? 'unavailable' : 'rejected');
}

function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', 'Wikidata answered in an unknown shape', { cause: parsed.error });
}
