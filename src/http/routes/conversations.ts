import { z } from 'zod';
import { Conversation, ModelSummary } from '../../core/conversation/thread/conversation.ts';
import { NetworkId, PostId } from '../../core/ids.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { seal, unlessKnown } from '../etag.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { AT, params } from './records.ts';

type Deps = Pick<HttpDeps, 'conversations'>;

const THREAD = `${AT}/conversations/{network}/{id}`;
const NO_MODEL =
  'No language model is switched on. Set KITH_MODEL_URL and KITH_MODEL_NAME where Kith runs, then switch it on in the settings.';
const NO_THREAD = 'Nothing is known of such a conversation with this contact.';

const threadParams = params.extend({
  network: NetworkId,
  id: PostId.meta({ description: 'Any post of the thread' }),
});

/** What a contact said with what was said to it, across networks. */
export function conversationRoutes({ conversations }: Deps): readonly Route[] {
  return [readConversation(conversations), summariseConversation(conversations)];
}

const readConversation = (conversations: Deps['conversations']) =>
  scoped(
    {
      id: 'readConversation',
      method: 'get',
      path: THREAD,
      summary: 'The thread of one of their posts: who said what in answer to what, and its summary',
      answers: {
        200: { says: 'The thread', schema: Conversation },
        304: { says: 'Unchanged since the ETag of If-None-Match' },
        404: { says: 'No such contact, or nothing of theirs in such a conversation' },
      },
      params: threadParams,
      query: z.object({}),
    },
    async ({ params: { contactId: contact, ...post }, viewer, ifNoneMatch }, { id }) => {
      const read = await conversations.read(id, { contact, post, framed: whereOf(viewer) === 'framed' });
      if (!read) throw new Refusal(404, NO_THREAD);
      return unlessKnown(seal(JSON.stringify(read)), ifNoneMatch);
    },
  );

const summariseConversation = (conversations: Deps['conversations']) =>
  scoped(
    {
      id: 'summariseConversation',
      method: 'post',
      path: `${THREAD}/model-summary`,
      summary:
        'Gives the thread, without what says who people are, to the language model that an admin switched on',
      answers: {
        200: { says: 'What it wrote, or why there is nothing', schema: ModelSummary },
        404: { says: 'No such contact, or nothing of theirs in such a conversation' },
        409: { says: 'No language model is set up and switched on' },
      },
      params: threadParams,
      query: z.object({}),
    },
    async ({ params: { contactId: contact, ...post }, viewer }, { id }) => {
      const asked = { contact, post, framed: whereOf(viewer) === 'framed' };
      const made = await conversations.summariseByModel(id, asked);
      if (!made) throw new Refusal(404, NO_THREAD);
      if (made === 'off') throw new Refusal(409, NO_MODEL);
      return { status: 200, body: made };
    },
  );
