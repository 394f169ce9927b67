import { z } from 'zod';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { NetworkEvent } from '../../../src/ports/push.ts';
import { saidAt } from '../../../src/ports/said.ts';
import { postOf } from './events.ts';
import { READERS, malformed } from './push-wire.ts';
import type { Author, Statement } from './push-wire.ts';
import { GITHUB } from './wire.ts';

/** After these the words are there, or are others than before; after those they are gone. */
const SAYS = new Set(['opened', 'created', 'submitted', 'published', 'edited']);
const UNSAYS = new Set(['deleted', 'transferred', 'unpublished']);

const Envelope = z.looseObject({
  action: z.string().optional(),
  repository: z.object({ id: z.number().int(), private: z.boolean() }).nullish(),
});

/**
 * What a delivery says: words in issues, discussions, reviews and releases of public repositories; nothing for pushes,
 * stars, labels and all the rest, and for what organisations and bots say.
 * @throws Failure `malformed` when one of these kinds has another shape than it had.
 */
export function happened(payload: unknown): readonly NetworkEvent[] {
  const envelope = Envelope.safeParse(payload);
  if (!envelope.success) throw malformed(envelope.error);
  const { action = '', repository } = envelope.data;
  if (!repository || repository.private) return [];
  const isThere = (part: string) => typeof envelope.data[part] === 'object' && envelope.data[part] !== null;
  const read = READERS.find(([parts]) => parts.every(isThere))?.[1];
  if (!read || !(SAYS.has(action) || UNSAYS.has(action))) return [];
  const statement = read(payload, repository.id);
  return SAYS.has(action) ? said(statement) : [unsaid(statement, action)];
}

function said({ says, by, first, last }: Statement): readonly NetworkEvent[] {
  if (by?.type !== 'User') return [];
  const author = authorOf(by, last);
  const post = postOf(says, { author: author.id, at: first, now: last });
  return post ? [saidAt({ post, by: author }, last)] : [];
}

function unsaid({ says, last }: Statement, action: string): NetworkEvent {
  const post = PostId.parse(says.id);
  return { kind: 'unsaid', id: `${says.id} ${action}`, at: last, network: GITHUB, post };
}

function authorOf(by: Author, at: Date): Profile {
  return {
    network: GITHUB,
    id: ProfileId.parse(String(by.id)),
    handle: by.login.toLowerCase(),
    url: by.html_url,
    ...(by.avatar_url && { avatar: by.avatar_url }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: GITHUB, url: by.html_url, fetchedAt: at, basis: 'published by the person' },
  };
}
