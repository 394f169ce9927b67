import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Post } from '../../../src/core/post.ts';
import { postsAfter } from './kit.ts';
import { push } from './push.ts';

const require = createRequire(import.meta.url);
const Delivery = z.looseObject({
  action: z.string().optional(),
  repository: z.looseObject({ id: z.number() }).optional(),
});
const Examples = z.array(z.object({ name: z.string(), examples: z.array(Delivery) }));
const DELIVERIES = Examples.parse(require('@octokit/webhooks-examples/api.github.com/index.json'));

/** GitHub's deliveries of a kind → the event of a person's public life that tells the same. */
const TELLS = {
  commit_comment: 'CommitCommentEvent',
  discussion: 'DiscussionEvent',
  discussion_comment: 'DiscussionCommentEvent',
  issue_comment: 'IssueCommentEvent',
  issues: 'IssuesEvent',
  pull_request: 'PullRequestEvent',
  pull_request_review: 'PullRequestReviewEvent',
  pull_request_review_comment: 'PullRequestReviewCommentEvent',
  release: 'ReleaseEvent',
} as const;
/** What a person’s public life calls a beginning: a release begins when it is published. */
const begins = (name: string, action = '') =>
  name === 'release' ? action === 'published' : ['created', 'opened', 'submitted'].includes(action);

describe('What GitHub tells in a delivery', () => {
  it.each(Object.entries(TELLS))(
    'of %s is the same post as the one that is read there as %s',
    async (name, type) => {
      const examples = DELIVERIES.find((one) => one.name === name)?.examples ?? [];
      const begun = examples.filter(({ action, repository }) => begins(name, action) && repository?.id);
      expect(begun.length).toBeGreaterThan(0);
      for (const payload of begun) {
        const told = push
          .events(Buffer.from(JSON.stringify(payload)))
          .flatMap((event) => (event.kind === 'said' ? [event.post] : []));
        const read = await postsAfter([{ type, payload }]);
        const repository = String(payload.repository?.id);
        const words = (posts: readonly Post[]) =>
          posts.map(({ id, conversation, url, kind, text }) =>
            JSON.stringify({ id, conversation, url, kind, text }).replaceAll(`"${repository}#`, '"1000#'),
          );
        // Bots and private repositories are silent in deliveries; whoever speaks is heard alike.
        if (told.length > 0) expect(words(told)).toEqual(words(read));
      }
    },
  );

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'of a kind called “%s” says nothing',
    async (type) => {
      expect(await postsAfter([{ type, payload: { action: 'opened', constructor: {} } }])).toEqual([]);
    },
  );
});
