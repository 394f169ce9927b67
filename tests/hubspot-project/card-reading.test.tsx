import { Accordion, Link, LoadingSpinner, ProgressBar, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Signal } from '../../src/core/record/signal.ts';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { RECORD, ok, openCard, playKith, wordsOn } from './bed.tsx';
import { bluesky, github, post, record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

async function shown(answer: RecordAnswer, size: 'compact' | 'full' = 'compact') {
  playKith({ [`GET ${RECORD}`]: ok(answer) });
  const card = openCard(size);
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return { card, words: wordsOn(card.getRootNode()) };
}

const linksIn = (card: ReturnType<typeof openCard>) => card.findAll(Link).map(({ props }) => props.href);

describe('the card shows', () => {
  it('the three sentences first, each with what it was read from', async () => {
    const { card, words } = await shown(record());
    const order = ['Who ', 'Whom they move', 'What they said'].map((title) => words.indexOf(title));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(-1);
    expect(linksIn(card)).toContainEqual({ url: bluesky.url, external: true });
  });

  it('why this is them: every reason for and against in words, as it adds up', async () => {
    const { words } = await shown(record());
    const steps = [
      'To begin with: One in 700 with this name is the one. (Odds of 1 to 700)',
      'For: The names are the same. (700 times likelier; 50 % sure so far)',
      'For: Their website links to it. (200 times likelier; over 99 % sure so far)',
      'Against: It names another town. (6.1 times less likely; 97 % sure so far)',
      'Together: 97 % sure.',
    ];
    for (const step of steps) expect(words).toContain(step);
    expect(steps.map((step) => words.indexOf(step))).toEqual(
      steps.map((step) => words.indexOf(step)).toSorted((a, b) => a - b),
    );
  });

  it('a proof as a proof, and no sum of the rest beside it', async () => {
    const evidence = [{ tier: 'verified', field: 'address', says: 'Both link to each other.' } as const];
    const link = { ...bluesky.link, evidence };
    const { words } = await shown(record({ profiles: [{ ...bluesky, link }] }));
    expect(words).toContain('Proof: Both link to each other.');
    expect(words).toContain('Against: It names another town. (6.1 times less likely)');
    expect(words).toContain('Together: 97 % sure, by the proof.');
  });

  it('whose word stands where a person decided, beside what the evidence alone comes to', async () => {
    const link = { ...bluesky.link, status: 'confirmed' as const, decidedBy: 'ada@quist.example' };
    const { words } = await shown(record({ profiles: [{ ...bluesky, link }] }));
    expect(words).toContain('Confirmed');
    expect(words).toContain('ada@quist.example decided. By the evidence alone: 97 % sure.');
  });

  it('conversations with tone and intent, and “not sure” where neither could be told', async () => {
    const unsure = { ...post, id: 'other', reading: { model: 'test' } };
    const { card, words } = await shown(record({ conversations: [post, unsure] }));
    expect(words).toContain('Does your loom weave in two colours yet?');
    const tags = card.findAll(StatusTag).map((tag) => wordsOn(tag).trim());
    expect(tags.filter((tag) => tag.startsWith('Tone'))).toEqual(['Tone: neutral', 'Tone: not sure']);
    expect(tags.filter((tag) => tag.startsWith('Intent'))).toEqual([
      'Intent: question, idea',
      'Intent: not sure',
    ]);
    expect(words).toContain('because of “yet”');
  });

  it('what a post feels, that it is rough without hiding it, and what the conversations keep coming back to', async () => {
    const reading = (toxicity: 'offensive' | 'civil') => ({
      ...{ model: 'test', emotion: { label: 'anger', probability: 0.8 } as const },
      toxicity: { label: toxicity, probability: 0.9 },
    });
    const rough = { ...post, id: 'rough', reading: reading('offensive') };
    const civil = { ...post, id: 'civil', reading: reading('civil') };
    const keyphrases = [{ phrase: 'two colours', posts: 3 }];
    const { card, words } = await shown(record({ conversations: [rough, civil], keyphrases }));
    const tags = card.findAll(StatusTag).map((tag) => wordsOn(tag).trim());
    expect(tags.filter((tag) => tag === 'Emotion: anger')).toHaveLength(2);
    expect(tags.filter((tag) => tag.startsWith('Sounds'))).toEqual(['Sounds offensive']);
    expect(words.split(rough.text)).toHaveLength(3);
    expect(words).toContain('Keeps coming back to “two colours” (3 posts)');
  });

  it('what a post is in the words that the account taught, and why', async () => {
    const labels = [{ label: 'where is it', probability: 0.9, because: ['parcel', 'weeks'] }];
    const taught = { ...post, reading: { model: 'test', labels } };
    const { card, words } = await shown(record({ conversations: [taught] }));
    expect(card.findAll(StatusTag).map((tag) => wordsOn(tag).trim())).toContain('where is it');
    expect(words).toContain('because of “parcel”, “weeks”');
  });

  it('what a post is about, by which of its words, and whether that is us or a rival', async () => {
    const topics = [
      { name: 'Weft', target: 'rival' as const, because: ['weft'] },
      { name: 'Colours', because: ['colours'] },
    ];
    const { card, words } = await shown(record({ conversations: [{ ...post, topics }] }));
    const tags = card.findAll(StatusTag).map((tag) => wordsOn(tag).trim());
    expect(tags).toEqual(expect.arrayContaining(['Weft (a rival)', 'Colours']));
    for (const said of ['weft', 'colours']) expect(words).toContain(`because of “${said}”`);
  });

  it('no judgement on a post that nobody read', async () => {
    const { reading: _, ...unread } = post;
    const { words } = await shown(record({ conversations: [unread] }));
    expect(words).not.toContain('Tone');
  });

  it('influence with its interval and what it rests on, and why it is not known elsewhere', async () => {
    const second = { ...github, link: { ...github.link, status: 'confirmed' as const } };
    const { card, words } = await shown(record({ profiles: [bluesky, second] }));
    const bar = card.find(ProgressBar);
    expect(bar.props).toMatchObject({ value: 83, maxValue: 100, title: 'Bluesky: 83rd percentile' });
    expect(words).toContain('Among 412 profiles known on Bluesky');
    expect(words).toContain('Between the 71st and the 92nd');
    expect(words).toContain('More followers than 83 % of those known');
    expect(words).toContain('GitHub: Too few profiles are known there to compare.');
  });

  it('open signals, and none that were dealt with', async () => {
    const signal = {
      kind: 'job change' as const,
      network: 'bluesky',
      profile: bluesky.id,
      since: '2026-11-01T00:00:00Z',
      url: bluesky.url,
    };
    const { words } = await shown(
      record({
        signals: [
          { ...signal, says: 'They work at Looms Ltd now.', status: 'open' },
          { ...signal, says: 'They worked at Wool Ltd.', status: 'done' },
        ],
      }),
    );
    expect(words).toContain('They changed jobs');
    expect(words).toContain('They work at Looms Ltd now.');
    expect(words).not.toContain('Wool Ltd');
  });

  it('a signal in the person’s own words where it rests on a post, cut to what is read at a glance', async () => {
    const said = { ...post, text: `The loom is broken. ${'Again. '.repeat(40)}` };
    const signal = {
      kind: 'complaint' as const,
      network: 'bluesky',
      profile: bluesky.id,
      since: said.publishedAt,
    };
    const signals = [{ ...signal, says: 'They complained.', status: 'open' as const, url: said.url }];
    const { card } = await shown(record({ conversations: [said], signals }));
    const quoted = card.findAll(Text, (one) => one.text?.startsWith('“The loom is broken.') ?? false);
    expect(quoted.map(({ text }) => text?.length)).toEqual([142]);
    const elsewhere = [{ ...signals[0], url: bluesky.url }] as typeof signals;
    const { card: other } = await shown(record({ conversations: [said], signals: elsewhere }));
    expect(other.findAll(Text, (one) => one.text?.startsWith('“The loom') ?? false)).toEqual([]);
  });

  it.each(Signal.shape.kind.options)(
    'a signal by what somebody did, and not by its bare kind: %s',
    async (kind) => {
      const signal = { kind, network: 'bluesky', profile: bluesky.id, since: '2026-11-01T00:00:00Z' };
      const { words } = await shown(
        record({ signals: [{ ...signal, says: 'See there.', url: bluesky.url, status: 'open' }] }),
      );
      expect(words).toMatch(/(They|The press) \w+/);
      expect(words.toLowerCase()).not.toMatch(new RegExp(`^${kind}$`, 'm'));
    },
  );

  it('what HubSpot knows around the contact, linked inside HubSpot', async () => {
    const { card, words } = await shown(record());
    expect(words).toContain('Contract sent');
    expect(linksIn(card)).toContain('https://app.hubspot.com/contacts/1/record/0-3/9');
  });

  it('when each network was asked, and the trouble of one without hiding the rest', async () => {
    const trouble = 'GitHub is not answering; the rest is shown.';
    const { words } = await shown(
      record({
        freshness: [
          {
            block: 'bluesky',
            title: 'Bluesky',
            askedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
          },
          { block: 'github', title: 'GitHub', trouble },
        ],
      }),
    );
    expect(words).toContain('Asked: Bluesky 3 days ago.');
    expect(words).toContain(trouble);
    expect(words).toContain('Builds looms that think');
  });

  it('no link that runs a script, only its words', async () => {
    const evil = 'javascript:alert(1)';
    const { card, words } = await shown(
      record({
        profiles: [{ ...bluesky, url: evil }],
        conversations: [{ ...post, url: evil }],
        around: [{ kind: 'deal', id: '1', title: 'Looms', open: true, at: post.publishedAt, url: evil }],
      }),
    );
    expect(words).toContain('ada.example on Bluesky');
    expect(JSON.stringify(linksIn(card))).not.toContain('javascript');
  });

  it('the same beside the record and in the tab: folded in the one, spread out in the other', async () => {
    const beside = await shown(record());
    expect(beside.card.findAll(Accordion).map(({ props }) => props.title)).toContain('Influence');
    const inTab = await shown(record(), 'full');
    expect(inTab.card.findAll(Accordion).map(({ props }) => props.title)).not.toContain('Influence');
    expect(inTab.card.findAll(Tile).length).toBeGreaterThan(beside.card.findAll(Tile).length);
    expect(inTab.words).toContain('More followers than 83 %');
  });

  it('at most three posts beside the record, and more in the tab', async () => {
    const posts = Array.from({ length: 12 }, (_, i) => ({ ...post, id: String(i), text: `Words ${i} end.` }));
    const count = (words: string) => words.match(/Words \d+ end/g)?.length;
    expect(count((await shown(record({ conversations: posts }))).words)).toBe(3);
    expect(count((await shown(record({ conversations: posts }), 'full')).words)).toBe(10);
  });
});
