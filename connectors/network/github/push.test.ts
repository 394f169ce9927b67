import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pushContract } from '../../../tests/contract/network/push.ts';
import type { Key } from '../../../tests/contract/network/push-kit.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { github } from './index.ts';
import { push } from './push.ts';

const hmac = (secret: string, body: Buffer) => createHmac('sha256', secret).update(body).digest('hex');
const key = (secret: string): Key => ({
  secret,
  sign: (body) => ({
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${hmac(secret, body)}`,
  }),
});

/** Every payload that GitHub's own library knows an example of, for github.com and for its servers. */
const Recorded = z.array(z.object({ name: z.string(), examples: z.array(z.looseObject({})) }));
const recorded = (read: unknown) =>
  Recorded.parse(read).flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
const require = createRequire(import.meta.url);
const CLOUD = recorded(require('@octokit/webhooks-examples/api.github.com/index.json'));
const SERVERS = [
  require('@octokit/webhooks-examples/ghes-31/index.json'),
  require('@octokit/webhooks-examples/ghes-32/index.json'),
  require('@octokit/webhooks-examples/ghes-33/index.json'),
  require('@octokit/webhooks-examples/ghes-34/index.json'),
  require('@octokit/webhooks-examples/ghes-35/index.json'),
].flatMap(recorded);
const found = (name: string, action: string) =>
  CLOUD.find((one) => one.name === name && one.payload['action'] === action)?.payload ?? {};
const said = (payload: unknown) => push.events(Buffer.from(JSON.stringify(payload)));

const comment = found('issue_comment', 'created');
pushContract(github, {
  keys: [key('one-fictional-secret'), key('the-one-before-it'), key('a-strangers')],
  proof: 'x-hub-signature-256',
  signs: 'the body',
  said: JSON.stringify(comment),
  unsaid: JSON.stringify({ ...comment, action: 'deleted' }),
  other: JSON.stringify(found('issues', 'opened')),
  idle: ['ping', 'push', 'star', 'watch'].map((kind) =>
    JSON.stringify(CLOUD.find(({ name }) => name === kind)?.payload),
  ),
  strange: JSON.stringify({ ...comment, comment: { body: 'You are totally right!' } }),
  words: 'You are totally right!',
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  published: {
    secret: "It's a Secret to Everybody",
    at: NOW,
    request: {
      ...{ method: 'POST', path: '/webhooks/github/crm-1', body: Buffer.from('Hello, World!') },
      headers: {
        'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
      },
    },
  },
});

describe('GitHub’s deliveries', () => {
  it('are all read: every recorded payload of github.com and of its servers', () => {
    expect([CLOUD.length, SERVERS.length]).toEqual([329, 397]);
    for (const { name, payload } of [...CLOUD, ...SERVERS])
      expect(() => said(payload), `${name} ${String(payload['action'])}`).not.toThrow();
  });

  it('say something only where somebody wrote words, or took them back', () => {
    const talking = new Map<string, number>();
    for (const { name, payload } of CLOUD)
      for (const { kind } of said(payload)) {
        const what = `${name} ${String(payload['action'])} ${kind}`;
        talking.set(what, (talking.get(what) ?? 0) + 1);
      }
    const names = [...new Set([...talking.keys()].map((what) => what.split(' ')[0]))].toSorted();
    expect(names).toEqual([
      'commit_comment',
      'discussion',
      'discussion_comment',
      'issue_comment',
      'issues',
      'pull_request',
      'pull_request_review_comment',
      'release',
    ]);
    expect(talking.get('issues opened said')).toBe(4);
    expect(talking.get('discussion_comment deleted unsaid')).toBe(1);
  });

  it('name what was said as reading it there does, so that it is one post', () => {
    expect(said(comment)).toMatchObject([
      {
        at: new Date('2019-05-15T15:20:21Z'),
        post: { id: 'comment:492700400', kind: 'comment', conversation: '186853002#1', profile: '21031067' },
        by: { id: '21031067', handle: 'codertocat', url: 'https://github.com/Codertocat' },
      },
    ]);
    const asked = CLOUD.filter(({ name }) => name === 'discussion').flatMap(({ payload }) => said(payload));
    expect(asked).toContainEqual(
      expect.objectContaining({
        post: expect.objectContaining({ id: expect.stringMatching(/^\d+#\d+$/), kind: 'issue' }),
      }),
    );
  });

  it('of private repositories, organisations, bots and drafts are nobody’s public words', () => {
    const { repository, comment: one } = z
      .object({ repository: z.looseObject({}), comment: z.looseObject({ user: z.looseObject({}) }) })
      .parse(comment);
    expect(said({ ...comment, repository: { ...repository, private: true } })).toEqual([]);
    for (const user of [{ ...one.user, type: 'Bot' }, { ...one.user, type: 'Organization' }, null])
      expect(said({ ...comment, comment: { ...one, user } })).toEqual([]);
    const published = found('release', 'published');
    const release = z.looseObject({}).parse(published['release']);
    expect(said({ ...published, release: { ...release, draft: true } })).toEqual([]);
  });

  it('tell two edits of one second apart, and an edit from what was there before', () => {
    const one = z.looseObject({}).parse(comment['comment']);
    const edited = ['first', 'second'].map((body) =>
      said({ ...comment, action: 'edited', comment: { ...one, body } }),
    );
    const ids = [said(comment), ...edited].map(([event]) => event?.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('are read from a form too, which GitHub sends unless the admin chose JSON', () => {
    const form = Buffer.from(new URLSearchParams({ payload: JSON.stringify(comment) }).toString());
    expect(push.events(form)).toEqual(said(comment));
  });

  it('are the same delivery under another name: the headers that name it are not signed', () => {
    const body = Buffer.from(JSON.stringify(comment));
    const ids = ['one', 'two'].map((delivery) => {
      const headers = {
        ...key('k').sign(body, NOW),
        'x-github-delivery': delivery,
        'x-github-event': delivery,
      };
      const pushed = push.receive(['k'], { method: 'POST', path: '/', headers, body }, NOW);
      return pushed?.kind === 'delivery' && pushed.id;
    });
    expect(ids[0]).toBe(ids[1]);
  });
});
