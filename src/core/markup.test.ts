import { describe, expect, it } from 'vitest';
import { readMarkup } from './markup.ts';
import { writtenLink } from './written-link.ts';

describe('HTML that somebody else wrote', () => {
  it.each([
    ['Hello<p>world &amp; <i>friends</i>', 'Hello\n\nworld & friends'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
    ['I&#x27;m here', "I'm here"],
    ['<script>alert(1)</script>said<style>p{}</style>', 'said'],
    ['<img src=x onerror=alert(1)>seen', 'seen'],
    ['<aside class="quote">their words</aside>mine', 'mine'],
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

  it('is not held up by what is nested without end', () => {
    const before = process.cpuUsage().user;
    expect(readMarkup(`${'<b><p><a href="https://a.example">'.repeat(5_000)}deep`).text).toBe('deep');
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
});
