import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWebWorld } from '../../tests/support/web-world.ts';
import type { WebWorld } from '../../tests/support/web-world.ts';
import { openWorlds } from '../../tests/support/world.ts';
import { NetworkId, ProfileId } from '../core/ids.ts';
import { tend } from './tend.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());
let web: WebWorld;
beforeEach(async () => {
  web = await openWebWorld(worlds);
  await web.w.inside((v) => v.webmentions.setHosts(['acme.example']));
});
afterEach(() => web.close());

const HOUR = 3_600;
const SOURCE = 'https://ada.example/2026/engines';
const TARGET = 'https://acme.example/engines?v=2';
const HERS = { network: NetworkId.parse('website'), id: ProfileId.parse('https://ada.example') };

const AUTHOR = '<a class="p-author h-card" href="https://ada.example/">Ada Quist</a>';
/** An entry of Ada's, with this in its text. */
const entry = (inside: string, author = AUTHOR) => `<title>Engines</title><article class="h-entry">${author}
  <time class="dt-published" datetime="2026-04-20T12:00:00Z"></time><div class="e-content">${inside}</div></article>`;
const link = `I love <a href="${TARGET.replace('&', '&amp;')}">these engines</a>`;

const told = (source: string = SOURCE, target: string = TARGET, installation: string = web.w.installation) =>
  web.app.ask(`/webmention/${installation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ source, target }).toString(),
  });
/** The page is there, its mention told, and the work done. */
async function mentioned(page: string, source = SOURCE): Promise<void> {
  web.sites.has(source.replace('https://', ''), page);
  expect((await told(source)).status).toBe(202);
  await web.w.work();
}
const states = async () =>
  (await web.w.inside((v) => v.webmentions.list(9))).map(({ state, says }) => [state, says]);
const said = async () =>
  (await web.w.inside((v) => v.posts.of(HERS, 9))).map(({ kind, text, url }) => [kind, text, url]);

describe('a mention of one of the customer’s pages', () => {
  it('is kept before it is acknowledged, and stands on the record of who wrote it', async () => {
    web.sites.has('ada.example/', AUTHOR.replace('p-author ', '').replace('<a', '<a rel="me"'));
    await web.w.save({ id: '1', name: 'Ada Quist', handles: ['website:ada.example'] });
    await web.w.work();
    web.sites.has('ada.example/2026/engines', entry(link));
    expect((await told()).status).toBe(202);
    expect(await states()).toEqual([['waiting', undefined]]);
    await web.w.work();
    expect(await said()).toEqual([['mention', 'I love these engines', SOURCE]]);
    const [talk] = (await web.w.record('1'))?.conversations ?? [];
    expect(talk).toMatchObject({ kind: 'mention', publishedAt: '2026-04-20T12:00:00.000Z' });
    expect(talk?.reading?.tone).toBeDefined();
  });

  it.each([
    ['in-reply-to', 'reply'],
    ['like-of', 'reaction'],
    ['repost-of', 'share'],
    ['quotation-of', 'quote'],
    ['bookmark-of', 'mention'],
  ])('that says %s is a %s', async (property, kind) => {
    await mentioned(entry(`Yes <a class="u-${property}" href="${TARGET}">this</a>`));
    expect(await said()).toMatchObject([[kind, 'Yes this', SOURCE]]);
  });

  it.each([
    ['only names it in words', `<p>${TARGET}</p>`],
    ['only has it in a comment of its source', `<!-- <a href="${TARGET}">x</a> -->`],
    ['only has it in a script', `<script>"<a href='${TARGET}'>x</a>"</script>`],
    ['only has it in a template', `<template><a href="${TARGET}">x</a></template>`],
    ['links to another page of that host', `<a href="https://acme.example/engines">x</a>`],
    ['asks not to be indexed', `<meta name="robots" content="noindex">${link}`],
  ])('on a page that %s is not kept', async (_, html) => {
    await mentioned(entry(html));
    expect(await states()).toMatchObject([['refused', expect.any(String)]]);
    expect(await web.w.rows('post')).toEqual([]);
    expect(await web.w.rows('profile')).toEqual([]);
  });

  it('puts no words into a stranger’s mouth: the author is who has a page above it, else the site without a name', async () => {
    for (const url of ['https://grace.example/', 'https://ada.example/~grace'])
      await mentioned(entry(link, `<a class="p-author h-card" href="${url}">Grace</a>`));
    const profiles = (await web.w.rows('profile')) as { profile_id: string; body: { name?: string } }[];
    expect(profiles.map(({ profile_id, body }) => [profile_id, body.name])).toEqual([
      ['https://ada.example', undefined],
    ]);
    await mentioned(entry(link, '<a class="p-author h-card" href="/2026">Y</a>'));
    expect(await web.w.rows('profile')).toHaveLength(2);
  });

  it('that others wrote under somebody’s entry is not theirs', async () => {
    const comment = `<div class="p-comment h-cite"><a class="p-author h-card" href="https://x.example">X</a>
      <div class="e-content">${link}</div></div>`;
    await mentioned(entry('Hello').replace('</article>', `${comment}</article>`));
    expect(await said()).toEqual([['mention', 'Engines', SOURCE]]);
    const [profile] = (await web.w.rows('profile')) as { body: { name?: string } }[];
    expect(profile?.body.name).toBeUndefined();
  });

  it('told once more is looked at again: it says what it says now, and goes when its page is gone', async () => {
    await mentioned(entry(link));
    web.w.pass(60);
    await mentioned(entry(link.replace('love', 'hate')));
    expect(await said()).toEqual([['mention', 'I hate these engines', SOURCE]]);
    web.sites.has('ada.example/2026/engines', { status: 410 });
    expect((await told()).status).toBe(202);
    await web.w.work();
    expect([await said(), await states()]).toEqual([[], [['gone', expect.any(String)]]]);
    await mentioned(entry(link));
    expect(await said()).toEqual([['mention', 'I love these engines', SOURCE]]);
    expect(await states()).toEqual([['kept', undefined]]);
  });

  it('that is taken away without a word is gone within the day', async () => {
    await mentioned(entry(link));
    web.sites.has('ada.example/2026/engines', entry('Nothing any more'));
    web.w.pass(11 * HOUR);
    await tend(web.w.installation, web.w.deps);
    await web.w.work();
    expect(await said()).toHaveLength(1);
    web.w.pass(HOUR);
    await tend(web.w.installation, web.w.deps);
    await web.w.work();
    expect(await said()).toEqual([]);
  });

  it('whose page does not answer stays for a day, and goes then: nobody can say that it still stands', async () => {
    await mentioned(entry(link));
    web.sites.has('ada.example/2026/engines', { status: 503 });
    for (const [hours, left] of [
      [12, 1],
      [8, 1],
      [4, 0],
    ] as const) {
      web.w.pass(hours * HOUR);
      await tend(web.w.installation, web.w.deps);
      await web.w.work();
      expect(await said(), `${hours} hours later`).toHaveLength(left);
    }
  });

  it('goes with the profile that said it, when that is gone', async () => {
    await mentioned(entry(link));
    await web.w.inside((v) => v.profiles.remove(HERS));
    expect(await web.w.rows('mention')).toEqual([]);
  });
});

describe('a notification', () => {
  it.each([
    ['of a page on another host', SOURCE, 'https://other.example/'],
    ['of a host that only ends alike', SOURCE, 'https://notacme.example/'],
    ['of a page by itself', TARGET, `${TARGET}#top`],
    ['without a source', '', TARGET],
    ['of no web address', 'javascript:alert(1)', TARGET],
    ['with a password in it', 'https://a:b@ada.example/', TARGET],
    ['as long as a payload', `https://ada.example/${'x'.repeat(2_000)}`, TARGET],
  ])('%s is refused with the cure, and nothing is kept', async (_, source, target) => {
    const answer = await told(source, target);
    expect(answer.status).toBe(400);
    expect(String(answer.json['detail'])).toMatch(/^[A-Z].*\.$/);
    expect(await web.w.rows('mention')).toEqual([]);
  });

  it('where no pages were named, or to nobody, is told so', async () => {
    await web.w.inside((v) => v.webmentions.setHosts([]));
    expect((await told()).status).toBe(404);
    expect((await told(SOURCE, TARGET, 'hubspot-nobody')).status).toBe(404);
    expect((await web.app.ask(`/webmention/${web.w.installation}`)).status).toBe(405);
  });

  it('larger than any is refused before it is read', async () => {
    expect((await told(SOURCE, `${TARGET}${'x'.repeat(20_000)}`)).status).toBe(413);
  });

  it('among a flood of one sender’s is refused, and the same one waits once', async () => {
    web.sites.has('ada.example/2026/engines', entry(link));
    const answers = await Promise.all(Array.from({ length: 70 }, () => told()));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(await web.w.rows('mention')).toHaveLength(1);
    expect(await web.w.waiting('mention')).toHaveLength(1);
  });

  it.each([
    ['http://127.0.0.1/', /not an address of the public internet/],
    ['http://169.254.169.254/latest', /not an address of the public internet/],
    ['http://printer.local/', /a private network/],
    ['https://ada.example/circle', /redirects in a circle/],
    ['https://ada.example/huge', /ada\.example .*larger|bytes|long/],
  ])('of a page at %s leads nowhere', async (source, why) => {
    web.sites.has('ada.example/circle', { status: 302, headers: { location: 'https://ada.example/circle' } });
    web.sites.has('ada.example/huge', `${link}${'x'.repeat(2_100_000)}`);
    expect((await told(source)).status).toBe(202);
    await web.w.work();
    expect(await states()).toEqual([['refused', expect.stringMatching(why)]]);
  });

  it('of a page whose robots.txt asks not to read it is respected', async () => {
    web.sites.has('ada.example/robots.txt', { body: 'User-agent: *\nDisallow: /2026' });
    await mentioned(entry(link));
    expect(await states()).toEqual([
      ['refused', expect.stringContaining('asks robots not to read this page')],
    ]);
    expect(web.sites.asked).not.toContain('ada.example/2026/engines');
  });
});
