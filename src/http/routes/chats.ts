import { z } from 'zod';
import { WantedChat } from '../../core/outgoing/chat.ts';
import { ChatLine, chatLine, ChatList } from '../chat-shapes.ts';
import type { HttpDeps } from '../deps.ts';
import { SendingLog, sendingLine } from '../endpoint-shapes.ts';
import { NOT_IN_CRM, ownPanelOnly } from '../own-panel.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'chats'>;

const AT = '/api/v1/chats';
const nothing = { params: z.object({}), query: z.object({}) };
const one = { params: z.object({ chatId: z.uuid() }), query: z.object({}) };
const NONE = { 404: { says: 'No such chat' } };
const noSuch = () => new Refusal(404, 'There is no such chat.');

/** The chats that rules write to. */
export function chatRoutes(deps: Deps): readonly Route[] {
  return [list(deps), make(deps), remove(deps), ...turning(deps), log(deps)];
}

const list = ({ chats }: Deps) =>
  scoped(
    {
      id: 'listChats',
      method: 'get',
      path: AT,
      summary: 'The chats that rules may write to, without where they are',
      answers: { 200: { says: 'All of them', schema: ChatList } },
      ...nothing,
    },
    async (_call, { id }) => ({ status: 200, body: { chats: (await chats.list(id)).map(chatLine) } }),
  );

const make = ({ chats }: Deps) =>
  scoped(
    {
      id: 'makeChat',
      governs: true,
      method: 'post',
      path: AT,
      summary:
        'Names a chat by an incoming webhook of Slack, Discord or Microsoft Teams; its address is not shown again',
      answers: { 201: { says: 'Rules may write to it', schema: ChatLine } },
      ...nothing,
      body: WantedChat,
    },
    async ({ body }, { id }) => {
      const made = await chats.make(id, body);
      if ('refused' in made) throw new Refusal(400, made.refused);
      return { status: 201, body: chatLine(made) };
    },
  );

const remove = ({ chats }: Deps) =>
  scoped(
    {
      id: 'removeChat',
      governs: true,
      method: 'delete',
      path: `${AT}/{chatId}`,
      summary: 'Forgets a chat, its address and what was sent there; what was said there stays said',
      answers: { 204: { says: 'It is gone' }, ...NONE, 409: { says: 'A rule that is on writes there' } },
      ...one,
    },
    async ({ params: { chatId } }, { id }) => {
      const gone = await chats.remove(id, chatId);
      if (gone === false) throw noSuch();
      if (gone !== true) throw new Refusal(409, gone.refused);
      return { status: 204 };
    },
  );

const TURNS = [
  ['ping', 'pingChat', 'Writes there that Kith can; how it went stands in its log'],
  ['resume', 'resumeChat', 'Writes to it again, and sends what waited for it'],
] as const;

const turning = ({ chats }: Deps) =>
  TURNS.map(([turn, id, summary]) =>
    scoped(
      {
        ...{ id, summary, governs: true, method: 'post', path: `${AT}/{chatId}/${turn}` },
        answers: { 202: { says: 'It is on its way' }, ...NONE },
        ...one,
      },
      async ({ params: { chatId } }, installation) => {
        if (!(await chats[turn](installation.id, chatId))) throw noSuch();
        return { status: 202 };
      },
    ),
  );

const log = ({ chats }: Deps) =>
  scoped(
    {
      id: 'listChatDeliveries',
      method: 'get',
      path: `${AT}/{chatId}/deliveries`,
      summary: 'What was sent there in the last 30 days and how each attempt went, newest first',
      answers: { 200: { says: 'The newest', schema: SendingLog }, ...NOT_IN_CRM },
      params: one.params,
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    },
    async ({ params: { chatId }, query: { limit }, viewer }, { id }) => {
      ownPanelOnly(viewer, 'Messages to chats');
      return { status: 200, body: { deliveries: (await chats.log(id, chatId, limit)).map(sendingLine) } };
    },
  );
