import { serviceAt } from '../../src/core/outgoing/chat.ts';
import type { Chat } from '../../src/core/outgoing/chat.ts';
import type { Sending } from '../../src/core/outgoing/endpoint.ts';
import type { Chats } from '../../src/flows/chats.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The chats of an installation, made by hand: a rule writes into the one that is called “In use”. */
export function handMadeChats(): Chats & { readonly kept: Chat[] } {
  const kept: Chat[] = [];
  const sent: Sending[] = [];
  const at = (one: string) => kept.findIndex((chat) => chat.id === one);
  return {
    kept,
    list: async () => kept,
    make: async (_at, { name, url }) => {
      const service = serviceAt(url);
      if (service === undefined) return { refused: 'That is no incoming webhook of Slack.' };
      const chat = { id: id(kept.length + 40), name, service, madeAt: NOW };
      kept.push(chat);
      return chat;
    },
    remove: async (_at, one) => {
      if (kept[at(one)]?.name === 'In use')
        return { refused: 'The rule “X” writes there: switch it off first.' };
      return at(one) >= 0 && kept.splice(at(one), 1).length > 0;
    },
    ping: async (_at, one) => {
      if (at(one) < 0) return false;
      const told = { status: 'taken', attempts: 1, answered: 200, type: 'ping' } as const;
      sent.unshift({ id: id(90 + sent.length), event: id(80), endpoint: one, at: NOW, ...told });
      return true;
    },
    resume: async (_at, one) => {
      const { stopped: _, ...chat } = kept[at(one)] ?? {};
      if ('id' in chat) kept[at(one)] = chat;
      return at(one) >= 0;
    },
    log: async (_at, one) => sent.filter(({ endpoint }) => endpoint === one),
  };
}
