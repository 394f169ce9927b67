import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { Post } from '../../../src/core/post.ts';
import { Profile } from '../../../src/core/profile.ts';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { NOW, onStage } from '../stage.ts';
import type { Asked, Site } from '../stage.ts';

/** What a searched network's own test brings: where it answers, and what its recorded answer holds. */
interface MentionsKit {
  readonly origin: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly question: ListeningQuestion;
  readonly site: Site;
  /** What it finds, in part. */
  readonly found: readonly object[];
  /** How the question reaches the network. */
  readonly asks: (asked: Asked) => void;
}

const RANGE = { since: new Date(NOW.getTime() - 30 * 365 * 86_400_000), limit: 20 };

/** Every connector that is searched calls this once. */
export function mentionsContract(connector: NetworkConnector, kit: MentionsKit): void {
  const ask = (site: Site, question = kit.question, range = RANGE) => {
    let answer: Promise<readonly Mention[]> = Promise.resolve([]);
    let first: readonly Asked[] = [];
    return onStage(connector, kit, site, async ({ network, requests }) => {
      answer = network.mentions?.(question, range) ?? Promise.reject(new Error('it is not searched'));
      await answer.catch(() => undefined);
      first = requests;
    }).then(async () => ({ found: await answer, requests: first }));
  };

  describe(`${connector.title}, which is searched,`, () => {
    it('is asked once in its own words, and says who said what it found', async () => {
      const { found, requests } = await ask(kit.site);
      expect(found).toMatchObject(kit.found);
      expect(found).toHaveLength(kit.found.length);
      for (const { post, by } of found) {
        expect([Post.safeParse(post).success, Profile.safeParse(by).success]).toEqual([true, true]);
        expect([post.profile, post.network]).toEqual([by.id, connector.id]);
      }
      const [question] = requests;
      if (!question) throw new Error('nothing was asked');
      kit.asks(question);
    });

    it('finds nothing older than it is asked for', async () => {
      const { found } = await ask(kit.site, kit.question, { since: NOW, limit: 20 });
      expect(found.filter(({ post }) => post.publishedAt < NOW)).toEqual([]);
    });

    it('answers only the kinds of questions that it says it does', async () => {
      const other: ListeningQuestion =
        kit.question.kind === 'tag' ? { kind: 'words', words: ['kith'] } : { kind: 'tag', tag: 'kith' };
      if (connector.searched?.kinds.includes(other.kind)) return;
      const { found, requests } = await ask(kit.site, other);
      expect([found, requests]).toEqual([[], []]);
    });

    it('is in the closed set of troubles when it is down or answers in an unknown shape', async () => {
      await expect(ask(() => ({ status: 503, body: {} }))).rejects.toBeInstanceOf(Failure);
      await expect(ask(() => ({ body: { posts: 7, items: 7, hits: 7 } }))).rejects.toMatchObject({
        kind: 'malformed',
      });
    });
  });
}
