import { describe, expect, it } from 'vitest';
import { segmented, sentencesOf } from './sentences.ts';
import { summaryOf } from './summary.ts';

const said = (text: string) => ({ text });

const THREAD = [
  said('The nightly export loses rows when the connection drops. We noticed it first on Monday.'),
  said('Good morning everybody! I hope the weekend was a quiet one.'),
  said('Same here: the export lost two hundred rows when our connection dropped last night.'),
  said('Could the export write to a temporary table first and swap it at the end?'),
  said('A temporary table would fix the lost rows, because the swap is one transaction.'),
  said('We released a fix: the export now writes to a temporary table. Please try version 4.2 tonight.'),
  said('Version 4.2 works for us, no rows were lost last night.'),
];
const textsOf = (posts: readonly { readonly text: string }[]) => summaryOf(posts)?.map(({ text }) => text);

describe('the summary of a thread', () => {
  it('says word for word, in the order of the thread, what most of it is about', () => {
    const summary = summaryOf(THREAD) ?? [];
    expect(summary).toHaveLength(3);
    for (const { text, post } of summary) expect(post.text).toContain(text);
    const places = summary.map(({ post }) => THREAD.indexOf(post));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const words = summary.map(({ text }) => text).join(' ');
    expect(words).toMatch(/temporary table/);
    expect(words).toMatch(/rows/);
    expect(words).not.toMatch(/morning|weekend/);
  });

  it('is the same for the same thread', () => {
    expect(summaryOf(structuredClone(THREAD))).toEqual(summaryOf(THREAD));
  });

  it('is not made of what is as soon read itself', () => {
    expect(summaryOf(THREAD.slice(0, 3))).toBeUndefined();
    expect(summaryOf(Array.from({ length: 9 }, (_, n) => said(`Yes, number ${n}!`)))).toBeUndefined();
    expect(summaryOf([])).toBeUndefined();
  });

  it('says once what several posts say, and how many do', () => {
    const again = 'The nightly export loses rows when the connection drops.';
    const posts = [...THREAD, said(`${again} 😡`), said(`RT @ada: ${again}`), said(again.toUpperCase())];
    const about = (summaryOf(posts) ?? []).filter(({ text }) => /loses rows/i.test(text));
    expect(about).toMatchObject([{ text: again, post: THREAD[0], saidBy: 4 }]);
  });

  it('chooses what says something new over what only says it again in other words', () => {
    const header = [
      'The export button in the header is slow for every team since Monday.',
      'Since Monday our team waits for the export button, which is slow.',
      'Every team waits: the header with its export button is slow.',
      'Is the slow export button in the header known to your team?',
    ];
    const billing = [
      'Billing shows our invoices under a wrong company name.',
      'A wrong company name on invoices confuses billing here.',
    ];
    const idle = [
      'Good morning from a sunny place by the sea.',
      'We moved next to the old railway station.',
      'Lunch was soup and bread again.',
      'My bicycle has a flat tyre today.',
    ];
    const texts = textsOf([...header, ...billing, ...idle].map(said)) ?? [];
    expect(texts.some((text) => header.includes(text))).toBe(true);
    expect(texts.some((text) => billing.includes(text))).toBe(true);
  });

  it('does not quote what a post quotes, its code, or one endless post', () => {
    const quoting = said(
      '> The weather is lovely in the whole north today\n```\nthe weather in code is not a sentence at all\n```\nI do not think that it matters much here.',
    );
    expect(sentencesOf([quoting]).map(({ text }) => text)).toEqual([
      'I do not think that it matters much here.',
    ]);
    const endless = said('This is yet another sentence of it. '.repeat(5_000));
    expect(sentencesOf([endless]).length).toBeLessThanOrEqual(20);
  });

  it('finds the sentences of languages that end and part them otherwise', () => {
    const posts = [
      '昨日の夜からエクスポートが失敗しています。接続が切れると行がなくなります。',
      'うちでも同じです。接続が切れると二百行がなくなりました。',
      '一時テーブルに書き込めば直ると思います。最後に入れ替えればいいです。',
      '一時テーブルに書き込むように修正しました。今夜試してください。',
      'ありがとうございます。今夜試してみます。',
    ].map(said);
    expect(sentencesOf(posts).length).toBeGreaterThan(7);
    expect((textsOf(posts) ?? []).every((text) => text.endsWith('。'))).toBe(true);
    expect(segmented('هل يعمل التصدير؟ لا يعمل منذ أمس.')).toHaveLength(2);
  });

  it('takes hostile text for text', () => {
    const hostile = [
      '\u0000'.repeat(10_000),
      '?'.repeat(5_000),
      'a '.repeat(4_000),
      '\ud800 lone halves \udfff',
      '',
    ].map(said);
    expect(summaryOf(hostile)).toBeUndefined();
    expect(summaryOf([...THREAD, ...hostile])).toBeDefined();
  });
});
