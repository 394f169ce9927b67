import type { Post } from '../../post.ts';
import type { Contact } from '../../contact.ts';
import type { ContactId } from '../../ids.ts';
import type { Neighbour, Turn } from './facts.ts';
import type { PathStep } from './neighbourhood.ts';
import type { Step } from './reached.ts';

export interface Names {
  readonly contacts: ReadonlyMap<ContactId, Contact>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What somebody did with whom they turned to, where all that is shown was of one kind. */
const DID: Readonly<Partial<Record<Post['kind'], string>>> = {
  reply: 'answered',
  answer: 'answered',
  comment: 'answered',
  quote: 'quoted',
  share: 'shared what was said by',
  mention: 'mentioned',
  post: 'mentioned',
};

export function stepView({ tie, giver, receiver }: Step, names: Names): PathStep {
  const [from, to] = [onTheWay(giver, names), onTheWay(receiver, names)];
  const last = `last on ${dayOf(tie.lastAt)}`;
  return {
    networkTitle: names.titles.get(tie.network) ?? tie.network,
    ...{ from, to },
    says: `${from.name} ${did(tie.evidence)} ${to.name} ${times(tie.posts)}, ${last}.`,
    posts: tie.evidence.map(({ url, kind, publishedAt }) => ({
      url,
      kind,
      publishedAt: publishedAt.toISOString(),
    })),
  };
}

function onTheWay({ contacts: [id], name, handle, url }: Neighbour, { contacts }: Names): PathStep['from'] {
  const contact = id === undefined ? undefined : contacts.get(id);
  return {
    name: contact?.name || name || handle,
    ...{ handle, url },
    ...(contact && { contact: contact.id }),
  };
}

function did(evidence: readonly Turn[]): string {
  const all = new Set(evidence.map(({ kind }) => DID[kind] ?? 'turned to'));
  const [one = 'turned to'] = all;
  return all.size === 1 ? one : 'turned to';
}

function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${n.toLocaleString('en')} times`;
}

export const dayOf = (at: Date): string =>
  at.toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
