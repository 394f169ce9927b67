import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handMadeConversations } from '../../tests/browser/conversations.ts';
import { post as handMadePost, profile, TITLES, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Conversation, ModelSummary } from '../core/conversation/thread/conversation.ts';
import { Failure } from '../core/failure.ts';
import { PostId } from '../core/ids.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { Problem } from './shapes.ts';

const THREAD = '/api/v1/records/101/conversations/bluesky/p1';

let app: Awaited<ReturnType<typeof serve>>;
let w: ReturnType<typeof world>;
beforeEach(async () => {
  w = world(people());
  app = await serve(w.deps);
});
afterEach(() => app.close());

describe('GET /api/v1/records/{contactId}/conversations/{network}/{id}', () => {
  it('answers the thread of a post, and a 304 to who has it', async () => {
    const { status, json, headers } = await app.ask(THREAD);
    expect(status).toBe(200);
    const thread = Conversation.parse(json);
    expect(thread.contact.name).toBe('Mara Lindqvist');
    expect(thread.posts[0]).toMatchObject({ id: 'p1', side: 'theirs', depth: 0, kept: true, gap: false });
    const again = await app.ask(THREAD, { headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('takes an id with slashes and colons in it', async () => {
    const id = encodeURIComponent('at://did:plc:mara/1/app.bsky.feed.post/none');
    const { status, json } = await app.ask(`/api/v1/records/101/conversations/bluesky/${id}`);
    expect([status, Problem.parse(json).detail]).toEqual([
      404,
      'Nothing is known of such a conversation with this contact.',
    ]);
  });

  it.each(['/api/v1/records/999/conversations/bluesky/p1', '/api/v1/records/102/conversations/bluesky/p1'])(
    'answers 404 at %s: what somebody else said is nothing of this record',
    async (path) => expect((await app.ask(path)).status).toBe(404),
  );

  it('refuses a name that no network has, and an endless id', async () => {
    for (const path of ['Blue%20sky/p1', `bluesky/${'x'.repeat(701)}`]) {
      const { status, headers } = await app.ask(`/api/v1/records/101/conversations/${path}`);
      expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    }
  });

  it('stands in the OpenAPI document', async () => {
    const { json } = await app.ask('/openapi.json');
    const paths = json['paths'] as Record<string, object>;
    expect(paths['/api/v1/records/{contactId}/conversations/{network}/{id}']).toMatchObject({
      get: { operationId: 'readConversation' },
    });
  });

  it('passes on why the store does not answer', async () => {
    const conversations = handMadeConversations(w.facts, { titles: TITLES });
    const failing = { ...conversations, read: () => Promise.reject(new Failure('unavailable', 'away')) };
    const other = await serve({ ...w.deps, conversations: failing });
    expect((await other.ask(THREAD)).status).toBe(503);
    await other.close();
  });
});

describe('POST …/model-summary', () => {
  const post = (at: Awaited<ReturnType<typeof serve>>, path = THREAD) =>
    at.ask(`${path}/model-summary`, { method: 'POST' });
  const others = ['a', 'b'].map((id) => {
    const by = profile('bluesky', 'did:plc:bob', 'bob.example');
    const answered = { inReplyTo: PostId.parse('p1'), conversation: PostId.parse('p1') };
    return { post: handMadePost(by, id, 1, 'On plain Postgres it works', answered), by };
  });
  const model: LanguageModel = {
    ...{ name: 'small-1', host: 'model.example' },
    complete: () => Promise.resolve('They speak of queues [1, 2].'),
  };
  const told = (settings: object, more: object = {}) =>
    serve({
      ...w.deps,
      conversations: handMadeConversations(w.facts, { titles: TITLES, others, settings, ...more }),
    });

  it('answers what the model wrote, with its name, the posts it cites and the version of its task', async () => {
    const on = await told({ model: true }, { model });
    const { status, json } = await post(on);
    expect(status).toBe(200);
    expect(ModelSummary.parse(json)).toEqual({
      ...{ model: 'small-1', host: 'model.example', prompt: 'thread-summary-1', leftOut: [] },
      sentences: [
        {
          text: 'They speak of queues.',
          posts: [
            { network: 'bluesky', id: 'p1' },
            { network: 'bluesky', id: 'a' },
          ],
        },
      ],
    });
    const thread = Conversation.parse((await on.ask(THREAD)).json);
    expect(thread.model).toEqual({ name: 'small-1', host: 'model.example' });
    expect((await post(on, '/api/v1/records/999/conversations/bluesky/p1')).status).toBe(404);
    await on.close();
  });

  it('sends nothing unless one was set up and an admin switched it on', async () => {
    const silent = { ...model, complete: () => Promise.reject(new Error('it was asked')) };
    for (const off of [await told({}, { model: silent }), await told({ model: true })]) {
      const { status, json } = await post(off);
      expect([status, Problem.parse(json).detail]).toEqual([409, expect.stringMatching(/KITH_MODEL_URL/)]);
      expect(Conversation.parse((await off.ask(THREAD)).json).model).toBeUndefined();
      await off.close();
    }
  });
});
