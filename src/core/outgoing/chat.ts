import { z } from 'zod';
import { Stopped } from './endpoint.ts';

/** A chat that takes messages at an address of its own, which is a secret: whoever knows it may write there. */
export const ChatService = z.enum(['slack', 'discord', 'teams']);
export type ChatService = z.output<typeof ChatService>;

/** A chat that rules may write to. Its address is kept apart, closed, and never shown again. */
export const Chat = z.object({
  id: z.uuid(),
  name: z.string(),
  service: ChatService,
  /** Absent while it is written to. */
  stopped: Stopped.optional(),
  madeAt: z.date(),
  /** Since when it took nothing; absent when it took the last one. */
  failingSince: z.date().optional(),
});
export type Chat = z.output<typeof Chat>;

/** What an admin names. */
export const WantedChat = z.object({
  name: z.string().trim().min(1).max(80),
  url: z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).max(2_000),
});
export type WantedChat = z.output<typeof WantedChat>;

interface Manner {
  readonly title: string;
  /** Hosts of its incoming webhooks; one that begins with a dot means those below it. */
  readonly hosts: readonly string[];
  readonly path: RegExp;
  /** Answers after which asking again never helps: the webhook was taken away there. */
  readonly gone: readonly number[];
}

/**
 * Where each service takes messages, and when it takes none any more.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @see https://docs.discord.com/developers/resources/webhook#execute-webhook
 * @see https://support.microsoft.com/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498
 */
export const CHAT_SERVICES = {
  slack: { title: 'Slack', hosts: ['hooks.slack.com'], path: /^\/services\/./, gone: [403, 404, 410] },
  discord: {
    ...{ title: 'Discord', hosts: ['discord.com', 'discordapp.com'] },
    ...{ path: /^\/api\/(?:v\d+\/)?webhooks\/./, gone: [401, 403, 404, 410] },
  },
  teams: {
    ...{ title: 'Microsoft Teams', hosts: ['.webhook.office.com', '.logic.azure.com', '.powerplatform.com'] },
    ...{ path: /^\/./, gone: [404, 410] },
  },
} as const satisfies Record<ChatService, Manner>;

/** The service whose incoming webhook an address is; undefined for any other address. */
export function serviceAt(address: string): ChatService | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') {
    return undefined;
  }
  const isOf = (host: string) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host);
  return ChatService.options.find((one) => {
    const { hosts, path }: Manner = CHAT_SERVICES[one];
    return hosts.some(isOf) && path.test(url.pathname);
  });
}
