import { z } from 'zod';
import { NetworkId, PostId } from '../../core/ids.ts';
import type { CustomerRecord } from '../../core/record/record.ts';
import { ReplyDraft, replyDraft } from '../../core/record/reply-draft.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { AT, NOBODY, params } from './records.ts';

/** A draft to start from. Kith sends nothing. */
export function replyRoutes({ views }: Pick<HttpDeps, 'views'>): readonly Route[] {
  return [
    scoped(
      {
        id: 'draftReply',
        method: 'post',
        path: `${AT}/reply-draft`,
        summary: 'A draft of a reply to one of their posts, for a person to edit and send',
        answers: {
          200: { says: 'The draft, or why there is none', schema: ReplyDraft },
          404: { says: 'No such contact' },
        },
        params,
        query: z.object({}),
        body: z.object({ network: NetworkId, post: PostId }),
      },
      async ({ params: { contactId }, body, viewer }, installation) => {
        const read = await views.read(installation.id, contactId, whereOf(viewer));
        if (!read) throw new Refusal(404, NOBODY);
        return { status: 200, body: replyDraft(JSON.parse(read.view.json) as CustomerRecord, body) };
      },
    ),
  ];
}
