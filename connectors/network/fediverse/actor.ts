import { z } from 'zod';
import { declinedBy } from './told.ts';
import type { Told } from './told.ts';

/** ActivityStreams lets one thing stand for a list of one, and nothing for an empty one. */
function listOf<T>(item: z.ZodType<T>) {
  const none: readonly T[] = [];
  return z.union([
    z.array(item),
    item.transform((one): readonly T[] => [one]),
    z.null().transform(() => none),
    z.undefined().transform(() => none),
  ]);
}

const Flag = z.boolean().nullish().catch(undefined);

/** An address may be written plainly or as a `Link`, and an image as an address or as an `Image`. */
const Place = z
  .union([z.string(), z.object({ href: z.string() }), z.object({ url: z.string() })])
  .transform((place) => (typeof place === 'string' ? place : 'href' in place ? place.href : place.url));

const PropertyValue = z.object({ type: z.literal('PropertyValue'), value: z.string() });

/** An ActivityPub actor, as far as it is read; what other servers add is passed over. */
export const WireActor = z.object({
  id: z.url({ protocol: /^https?$/ }).max(500),
  type: listOf(z.string()),
  preferredUsername: z.string().min(1),
  /** FEP-2c59, Mastodon since 4.6: the account's own word for its address, without `acct:`. */
  webfinger: z.string().nullish().catch(undefined),
  name: z.string().nullish(),
  summary: z.string().nullish(),
  url: listOf(Place).catch([]),
  icon: listOf(Place).catch([]),
  /** Servers leave it out where there is nothing in it. */
  attachment: listOf(z.unknown())
    .optional()
    .transform((all) => (all ?? []).flatMap((one) => PropertyValue.safeParse(one).data ?? [])),
  outbox: z.string().nullish(),
  published: z.string().pipe(z.coerce.date()).optional().catch(undefined),
  alsoKnownAs: listOf(z.string()).catch([]),
  movedTo: z.string().nullish().catch(undefined),
  discoverable: Flag,
  indexable: Flag,
  suspended: Flag,
  memorial: Flag,
  /** GoToSocial: whether people who are not signed in see the account's public posts. */
  hidesToPublicFromUnauthedWeb: Flag,
});
export type WireActor = z.output<typeof WireActor>;

/** What stands where an actor was deleted. */
export const WireTombstone = z.object({ type: z.literal('Tombstone') });

export function isPerson(actor: WireActor): boolean {
  return actor.type.includes('Person');
}

/** What an actor says of itself. Nothing in it is checked by its server. */
export function tellActor(actor: WireActor): Told {
  return {
    page: actor.url[0],
    name: actor.name ?? undefined,
    note: actor.summary ?? undefined,
    avatar: actor.icon[0],
    fields: actor.attachment.map(({ value }) => ({ value, verified: false })),
    aliases: actor.alsoKnownAs,
    movedTo: actor.movedTo ?? undefined,
    since: actor.published,
    counts: {},
    standing: actor.suspended === true ? 'suspended' : actor.memorial === true ? 'deactivated' : 'active',
    reserved: actor.hidesToPublicFromUnauthedWeb === true,
    declines: declinedBy(actor),
  };
}
