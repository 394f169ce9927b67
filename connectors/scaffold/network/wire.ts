import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const YOURS = NetworkId.parse('yours');

/** An account, with the fields that Yours really has. */
export const WireAccount = z.object({
  id: z.string().min(1),
  handle: z.string().min(1),
  name: z.string().optional(),
  about: z.string().optional(),
  links: z.array(z.string()).default([]),
});
export type WireAccount = z.output<typeof WireAccount>;

/** Keyed by the id that Yours never changes. */
export function toProfile({ id, handle, name, about, links }: WireAccount, now: Date): Profile {
  const url = `https://yours.invalid/@${handle}`;
  const stated = new Set(links.flatMap((link) => writtenLink(link) ?? []));
  return {
    network: YOURS,
    id: ProfileId.parse(id),
    handle: handle.toLowerCase(),
    url,
    ...present({ name, bio: about }),
    emails: [],
    states: [...stated].map((link) => ({ url: link, where: 'link', proven: false })),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: YOURS, url, fetchedAt: now, basis: 'published by the person' },
  };
}
