import type { WantedChat } from '../../core/outgoing/chat.ts';
import type { ChatLine, ChatList } from '../../http/chat-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('chats', 10_000);

export const useChats = () => useShown<ChatList>();

export const useAddChat = () =>
  useDoing((asking, body: WantedChat) => asking<ChatLine>('', { method: 'POST', body }));

export const useChatAct = (id: string) =>
  useDoing((asking, act: 'ping' | 'resume') => asking<unknown>(`/${id}/${act}`, { method: 'POST' }));

export const useRemoveChat = (id: string) =>
  useDoing<void, unknown>((asking) => asking(`/${id}`, { method: 'DELETE' }));
