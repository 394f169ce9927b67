import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../tests/support/world.ts';
import { NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

describe('a word that every object of the language has a property by', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
    'is a name, a place and an employer like any other: %s',
    async (word) => {
      const w = worlds.world();
      const name = `${word} ${word}`;
      const theirs = { handle: 'adaquist', name, location: `${word}, ${word}`, employer: word, title: word };
      const hers = account('github', '7', { ...theirs, bio: `${word} ${word}. #${word}` });
      const also = account('bluesky', 'did:7', { ...theirs, handle: 'ada.example', location: word });
      const said: Post = {
        ...{ network: NetworkId.parse('github'), id: PostId.parse(word), profile: hers.id, kind: 'post' },
        ...{ url: 'https://github.com/x', text: `${word} ${word} #${word} @${word}`, counts: {} },
        ...{ conversation: PostId.parse(word), publishedAt: w.now(), provenance: hers.provenance },
      };
      w.has(hers);
      w.has(also);
      w.says(hers, [said]);
      const known = { name, company: word, title: word, location: word };
      await w.save({ id: '1', ...known, handles: ['github:adaquist'] });
      await w.save({ id: '2', ...known, name: `${word} Quist`, location: `x, ${word}` });
      await w.work();
      const record = await w.record('1');
      const [link] = record?.profiles ?? [];
      expect(link?.link.probability).toBeGreaterThan(0.5);
      expect(record?.conversations).toHaveLength(1);
    },
  );
});
