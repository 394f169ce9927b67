import { z } from 'zod';
import { Conversation } from '../../core/conversation/thread/conversation.ts';
import { NetworkId, PostId } from '../../core/ids.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { seal, unlessKnown } from '../etag.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { AT, params } from './records.ts';

const NO_THREAD = 'Nothing is known of such a conversation with this contact.';

/** What a contact said with what was said to it, across networks. */
export function conversationRoutes({ conversations }: Pick<HttpDeps, 'conversations'>): readonly Route[] {
  return [
    scoped(
      {
        id: 'readConversation',
        method: 'get',
        path: `${AT}/conversations/{network}/{id}`,
        summary: 'The thread of one of their posts: who said what in answer to what, and its summary',
        answers: {
          200: { says: 'The thread', schema: Conversation },
          304: { says: 'Unchanged since the ETag of If-None-Match' },
          404: { says: 'No such contact, or nothing of theirs in such a conversation' },
        },
        params: params.extend({
          network: NetworkId,
          id: PostId.meta({ description: 'Any post of the thread' }),
        }),
        query: z.object({}),
      },
      async ({ params: { contactId: contact, ...post }, viewer, ifNoneMatch }, { id }) => {
        const framed = whereOf(viewer) === 'framed';
        const read = await conversations.read(id, { contact, post, framed });
        if (!read) throw new Refusal(404, NO_THREAD);
        return unlessKnown(seal(JSON.stringify(read)), ifNoneMatch);
      },
    ),
  ];
}
