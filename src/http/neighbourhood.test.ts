import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, TITLES, world } from '../../tests/browser/hand-made.ts';
import { DEALS, aroundMara } from '../../tests/browser/around-mara.ts';
import { handMadeNeighbourhoods } from '../../tests/browser/neighbourhood.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { placeOf } from '../console/place.ts';
import { Failure } from '../core/failure.ts';
import { ContactId } from '../core/ids.ts';
import type { OpenDeal } from '../core/influence/neighbourhood/deal.ts';
import { Neighbourhood } from '../core/influence/neighbourhood/neighbourhood.ts';
import type { Crm } from '../ports/crm.ts';
import { RecordAnswer } from './shapes.ts';

const WITHHELD = { ability: 'deals', cure: 'An admin allows it.' } as const;
const AROUND = '/api/v1/records/101/neighbourhood';

const JSON_BODY = { headers: { 'content-type': 'application/json' } };
const KITH = 'https://kith.example';
const named = (name: string, account: string) => ({ name, account });
const deal = (at: number) => {
  const { title, url } = DEALS[at] ?? { title: '', url: '' };
  return { title, url, worth: ['EUR 18,500', 'EUR 120,000'][at] };
};

let time: Date;
let asked: (readonly string[])[];
let answer: () => Promise<readonly OpenDeal[]>;
let allowed: boolean;
let cut: ReadonlySet<ContactId>;
/** Ends the patience of whoever waits. */
let lose: () => void;
let app: Awaited<ReturnType<typeof serve>>;

beforeEach(async () => {
  [time, asked, allowed, cut] = [NOW, [], true, new Set()];
  answer = () => Promise.resolve(DEALS);
  const crm: Partial<Crm> = {
    abilities: () => new Set(),
    around: () => Promise.resolve([]),
    withheld: () => Promise.resolve(allowed ? [] : [WITHHELD]),
    openDeals: async (contacts) => {
      asked.push(contacts);
      return allowed ? { deals: await answer(), cut } : { withheld: WITHHELD };
    },
  };
  const w = world(people(), {
    crmOf: () => Promise.resolve(crm as Crm),
    now: () => time,
    pause: () => new Promise((resolve) => (lose = resolve)),
  });
  const mara = [...w.facts.values()].find(({ contact }) => contact.id === '101')?.contact;
  if (!mara) throw new Error('Mara is among the people');
  const neighbourhoods = handMadeNeighbourhoods(
    w.facts,
    { titles: TITLES, now: () => NOW },
    new Map([['101', aroundMara(mara)]]),
  );
  app = await serve({ ...w.deps, neighbourhoods, settings: { ...w.deps.settings, publicUrl: KITH } });
});
afterEach(() => app.close());

const read = async () => Neighbourhood.parse((await app.ask(AROUND)).json);

describe('the neighbourhood of a contact', () => {
  it('names whom they reach with their open deals, read in one question to the CRM', async () => {
    const found = await read();
    expect(
      found.people.map(({ name, strength, deals }) => [name, strength, ...deals.map(({ worth }) => worth)]),
    ).toEqual([
      ['Kofi Mensah-Oppenheimer of the Northern Freight Board', 'fair', 'EUR 120,000'],
      ['佐藤 由紀', 'slight', 'EUR 18,500'],
      ['Tomas Berg', 'strong'],
      ['Inês Duarte', 'slight'],
    ]);
    expect(found.says[1]).toBe('2 of them have 2 open deals, EUR 138,500 together.');
    expect(asked).toEqual([['201', '202', '203', '204']]);
  });

  it('stands in brief beside the record for panels, with the page where the picture is', async () => {
    const { json } = await app.ask('/api/v1/records/101?with=around');
    expect(json['reaches']).toEqual({
      says: expect.stringMatching(/^What Mara Lindqvist says reaches 4 contacts at 3 accounts/),
      people: [
        {
          ...named('Kofi Mensah-Oppenheimer of the Northern Freight Board', 'Harbour Bank'),
          deals: [deal(1)],
        },
        { ...named('佐藤 由紀', '株式会社みなと便'), deals: [deal(0)] },
        { ...named('Tomas Berg', 'Harbour Bank'), deals: [] },
      ],
      url: `${KITH}/contacts/101?installation=hubspot-4711`,
    });
    const alone = await app.ask('/api/v1/records/101?with=reaches');
    expect(alone.json['reaches']).toEqual(json['reaches']);
    expect((await app.ask('/api/v1/records/102?with=around')).json).not.toHaveProperty('reaches');
    expect((await app.ask('/api/v1/records/102?with=reaches')).json).not.toHaveProperty('reaches');
  });

  it('stands beside the record after a person’s word on a link too', async () => {
    const link = '/api/v1/records/101/links/gravatar/a1b2/verdict';
    const says = { method: 'POST', ...JSON_BODY, body: '{"says":"confirmed"}' } as const;
    const { json } = await app.ask(`${link}?with=reaches`, says);
    expect(RecordAnswer.parse(json).profiles.map(({ id }) => id)).toContain('a1b2');
    expect(json['reaches']).toMatchObject({ says: expect.stringMatching(/reaches 4 contacts/) });
    expect((await app.ask(link, says)).json).not.toHaveProperty('reaches');
  });

  it('is told as unchanged to who has it, and is of nobody where there is no such contact', async () => {
    const { headers } = await app.ask(AROUND);
    const again = await app.ask(AROUND, { headers: { 'If-None-Match': String(headers['etag']) } });
    expect([again.status, again.text]).toEqual([304, '']);
    const nobody = await app.ask(AROUND.replace('101', '999'));
    expect(nobody.status).toBe(404);
    expect(nobody.headers['content-type']).toContain('application/problem+json');
  });

  it('asks the CRM again after five minutes, and once for all who read at the same time', async () => {
    await Promise.all([read(), read(), read()]);
    time = new Date(NOW.getTime() + 300_000);
    await read();
    expect(asked).toHaveLength(1);
    time = new Date(NOW.getTime() + 300_001);
    await read();
    expect(asked).toHaveLength(2);
  });

  it('asks the CRM nothing about whoever reaches nobody', async () => {
    const { json } = await app.ask(AROUND.replace('101', '102'));
    expect(json).toMatchObject({ known: false, people: [] });
    expect(asked).toEqual([]);
  });

  it('says why deals are missing, and shows the people all the same', async () => {
    answer = () => Promise.reject(new Failure('unavailable', 'it answered 503'));
    expect(await read()).toMatchObject({ troubles: ['hubspot is not answering: open deals are not shown.'] });
    time = new Date(NOW.getTime() + 5_001);
    allowed = false;
    const without = await read();
    expect(without.troubles).toEqual([
      'hubspot does not let Kith read deals: open deals are not shown. An admin allows it.',
    ]);
    expect(without.people).toHaveLength(4);
    expect(without.says.join(' ')).not.toContain('open deal');
  });

  it('says that deals are more than are shown where the CRM tells not all', async () => {
    cut = new Set([DEALS[0]?.contact ?? ContactId.parse('0')]);
    const found = await read();
    expect(found.says[1]).toBe('2 of them have at least 2 open deals, EUR 138,500 together.');
    expect(found.troubles).toEqual([
      'hubspot tells the newest open deals only of somebody who has very many: not all are shown.',
    ]);
  });

  it('says beside the record too that deals cannot be read, once, and what an admin does about it', async () => {
    allowed = false;
    const linesOf = async (beside: string) => {
      const { freshness } = RecordAnswer.parse((await app.ask(`/api/v1/records/101?with=${beside}`)).json);
      return freshness.flatMap(({ block, trouble }) => (block === 'hubspot' ? [trouble] : []));
    };
    const says = (so: string) => [`hubspot does not let Kith read deals: ${so}. An admin allows it.`];
    expect(await linesOf('around')).toEqual(says('none are shown'));
    expect(await linesOf('reaches')).toEqual(says('open deals are not shown'));
    allowed = true;
    time = new Date(NOW.getTime() + 60_001);
    expect(await linesOf('around')).toEqual([]);
  });

  it('waits for a slow CRM no longer than a person does', async () => {
    const begun = Promise.withResolvers<void>();
    answer = () => {
      begun.resolve();
      return new Promise(() => undefined);
    };
    const answered = read();
    await begun.promise;
    lose();
    expect((await answered).troubles).toEqual(['hubspot is slow to answer: open deals are not shown.']);
  });
});

describe('a post beside the record', () => {
  it.each(['around', 'reaches'])('leads to Kith’s own page of its conversation, with %s', async (beside) => {
    const { conversations } = RecordAnswer.parse((await app.ask(`/api/v1/records/101?with=${beside}`)).json);
    expect(conversations.map(({ thread }) => placeOf(thread ?? ''))).toEqual(
      conversations.map(({ network, id }) => ({
        page: { contact: '101', thread: { network, id } },
        installation: 'hubspot-4711',
      })),
    );
    expect(conversations[0]?.thread).toBe(
      `${KITH}/contacts/101/conversations/bluesky/p1?installation=hubspot-4711`,
    );
  });

  it('leads nowhere where it was not asked for, or nobody said where people reach Kith', async () => {
    const threads = async (path: string) =>
      RecordAnswer.parse((await app.ask(path)).json).conversations.map(({ thread }) => thread);
    expect(new Set(await threads('/api/v1/records/101'))).toEqual(new Set([undefined]));
    await app.close();
    app = await serve(world(people()).deps);
    expect(new Set(await threads('/api/v1/records/101?with=around'))).toEqual(new Set([undefined]));
  });
});
