import { createHash } from 'node:crypto';
import type { GravatarPage } from '../people/person.ts';
import { openBudget } from './budget.ts';
import type { Budget } from './budget.ts';
import { portraitOf } from './portrait.ts';
import type { Asking, Reply } from './reply.ts';
import { hasGravatar } from './world.ts';
import type { World } from './world.ts';

/** A simulator of api.gravatar.com: `GET /v3/profiles/{hash or slug}`. */
export function gravatarSimulator(world: World, budget: Budget): (asking: Asking) => Reply {
  const take = openBudget(budget, world.now);
  return ({ url, authorised }) => {
    const left = take();
    const headers = {
      'x-ratelimit-limit': String(left.limit),
      'x-ratelimit-remaining': String(left.remaining),
      'x-ratelimit-reset': String(left.reset),
    };
    if (left.spent) {
      return { status: 429, headers, body: { error: 'Rate limit exceeded', code: 'rate_limit_exceeded' } };
    }
    const identifier = /^\/v3\/profiles\/([^/]+)$/.exec(url.pathname)?.[1]?.toLowerCase();
    const found = world
      .all()
      .filter(hasGravatar)
      .find(({ gravatar }) => gravatar.slug === identifier || hashOf(gravatar.email) === identifier);
    return found
      ? { status: 200, headers, body: profileBody(found.gravatar, authorised) }
      : { status: 404, headers, body: { error: 'Profile not found', code: 'not_found' } };
  };
}

function hashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** What stands behind `authorised` is told only to who brings a key. */
function profileBody(page: GravatarPage, authorised: boolean): object {
  return {
    hash: hashOf(page.email),
    display_name: page.name,
    profile_url: `https://gravatar.com/${page.slug}`,
    avatar_url: portraitOf(page.name),
    avatar_alt_text: '',
    location: page.location ?? '',
    description: '',
    job_title: page.title ?? '',
    company: page.company ?? '',
    verified_accounts: page.verified.map(verified),
    pronunciation: '',
    pronouns: '',
    ...(authorised && {
      links: [],
      number_verified_accounts: page.verified.length,
      last_profile_edit: '2026-01-05T08:00:00Z',
      registration_date: '2015-03-03T10:00:00Z',
    }),
  };
}

function verified(url: string): object {
  const [type, label] = url.startsWith('https://bsky.app/') ? ['bluesky', 'Bluesky'] : ['github', 'GitHub'];
  const icon = `https://gravatar.com/icons/${type}.svg`;
  return { service_type: type, service_label: label, service_icon: icon, url, is_hidden: false };
}
