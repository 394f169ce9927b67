import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Provenance } from '../../../src/core/provenance.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const YOUTUBE = NetworkId.parse('youtube');

export const SITE = 'https://www.youtube.com';

/** Policies, III.E.4.d: what is not refreshed by then is deleted. */
export const KEEP_DAYS = 30;

const Url = z.url({ protocol: /^https?$/ });
const Thumbnail = z.object({ url: Url }).optional().catch(undefined);

/** `GET /channels`. Where there is none, `items` is left out. Statistics are not asked for: no figures are made of them. */
const WireChannel = z.object({
  id: z.string().regex(/^UC[\w-]{22}$/),
  snippet: z.object({
    title: z.string(),
    description: z.string().default(''),
    customUrl: z.string().optional(),
    publishedAt: z.coerce.date(),
    thumbnails: z.object({ high: Thumbnail, medium: Thumbnail, default: Thumbnail }).partial().optional(),
    country: z.string().optional(),
  }),
  contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string().optional() }) }),
  status: z.object({ privacyStatus: z.string().optional() }).optional(),
});
export type WireChannel = z.output<typeof WireChannel>;
export const WireChannels = z.object({
  kind: z.literal('youtube#channelListResponse'),
  items: z.array(WireChannel).default([]),
});

const LINK = /https?:\/\/[^\s<>"'`]+/gi;
const MANY = 20;

export function toProfile(channel: WireChannel, now: Date): Profile {
  const { id, snippet, status } = channel;
  const handle = snippet.customUrl?.startsWith('@') ? snippet.customUrl.slice(1).toLowerCase() : undefined;
  const url = handle === undefined ? `${SITE}/channel/${id}` : `${SITE}/@${encodeURIComponent(handle)}`;
  const { high, medium, default: low } = snippet.thumbnails ?? {};
  return {
    network: YOUTUBE,
    id: ProfileId.parse(id),
    handle: handle ?? id,
    url,
    ...present({
      name: snippet.title.trim() || undefined,
      bio: snippet.description.trim() || undefined,
      location: countryOf(snippet.country),
      avatar: (high ?? medium ?? low)?.url,
    }),
    emails: emailsIn(snippet.description),
    states: linksIn(snippet.description).map((link) => ({ url: link, where: 'bio', proven: false })),
    counts: {},
    since: snippet.publishedAt,
    standing: 'active',
    reserved: (status?.privacyStatus ?? 'public') !== 'public',
    provenance: provenanceOf(url, now),
  };
}

/** Every fact from here has to be asked for again in time. */
export function provenanceOf(url: string, now: Date): Provenance {
  const keepUntil = new Date(now.getTime() + KEEP_DAYS * 86_400_000);
  return { source: YOUTUBE, url, fetchedAt: now, basis: 'published by the person', keepUntil };
}

function countryOf(code: string | undefined): string | undefined {
  return code && /^[A-Z]{2}$/.test(code)
    ? new Intl.DisplayNames('en', { type: 'region' }).of(code)
    : undefined;
}

/** Descriptions are plain text; the links that a channel lists elsewhere are not answered. */
function linksIn(text: string): readonly string[] {
  const written = text.match(LINK) ?? [];
  const links = written.map((link) => writtenLink(link.replace(/[),.;:!?\]}’”»]+$/u, '')));
  return [...new Set(links.filter((link) => link !== undefined))].slice(0, MANY);
}
