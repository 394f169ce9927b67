import type { Contact } from '../../src/core/contact.ts';
import type { Link } from '../../src/core/identity/link.ts';
import type { ProfileId } from '../../src/core/ids.ts';
import type { Post } from '../../src/core/post.ts';
import type { Profile } from '../../src/core/profile.ts';
import { aContact, aLink, aPost, aProfile, at } from '../../src/storage/testbed.ts';
import { randomFrom } from './duplicates/draw.ts';

/** People on a network, the accounts of contacts among them, and what they say to each other. */
export interface Society {
  readonly contacts: readonly Contact[];
  readonly links: readonly Link[];
  readonly profiles: readonly Profile[];
  readonly posts: readonly Post[];
}

const PEOPLE = 240;

/** Every second one a contact's; few are followed and answered much, as everywhere, and whoever is followed is answered. */
export function aSociety(seed: number): Society {
  const draw = randomFrom(seed);
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    id: `p${String(n).padStart(3, '0')}`,
    fame: Math.exp(3 * draw() + draw()),
  }));
  const profiles = people.map(({ id, fame }) =>
    aProfile(id, { counts: { followers: Math.round(100 * fame * (0.5 + draw())) } }),
  );
  const own = people.flatMap(({ id, fame }) =>
    Array.from({ length: 4 }, (_, n) =>
      aPost(`${id}-${n}`, id, { counts: { likes: Math.round(fame * 4 * draw()) } }),
    ),
  );
  const all = people.reduce((sum, { fame }) => sum + fame, 0);
  const someone = () => {
    let left = draw() * all;
    return people.find(({ fame }) => (left -= fame) < 0) ?? people[0];
  };
  const answers = people.flatMap(({ id }) =>
    Array.from({ length: 1 + Math.floor(6 * draw()) }, (_, n) =>
      answer(`${id}-a${n}`, id, `${someone()?.id}-0`),
    ),
  );
  const linked = people.filter((_, n) => n % 2 === 0);
  return {
    contacts: linked.map(({ id }) => aContact(id)),
    links: linked.map(({ id }) => aLink(id, id)),
    profiles,
    posts: [...own, ...answers],
  };
}

/** The same with so many accounts made up for one, who follow it, like all it says, answer it, and each other. */
export function aFarm(society: Society, one: ProfileId, many: number): Society {
  const fakes = Array.from({ length: many }, (_, n) => `f${n}`);
  return {
    ...society,
    profiles: [
      ...society.profiles.map((profile) => (profile.id === one ? followed(profile, many) : profile)),
      ...fakes.map((id) => aProfile(id, { counts: { followers: 0 } })),
    ],
    posts: [
      ...society.posts.map((post) => (post.profile === one ? liked(post, many) : post)),
      ...fakes.map((id) => aPost(`${id}-0`, id)),
      ...fakes.map((id) => answer(`${id}-1`, id, `${one}-0`)),
      ...fakes.map((id, n) => answer(`${id}-2`, id, `f${(n * 7 + 1) % many}-0`)),
    ],
  };
}

function answer(id: string, by: string, to: string): Post {
  const { id: before } = aPost(to, by);
  return aPost(id, by, { kind: 'reply', publishedAt: at(-60), inReplyTo: before, conversation: before });
}

const followed = (profile: Profile, more: number): Profile => ({
  ...profile,
  counts: { followers: (profile.counts.followers ?? 0) + more },
});

const liked = (post: Post, more: number): Post =>
  post.kind === 'reply' ? post : { ...post, counts: { likes: (post.counts.likes ?? 0) + more } };
