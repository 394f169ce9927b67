import { describe, expect, it } from 'vitest';
import { NetworkId, PostId, ProfileId } from '../../ids.ts';
import type { Post } from '../../post.ts';
import { renamed } from './renamed.ts';

const id = PostId.parse;
function said(
  name: string,
  to?: string,
  conversation = to ?? name,
  network = 'toot',
): { readonly post: Post } {
  const url = `https://toot.example/${name}`;
  const at = new Date(0);
  return {
    post: {
      ...{
        network: NetworkId.parse(network),
        id: id(name),
        profile: ProfileId.parse('ada'),
        url,
        kind: 'post',
      },
      ...{ text: name, publishedAt: at, conversation: id(conversation), counts: {} },
      ...(to !== undefined && { inReplyTo: id(to) }),
      provenance: { source: 'toot', url, fetchedAt: at, basis: 'published by the person' },
    },
  };
}
const places = (all: readonly { readonly post: Post }[]) =>
  all.map(({ post }) => `${post.id} < ${post.inReplyTo ?? '-'} in ${post.conversation}`);

/** The server's numbers of other people's posts are 1, 2, …; everywhere they are a and b. */
const LIVE = [said('a'), said('b', 'a', 'a'), said('mine', 'b', 'a')];

describe('what is kept of a thread', () => {
  it('answers what its network calls by another name now, and so do its neighbours', () => {
    const kept = [said('mine', '2'), said('later', 'mine', '2'), said('other', '2')];
    expect(places(renamed(kept, LIVE))).toEqual(['mine < b in a', 'later < mine in a', 'other < b in a']);
  });

  it('learns what it answers where that was not told', () => {
    expect(places(renamed([said('mine')], LIVE))).toEqual(['mine < b in a']);
  });

  it('stays as it is where its network says the same, nothing, or speaks of another network', () => {
    const kept = [said('b', 'a'), said('c', 'gone', 'a')];
    expect(renamed(kept, LIVE)).toEqual(kept);
    expect(renamed(kept, [])).toEqual(kept);
    const elsewhere = [said('mine', '2', '2', 'sky')];
    expect(renamed(elsewhere, LIVE)).toEqual(elsewhere);
  });

  it('goes on answering a post that is in sight, whatever its network says by now', () => {
    const kept = [said('x'), said('mine', 'x')];
    expect(places(renamed(kept, LIVE))[1]).toBe('mine < x in a');
  });
});
