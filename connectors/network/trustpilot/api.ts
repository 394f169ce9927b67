import type { z } from 'zod';
import { read, refusalIn } from './answer.ts';
import type { Unsigned } from './answer.ts';
import { WireConsumer, WireReview, WireReviews } from './wire.ts';

export interface Tools extends Unsigned {
  /** The access token of the customer's application. @throws Failure */
  readonly token: () => Promise<string>;
}

type Params = Readonly<Record<string, string | number>>;

/** Who wrote reviews, by id; undefined when there is nobody. @throws Failure */
export function getConsumer(tools: Tools, id: string): Promise<WireConsumer | undefined> {
  return get(tools, `/v1/consumers/${id}/profile`, {}, WireConsumer);
}

/** A page of what somebody wrote of the customer's company, newest first. @throws Failure */
export async function getReviewsBy(
  tools: Tools,
  id: string,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<readonly WireReview[]> {
  const businessUnitId = tools.settings.businessUnit ?? '';
  const params = { businessUnitId, orderBy: 'createdat.desc', page, perPage };
  const found = await get(tools, `/v1/consumers/${id}/reviews`, params, WireReviews);
  // Whatever else they write is none of the customer's business, should the filter ever be ignored.
  return found?.reviews.filter(({ businessUnit }) => businessUnit?.id === businessUnitId) ?? [];
}

/** A review with the address to which its invitation went. Needs the secret. @throws Failure */
export function getReferral(tools: Tools, review: string): Promise<WireReview | undefined> {
  return get(tools, `/v1/private/reviews/${review}`, {}, WireReview, 'with the token');
}

/** Reviews that answer invitations to an e-mail address, newest first. Needs the secret. @throws Failure */
export async function getReviewsFrom(tools: Tools, email: string): Promise<readonly WireReview[]> {
  const path = `/v1/private/business-units/${tools.settings.businessUnit}/reviews`;
  const params = { referralEmail: email, orderBy: 'createdat.desc', perPage: 20 };
  return (await get(tools, path, params, WireReviews, 'with the token'))?.reviews ?? [];
}

async function get<S extends z.ZodType>(
  { ask, settings, now, token }: Tools,
  path: string,
  params: Params,
  schema: S,
  how?: 'with the token',
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  const headers = {
    accept: 'application/json',
    apikey: settings.apiKey ?? '',
    ...(how && { authorization: `Bearer ${await token()}` }),
  };
  return ask({ url, headers, host: 'us' }, (answer) => {
    const refusal = refusalIn(answer, now());
    if (refusal) throw refusal;
    return answer.status === 404 || answer.status === 410 ? undefined : read(answer, schema);
  });
}
