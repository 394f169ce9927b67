import { describe, expect, it } from 'vitest';
import { ContactId, installationOf } from '../ids.ts';
import { afterAttempt } from './attempt.ts';
import { ChatService, serviceAt } from './chat.ts';
import { chatBody } from './chat-body.ts';
import { sayingOf, whatIs } from './saying.ts';

describe('where a chat takes messages', () => {
  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'slack'],
    ['https://discord.com/api/webhooks/1/token', 'discord'],
    ['https://discordapp.com/api/v10/webhooks/1/token', 'discord'],
    ['https://acme.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4', 'teams'],
    ['https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x', 'teams'],
    ['https://1.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1', 'teams'],
  ])('%s is known by its host', (url, service) => {
    expect(serviceAt(url)).toBe(service);
  });

  it.each([
    ['unencrypted', 'http://hooks.slack.com/services/T0/B0/x'],
    ['a host that only begins alike', 'https://hooks.slack.com.evil.example/services/T0/B0/x'],
    ['a host that only ends alike', 'https://evil-logic.azure.com.example/x'],
    ['a neighbour of a host', 'https://evillogic.azure.com/x'],
    ['the domain alone', 'https://logic.azure.com/x'],
    ['another page of the service', 'https://discord.com/channels/1/2'],
    ['a way back out of the path', 'https://discord.com/api/webhooks/../users/@me'],
    ['another port', 'https://hooks.slack.com:8443/services/T0/B0/x'],
    ['a user name', 'https://hooks.slack.com@evil.example/services/x'],
    ['a password', 'https://a:b@hooks.slack.com/services/T0/B0/x'],
    ['an address inside', 'https://169.254.169.254/services/x'],
    ['no address', 'hooks.slack.com/services/T0/B0/x'],
  ])('is not at %s', (_what, url) => {
    expect(serviceAt(url)).toBeUndefined();
  });
});

const told = {
  ...{ what: 'job change', network: 'Bluesky', contact: ContactId.parse('1/2') },
  ...{ installation: installationOf('hubspot', 'a'), publicUrl: 'https://kith.example' },
};

describe('a message to a chat', () => {
  it('says what happened to whom and where, and leads to the record; nothing else', () => {
    expect(sayingOf({ ...told, name: 'Ada Byron' })).toEqual({
      says: 'Job change: Ada Byron on Bluesky',
      link: 'https://kith.example/contacts/1%2F2?installation=hubspot-a',
    });
    expect(sayingOf({ ...told, name: ' \u202E\u0000' }).says).toContain('somebody without a name');
    expect([whatIs({ tone: 'negative' }), whatIs({}), whatIs({ signal: 'job change' })]).toEqual([
      ...['negative post', 'post', 'job change'],
    ]);
  });

  it.each([
    ['slack', '<!channel> <@U1> <https://evil.example|Ada>', /<[!@#h]/],
    ['slack', '@here', /@here/],
    ['discord', '@everyone <@1> <@&2> <#3>', /@everyone|(?<!\\)<[@#]/],
    ['discord', '**Ada** [x](https://evil.example) ||a|| `b`', /(?<!\\)[*`|[\]]|https:\/\/evil/],
    ['teams', '<at>Ada</at> https://evil.example', /https:\/\/evil/],
  ] as const)(
    'in %s calls nobody and dresses up as nothing, whatever a name says: %s',
    (service, name, evil) => {
      const { says } = sayingOf({ ...told, name });
      const body = JSON.parse(chatBody(service, { says, link: 'https://kith.example/' }));
      expect(body.content ?? body.text ?? JSON.stringify(body)).not.toMatch(evil);
      if (service === 'discord') expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
      if (service === 'slack') expect(body).toMatchObject({ mrkdwn: false });
    },
  );

  it('has the shape that Teams takes, in a block that reads no Markdown', () => {
    expect(JSON.parse(chatBody('teams', { says: '*a*', link: 'https://kith.example/' }))).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '*a*' }] }],
            actions: [{ type: 'Action.OpenUrl', url: 'https://kith.example/' }],
          },
        },
      ],
    });
  });

  it('is two lines that any service takes, whoever it is about', () => {
    const names = ['\u2028a\r\nb', '<'.repeat(5_000), '\uD800"\\', '東'.repeat(500), '*_`\0'.repeat(99)];
    for (const name of names) {
      for (const service of ChatService.options) {
        const saying = sayingOf({ ...told, name });
        expect(saying.says).not.toMatch(/[\n\r\u2028]/);
        expect(JSON.parse(chatBody(service, saying))).toBeTruthy();
        expect(chatBody(service, saying).length).toBeLessThan(2_000);
      }
    }
  });
});

describe('a chat whose webhook was taken away there', () => {
  it.each([
    ['slack', 404],
    ['slack', 410],
    ['discord', 401],
    ['discord', 404],
    ['teams', 404],
  ] as const)('is stopped at once: %s answers %i', (service, status) => {
    const sending = { id: '00000000-0000-4000-8000-000000000001', attempts: 0 };
    const no = { taken: false, status, says: 'It answered.' } as const;
    const now = new Date('2026-11-22T12:00:00Z');
    expect(afterAttempt(sending, { service }, no, now).endpoint.stopped).toBe('gone');
    expect(afterAttempt(sending, { service }, { ...no, status: 429 }, now).sending.status).toBe('waiting');
  });
});
