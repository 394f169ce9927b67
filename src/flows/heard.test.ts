import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  forumEvent,
  forumPost,
  hears,
  slackMember,
  slackMessage,
  telegramMessage,
  whatsappMessage,
} from '../../tests/support/heard.ts';
import { openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const mae = { id: '1', name: 'Mae Falk', company: 'Acme', emails: ['mae.falk@acme.example'] };
const quoted = async (w: World, id = '1') => (await w.record(id))?.conversations.map(({ text }) => text);
const status = async (w: World, id = '1') => (await w.links(id)).map((link) => link.status);

const telegram = (w: World, from: object) => telegramMessage(from, 'Is it fast', w.now());
const slack = (w: World) => slackMessage('U0MAE', 'Is it fast', w.now());
const forum = (w: World, by: Parameters<typeof forumPost>[0]) =>
  forumEvent('post_created', forumPost(by, w.now()), w.now());

describe('who is heard on a network that is never asked', () => {
  it.each([
    [
      'telegram',
      'https://t.me/MF12',
      (w: World) => telegram(w, { id: 77, first_name: 'Mae', last_name: 'Falk', username: 'MF12' }),
    ],
    [
      'discourse',
      'discourse:m-f',
      (w: World) => forum(w, { username: 'm-f', user_id: 12, name: 'Mae Falk' }),
    ],
  ] as const)(
    '(%s) is the contact whose CRM names their address, whichever came first',
    async (network, handle, says) => {
      for (const first of ['heard', 'saved']) {
        const w = worlds.world();
        if (first === 'heard') await hears(w, network, says(w));
        if (first === 'heard') await w.work();
        await w.save({ ...mae, handles: [handle] });
        await w.work();
        if (first === 'saved') await hears(w, network, says(w));
        await w.work();
        expect([await status(w), await quoted(w)], first).toEqual([
          ['auto'],
          [expect.stringContaining('Is it fast')],
        ]);
      }
    },
  );

  it.each([
    [
      'telegram',
      (w: World) => telegram(w, { id: 77, first_name: 'Mae', last_name: 'Falk', username: 'maefalk' }),
    ],
    ['discourse', (w: World) => forum(w, { username: 'maefalk', user_id: 12, name: 'Mae Falk' })],
  ] as const)('(%s) is proposed for a contact of the same name, not decided', async (network, says) => {
    const w = worlds.world();
    await w.save(mae);
    await w.work();
    await hears(w, network, says(w));
    await w.work();
    expect([await status(w), await quoted(w)]).toEqual([['suggested'], []]);
  });

  it('(slack) is proposed for the contact whose CRM names their id, since Slack tells no name', async () => {
    const w = worlds.world();
    await w.save({ ...mae, handles: ['https://app.slack.com/team/U0MAE'] });
    await w.work();
    await hears(w, 'slack', slack(w));
    await w.work();
    expect([await status(w), await quoted(w)]).toEqual([['suggested'], []]);
  });

  it('(slack) is the contact of the e-mail address that Slack tells with a member, whichever came first', async () => {
    const profile = { real_name: 'Mae Falk', email: 'Mae.Falk@acme.example' };
    for (const first of ['joined', 'spoke']) {
      const w = worlds.world();
      const joins = () => hears(w, 'slack', slackMember('team_join', { profile }, w.now()));
      await w.save(mae);
      if (first === 'joined') await joins();
      await w.work();
      w.pass(60);
      await hears(w, 'slack', slack(w));
      await w.work();
      w.pass(60);
      if (first === 'spoke') await joins();
      await w.work();
      expect([await status(w), await quoted(w)], first).toEqual([['auto'], ['Is it fast']]);
    }
  });

  it('(whatsapp) is the contact whose phone number they write from, whatever they call themselves', async () => {
    for (const first of ['heard', 'saved']) {
      const w = worlds.world();
      const writes = () =>
        hears(w, 'whatsapp', whatsappMessage({ wa_id: '4721987654', name: '🌻' }, 'Is it fast', w.now()));
      if (first === 'heard') await writes();
      await w.work();
      await w.save({ ...mae, emails: [], phones: ['21 98 76 54'], location: 'Oslo, Norway' });
      await w.save({ ...mae, id: '2', emails: [], phones: ['+45 21 98 76 54'] });
      await w.work();
      if (first === 'saved') await writes();
      await w.work();
      expect([await status(w), await quoted(w), await status(w, '2')], first).toEqual([
        ['auto'],
        ['Is it fast'],
        [],
      ]);
      const [link] = await w.links('1');
      expect(link?.evidence[0]?.says).toContain("Only the owner of the contact's phone number");
    }
  });

  it('(slack) and is deactivated there is gone here, with what they said', async () => {
    const w = worlds.world();
    await w.save({ ...mae, handles: ['https://app.slack.com/team/U0MAE'] });
    await hears(w, 'slack', slack(w));
    await w.work();
    w.pass(60);
    await hears(w, 'slack', slackMember('user_change', { deleted: true }, w.now()));
    await w.work();
    expect([await w.rows('profile'), await w.rows('post')]).toEqual([[], []]);
  });
});
