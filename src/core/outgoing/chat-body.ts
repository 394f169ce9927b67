import type { ChatService } from './chat.ts';
import type { Saying } from './saying.ts';

/** Shows no picture of what a link leads to. */
const SUPPRESS_EMBEDS = 4;

/**
 * The body that each service takes. Words stay words there: nobody is called by them, and nothing is set in bold.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 * @see https://adaptivecards.io/explorer/TextRun.html which reads no Markdown, unlike a TextBlock
 */
const BODIES: Readonly<Record<ChatService, (saying: Saying) => object>> = {
  slack: ({ says, link }) => ({
    text: `${asEntities(says)}\n${asEntities(link)}`,
    ...{ mrkdwn: false, unfurl_links: false, unfurl_media: false },
  }),
  discord: ({ says, link }) => ({
    content: `${escaped(says)}\n<${link}>`,
    ...{ allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS },
  }),
  teams: ({ says, link }) => ({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: cardOf(says, link) }],
  }),
};

/** The body of a message to a chat, as JSON. */
export const chatBody = (service: ChatService, saying: Saying): string =>
  JSON.stringify(BODIES[service](saying));

/** Slack's three signs, beyond which it reads none as its own. */
const asEntities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Whatever Markdown could read as a sign stands for itself. */
const escaped = (text: string) => text.replace(/[\\*_~`|>#[\]()<]/g, String.raw`\$&`);

const cardOf = (says: string, url: string) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  ...{ type: 'AdaptiveCard', version: '1.4' },
  body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: says }] }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open in Kith', url }],
});
