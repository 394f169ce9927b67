import type { After, Taken } from '../core/outgoing/attempt.ts';
import type { Chat, ChatService } from '../core/outgoing/chat.ts';
import type { Endpoint, Sending, WantedEndpoint } from '../core/outgoing/endpoint.ts';
import type { EventAbout } from '../core/outgoing/event.ts';

/** One message, about to be sent. */
export interface Message {
  readonly url: string;
  /** `webhook-id`. */
  readonly id: string;
  readonly body: string;
  /** It is signed with each of them; with none where its address alone says who may write there. */
  readonly secrets: readonly string[];
  readonly at: Date;
}

/** The way out to the customers' endpoints. */
export interface Webhooks {
  /** Where people reach this Kith, without a trailing slash. */
  readonly publicUrl: string;
  /** Why a URL is not sent to; undefined when it may be. */
  refusal(url: string): string | undefined;
  newSecret(): string;
  /** One attempt. Never throws for what the other side does. */
  send(message: Message): Promise<Taken>;
}

/** A sending with all that an attempt needs. */
export interface DueSending {
  readonly sending: Sending;
  readonly to: Chat | Endpoint;
  readonly event: EventAbout;
  readonly eventAt: Date;
}

/** Endpoints and chats, and what is on its way to them; of one installation, inside a transaction. */
export interface OutgoingRows {
  endpoints(): Promise<readonly Endpoint[]>;
  make(endpoint: WantedEndpoint, at: Date): Promise<Endpoint>;
  /** Undefined when there is none of this id. */
  change(id: string, wanted: WantedEndpoint): Promise<Endpoint | undefined>;
  /** Stops an endpoint or a chat, or tells it again. @returns false when there is none of this id. */
  stop(id: string, why: Endpoint['stopped']): Promise<boolean>;
  /** With what is on its way to it. @returns false when there was none of this id. */
  remove(id: string): Promise<boolean>;
  chats(): Promise<readonly Chat[]>;
  /** Where it is, is kept elsewhere. */
  makeChat(chat: { readonly name: string; readonly service: ChatService }, at: Date): Promise<Chat>;
  /** With what is on its way to it. @returns false when there was none of this id. */
  removeChat(id: string): Promise<boolean>;
  /**
   * Keeps an event for every endpoint that hears it and is not stopped; where none does, nothing is kept.
   * @param only this endpoint or chat, whatever it hears.
   * @returns the ids of the sendings.
   */
  announce(event: EventAbout, at: Date, only?: string): Promise<readonly string[]>;
  /** Undefined when nothing of this id waits, or its endpoint is stopped. */
  due(sending: string): Promise<DueSending | undefined>;
  /** @returns false when somebody else settled this attempt before. */
  settle(due: DueSending, after: After, at: Date): Promise<boolean>;
  /** It waits for a first attempt again. @returns false when there is none of this id at this endpoint. */
  again(endpoint: string, sending: string, at: Date): Promise<boolean>;
  /** Of one endpoint, newest first. */
  log(endpoint: string, limit: number): Promise<readonly Sending[]>;
  /** What waits for an endpoint. */
  waiting(endpoint: string): Promise<readonly Pick<Sending, 'id' | 'attempts'>[]>;
  /** Removes events from before. */
  forget(before: Date): Promise<void>;
}
