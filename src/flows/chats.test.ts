import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said } from '../../tests/support/ruled.ts';
import { openWorlds } from '../../tests/support/world.ts';
import type { WantedRule } from '../core/rules/rule.ts';
import { ContactId } from '../core/ids.ts';
import { erase } from './act.ts';
import { openChats } from './chats.ts';
import { openEndpoints } from './endpoints.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const URL_4711 = 'https://hooks.slack.com/services/T0/B0/secret-4711';

/** People who complain, and a rule that writes of it into a chat. */
async function open(people: readonly string[] = ['1'], limit: WantedRule['limit'] = COMPLAINT.limit) {
  const bed = await openRuled(worlds, people);
  const chats = openChats(bed.w.deps);
  const chat = await chats.make(bed.at, { name: 'Care', url: URL_4711 });
  if ('refused' in chat) throw new Error(chat.refused);
  const wanted: WantedRule = { ...COMPLAINT, limit, does: [{ do: 'chat message', chat: chat.id }] };
  return {
    ...{ ...bed, chats, chat, wanted },
    log: () => chats.log(bed.at, chat.id, 50),
    standing: async () => (await chats.list(bed.at))[0],
    texts: () => bed.w.receivers.got.map(({ body }) => JSON.parse(body).text),
  };
}

async function complain(bed: Awaited<ReturnType<typeof open>>, ...people: readonly string[]): Promise<void> {
  bed.w.pass(1);
  for (const person of people) await said(bed.w, person, 'negative');
  await derive(bed.w, ...people);
}

const ABOUT = (person: string, { at }: { readonly at: string }) =>
  `Negative post: Person ${person} on Bluesky\n` +
  `https://kith.example/contacts/${person}?installation=${encodeURIComponent(at)}`;

describe('a chat that a rule writes to', () => {
  it('is told once what happened to whom, with a link to the record, unsigned, at its address', async () => {
    const bed = await open();
    const id = await on(bed, bed.wanted);
    await complain(bed, '1');
    await derive(bed.w, '1');
    expect(bed.texts()).toEqual([ABOUT('1', bed)]);
    expect(bed.w.receivers.got).toMatchObject([{ url: URL_4711, secrets: [] }]);
    expect(await bed.rules.matches(bed.at, id, 10)).toMatchObject([{ done: [{ do: 'chat message' }] }]);
    expect(await bed.log()).toMatchObject([{ type: 'rule.matched', status: 'taken', attempts: 1 }]);
  });

  it('hears nothing else, and the webhooks hear nothing of it', async () => {
    const bed = await open();
    const endpoints = openEndpoints(bed.w.deps);
    const heard = { url: 'https://hooks.example/a', hears: ['rule.matched' as const] };
    const made = await endpoints.make(bed.at, heard);
    await on(bed, bed.wanted);
    await complain(bed, '1');
    expect(bed.w.receivers.got.map(({ url }) => url)).toEqual([URL_4711]);
    bed.w.pass(1);
    await on(bed, { ...COMPLAINT, name: 'Tells', does: [{ do: 'webhook' }] });
    await complain(bed, '1');
    expect(bed.w.receivers.got.filter(({ url }) => url === heard.url)).toHaveLength(1);
    expect(bed.texts().filter(Boolean)).toHaveLength(2);
    expect((await endpoints.list(bed.at)).map(({ id }) => id)).toEqual(
      'endpoint' in made ? [made.endpoint.id] : [],
    );
  });

  it('is written to no more often than the limit of the rule lets it', async () => {
    const bed = await open(['1', '2', '3'], { most: 2, per: 'day' });
    await on(bed, bed.wanted);
    await complain(bed, '1', '2', '3');
    expect(bed.texts()).toHaveLength(2);
  });

  it('has its message seen before, in a dry run that sends nothing', async () => {
    const bed = await open();
    await said(bed.w, '1', 'negative');
    const made = await bed.rules.make(bed.at, bed.wanted, 'ada');
    const foreseen = await bed.rules.dryRun(bed.at, 'id' in made ? made.id : '');
    expect(foreseen).toMatchObject({ met: [{ says: ABOUT('1', bed) }] });
    expect([bed.texts(), await bed.w.rows('outgoing_event')]).toEqual([[], []]);
  });

  it('keeps what was said there when the rule is undone, and the rule says so', async () => {
    const bed = await open();
    const id = await on(bed, bed.wanted);
    await complain(bed, '1');
    expect(await bed.rules.undo(bed.at, id, 'ada')).toEqual({
      ...{ contacts: 0, stays: [{ do: 'chat message' }] },
    });
  });

  it('is written to again as late as it asks for, and no more once it says that it is gone', async () => {
    const bed = await open();
    await on(bed, bed.wanted);
    const answers = { taken: false, status: 429, says: 'It answered 429.', retryAfterMs: 3_600_000 } as const;
    bed.w.receivers.state.answers = () => answers;
    await complain(bed, '1');
    const [line] = await bed.log();
    expect(line).toMatchObject({ status: 'waiting', answered: 429 });
    expect((line?.nextAt?.getTime() ?? 0) - bed.w.now().getTime()).toBeGreaterThanOrEqual(3_600_000);
    bed.w.receivers.state.answers = () => ({ taken: false, status: 404, says: 'It answered 404.' });
    await complain(bed, '1');
    expect((await bed.standing())?.stopped).toBe('gone');
    const sent = bed.texts().length;
    await complain(bed, '1');
    expect(bed.texts()).toHaveLength(sent);
    const [newest] = await bed.rules.matches(bed.at, (await bed.rules.list(bed.at))[0]?.id ?? '', 1);
    expect(newest?.done).toEqual([{ do: 'chat message', says: 'The chat “Care” is stopped.' }]);
  });

  it('is told nothing of a person who was erased meanwhile', async () => {
    const bed = await open();
    await on(bed, bed.wanted);
    bed.w.receivers.state.answers = () => ({ taken: false, status: 503, says: 'It answered 503.' });
    await complain(bed, '1');
    expect(await bed.log()).toHaveLength(1);
    await erase(bed.at, ContactId.parse('1'), bed.w.deps);
    expect([await bed.log(), await bed.w.rows('outgoing_event')]).toEqual([[], []]);
  });
});

describe('where a chat is', () => {
  it('stands closed among the secrets and nowhere else, neither does the name of who is spoken of', async () => {
    const bed = await open();
    await on(bed, bed.wanted);
    await complain(bed, '1');
    expect((await bed.w.standsIn('secret-4711')).places).toEqual([]);
    expect(JSON.stringify(await bed.w.rows('outgoing_event'))).not.toContain('Person 1');
    expect(JSON.stringify(await bed.chats.list(bed.at))).not.toContain('4711');
  });

  it('is refused, in words, where it is no incoming webhook of a chat', async () => {
    const { chats, at } = await open();
    for (const url of ['https://hooks.example/a', 'https://169.254.169.254/services/x']) {
      expect(await chats.make(at, { name: 'Other', url })).toEqual({
        refused: expect.stringContaining('no incoming webhook of Slack, Discord or Microsoft Teams'),
      });
    }
    expect(await chats.make(at, { name: 'Care', url: URL_4711 })).toEqual({
      refused: 'There is a chat “Care” already.',
    });
  });

  it('is forgotten with the chat, which goes only once no rule that is on writes there', async () => {
    const bed = await open();
    const id = await on(bed, bed.wanted);
    expect(await bed.chats.remove(bed.at, bed.chat.id)).toEqual({
      refused: 'The rule “Complaints” writes there: switch it off first.',
    });
    await bed.rules.switchOff(bed.at, id, 'ada');
    expect(await bed.chats.remove(worlds.world().installation, bed.chat.id)).toBe(false);
    expect(await bed.chats.remove(bed.at, bed.chat.id)).toBe(true);
    expect(await bed.w.rows('secret')).toEqual([]);
    expect(await bed.rules.publish(bed.at, id, { replay: false, by: 'ada' })).toEqual({
      refused: 'A chat that the rule writes to is not there: choose another.',
    });
  });
});

describe('a chat', () => {
  it('is tried by a message that says so; a webhook is none, and is left alone', async () => {
    const bed = await open();
    expect(await bed.chats.ping(bed.at, bed.chat.id)).toBe(true);
    await bed.w.work();
    expect(bed.texts()).toEqual(['Kith can write here.\nhttps://kith.example/settings']);
    const made = await openEndpoints(bed.w.deps).make(bed.at, {
      ...{ url: 'https://hooks.example/a', hears: ['rule.matched'] },
    });
    const webhook = 'endpoint' in made ? made.endpoint.id : '';
    expect([await bed.chats.ping(bed.at, webhook), await bed.chats.remove(bed.at, webhook)]).toEqual([
      ...[false, false],
    ]);
  });

  it('is written to once by a rule, and must be there', async () => {
    const { rules, at, wanted, w } = await open();
    const twice = { ...wanted, does: [...wanted.does, ...wanted.does] };
    expect(await rules.make(at, twice, 'ada')).toEqual({ refused: expect.stringContaining('twice') });
    const nowhere = { ...wanted, does: [{ do: 'chat message' as const, chat: crypto.randomUUID() }] };
    expect(await rules.make(at, nowhere, 'ada')).toEqual({ refused: expect.stringContaining('not there') });
    expect(w.memory.added).toEqual([]);
  });
});
