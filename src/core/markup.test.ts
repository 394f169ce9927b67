import { describe, expect, it } from 'vitest';
import { emailsIn } from './emails-in.ts';
import { readMarkup } from './markup.ts';
import { absoluteLink, writtenLink } from './written-link.ts';

describe('HTML that somebody else wrote', () => {
  it.each([
    ['Hello<p>world &amp; <i>friends</i>', 'Hello\n\nworld & friends'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
    ['I&#x27;m here', "I'm here"],
    ['<script>alert(1)</script>said<style>p{}</style>', 'said'],
    ['<img src=x onerror=alert(1)>seen', 'seen'],
    ['<aside class="quote">their words</aside>mine', 'mine'],
    ['<p class="quote-inline">RE: https://b.example/1</p>mine', 'mine'],
    ['2 < 3 and 4 > 3', '2 < 3 and 4 > 3'],
    ['', ''],
  ])('is read as its words: %s', (html, text) => {
    expect(readMarkup(html).text).toBe(text);
  });

  it('writes a shortened link out, and lists the links of other pages once each', () => {
    const long = 'https://ada.example/notes/on-the-analytical-engine';
    const html = `<a href="${long}">https://ada.example/not...</a> <a href="${long}">again</a> <a href="/u/me">me</a> <a href="javascript:alert(1)">x</a>`;
    expect(readMarkup(html)).toEqual({ text: `${long} again me x`, links: [long] });
  });

  it('names people and topics without a link of its author being made of it', () => {
    const html =
      '<a href="https://b.example/@bo" class="u-url mention">@bo</a> <a class="mention hashtag" href="https://a.example/tags/looms">#looms</a> <a class="mentions-legales" href="https://ada.example/">me</a>';
    expect(readMarkup(html)).toEqual({ text: '@bo #looms me', links: ['https://ada.example/'] });
  });

  it('is not held up by what is nested without end', () => {
    expect(readMarkup(`${'<b><p><a href="https://a.example">'.repeat(5_000)}deep`).text).toBe('deep');
  });

  it.each([
    '<b>',
    '<p>',
    '<a href="https://x.example">',
    '<a',
    '&',
    '<',
    '<!--',
    '<a href="https://x.example">...',
  ])('does not hold anybody up, however often it says %s', (tag) => {
    const before = process.cpuUsage().user;
    readMarkup(tag.repeat(200_000));
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(1_000);
  });
});

describe('a link that somebody typed', () => {
  it.each([
    ['ada.example/blog', 'https://ada.example/blog'],
    [' http://ada.example ', 'http://ada.example/'],
    ['ada.example:8080', 'https://ada.example:8080/'],
    ['javascript:alert(1)', undefined],
    ['https://me:secret@ada.example', undefined],
    ['none', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is read as %s', (written, url) => {
    expect(writtenLink(written)).toBe(url);
  });

  it.each([
    ['https://ada.example/blog', 'https://ada.example/blog'],
    [' HTTP://ada.example ', 'http://ada.example/'],
    ['ada.example/blog', undefined],
    ['/u/me', undefined],
    ['https://localhost/', undefined],
    ['https://me:secret@ada.example', undefined],
    [undefined, undefined],
  ])('%s, where it has to be written whole, is read as %s', (written, url) => {
    expect(absoluteLink(written)).toBe(url);
  });
});

describe('an e-mail address that somebody wrote in free text', () => {
  it.each([
    ['Write to Ada@Ada.example, or ada@ada.example.', ['ada@ada.example']],
    ['I am @ada@social.example', []],
    ['(@ada@social.example) ada+x@ada.example', ['ada+x@ada.example']],
    ['ada at ada.example, @ada, ada@localhost', []],
  ])('is found in %s', (text, emails) => {
    expect(emailsIn(text)).toEqual(emails);
  });

  it('is looked for without going over a long word again and again', () => {
    const before = process.cpuUsage().user;
    for (const word of ['a', '@a', 'a@a.', '.@', 'a@']) emailsIn(word.repeat(20_000));
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(100);
  });
});
