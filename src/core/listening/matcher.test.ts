import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { findWords } from './find-words.ts';
import { matcherOf } from './matcher.ts';
import { WantedListening } from './rule.ts';

const wanted = (rule: z.input<typeof WantedListening>) => WantedListening.parse(rule);
const hears = (rule: Omit<z.input<typeof WantedListening>, 'name'>, text: string, language?: string) =>
  matcherOf(wanted({ name: 'test', ...rule }))({
    text,
    language: language === undefined ? undefined : { tag: language, probability: 0.9 },
  });

describe('a listening rule', () => {
  it.each([
    ['all its words stand there', { all: ['kith', 'crm'] }, 'A CRM called Kith', true],
    ['one of several does', { any: ['kith', 'kin'] }, 'My next of kin', true],
    ['a phrase stands there over a line break', { any: ['social crm'] }, 'A social\n CRM', true],
    [
      'a word is written in full width or with a soft hyphen',
      { any: ['kith'] },
      'ｋｉ\u00ADｔｈ rocks',
      true,
    ],
    ['a hashtag is there', { hashtags: ['#CRM'] }, 'so good #crm!', true],
    ['a handle is spoken to on any server', { handles: ['@kith'] }, 'ask @Kith@mastodon.example.', true],
    [
      'a subdomain of a domain is linked',
      { links: ['kith.dev'] },
      'see (https://docs.kith.dev/start).',
      true,
    ],
    ['a page below an address is linked', { links: ['acme.io/kith'] }, 'acme.io/kith/pricing', true],
    ['its language is not sure', { any: ['kith'], languages: ['de'] }, 'kith', true],
  ])('hears a post when %s', (_when, rule, text, heard) => {
    expect(hears(rule, text) !== undefined).toBe(heard);
  });

  it.each([
    ['one of all its words is missing', { all: ['kith', 'crm'] }, 'Kith is great'],
    ['the word is only part of another', { any: ['kith'] }, 'kithara and skith'],
    ['a word to leave out stands there', { any: ['apple'], none: ['pie'] }, 'apple pie'],
    ['the hashtag is part of an address', { hashtags: ['crm'] }, 'example.com/#crm'],
    ['the handle is an e-mail address', { handles: ['kith'] }, 'mail me@kith now'],
    ['another domain only ends alike', { links: ['kith.dev'] }, 'https://notkith.dev'],
    ['another page only begins alike', { links: ['acme.io/kith'] }, 'https://acme.io/kithara'],
    ['all is there but none of any', { all: ['crm'], any: ['kith'] }, 'a crm'],
  ])('does not hear one when %s', (_when, rule, text) => {
    expect(hears(rule, text)).toBeUndefined();
  });

  it('says by which handle it heard, without what ends the sentence, and once', () => {
    expect(hears({ handles: ['kith'] }, 'Thanks @kith. And again, @Kith! (@kith-)')).toEqual(['@kith']);
    expect(hears({ handles: ['kith.dev'] }, 'Thanks @kith.dev...')).toEqual(['@kith.dev']);
  });

  it.each([
    ['#social_crm', 'social-crm'],
    ['#social_crm', 'Social_CRM'],
    ['#social_crm', 'socialcrm'],
    ['#socialcrm', 'social-crm'],
  ])('hears a post by the tag %s where its network writes %s beside it', (hashtag, tag) => {
    const match = matcherOf(wanted({ name: 'test', hashtags: [hashtag] }));
    expect(match({ text: 'Which one?', tags: ['other', tag] })).toHaveLength(1);
    expect(match({ text: 'Which one?', tags: ['social'] })).toBeUndefined();
  });

  it.each([
    ['Cyrillic', 'привет', 'Всем ПРИВЕТ!', 'приветствие'],
    ['Greek', 'λόγος', 'Ο Λόγος εδώ', 'διάλογοςλόγος'],
    ['Arabic', 'سلام', 'قال سلام عليكم', 'سلامة'],
    ['Devanagari with its marks', 'काम', 'यह काम है', 'कामी'],
    ['Katakana', 'カメラ', 'このカメラを買う', 'カメラマン'],
    ['Han, which puts no blanks between words', '东京', '我在东京工作', '东方'],
    ['Thai, which puts no blanks between words', 'บริการ', 'ขอบริการดี', 'บริกร'],
    ['accents written either way', 'café', 'a cafe\u0301 here', 'cafeteria'],
    ['Latin beside Han', 'kith', '我用kith工作', 'kiths'],
    ['symbols', 'c++', 'I write C++, daily', 'c+'],
    ['emoji', '🚀', 'to the moon🚀', 'moon'],
  ])('knows whole words in %s', (_script, word, there, notThere) => {
    expect(hears({ any: [word] }, there)).toEqual([word]);
    expect(hears({ any: [word] }, notThere)).toBeUndefined();
  });

  it('leaves out what is surely in another language', () => {
    const rule = { any: ['chat'], languages: ['fr'] };
    expect([hears(rule, 'le chat', 'fr'), hears(rule, 'a chat', 'en')]).toEqual([['chat'], undefined]);
  });

  it('says what made it hear', () => {
    const rule = { all: ['crm'], any: ['kith', 'kin'], hashtags: ['sales'], links: ['kith.dev'] };
    expect(hears(rule, 'Kith (docs.kith.dev) is a CRM for #Sales')).toEqual([
      ...['crm', 'kith', '#sales', 'kith.dev'],
    ]);
  });

  it('names nothing that would hear everything', () => {
    for (const rule of [{}, { none: ['spam'] }, { any: [' \u200B '] }, { links: ['word'] }]) {
      expect(WantedListening.safeParse({ name: 'x', ...rule }).success).toBe(false);
    }
  });
});

describe('whatever is said', () => {
  const strange = fc.string({ unit: 'binary', maxLength: 400 });
  const piece = fc.oneof(strange, fc.constantFrom('a', 'ab', ' ', '#a', '@a', 'a.b', 'é', '東', '\uD800'));

  it('throws nothing, and hears a word that is put between blanks', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), word, (pieces, said) => {
        const rule = WantedListening.safeParse({ name: 'x', any: [said] });
        const text = pieces.join('');
        if (!rule.success) return;
        const match = matcherOf({ ...rule.data, links: ['a.b'], hashtags: ['a'], handles: ['a'] });
        match({ text });
        expect(match({ text: `${text} . ${said} . ` })).toContain(rule.data.any[0]);
      }),
    );
  });

  it('is done with at once, also where a word nearly begins at every character of it', () => {
    const words = Array.from({ length: 30 }, (_, n) => `${'a'.repeat(60 + n)}b`);
    const none = words.map((word) => `c${word}`);
    const match = matcherOf(wanted({ name: 'x', any: words, none, links: ['a.aa'], handles: ['b'] }));
    for (const unit of ['a', 'a.', 'a a.a ', '@a', '#a', 'a-', '@', '\u0301', '東', 'http://', ' x']) {
      expect(match({ text: unit.repeat(2_000_000) })).toBeUndefined();
    }
  });
});

describe('looking for many words at once', () => {
  it('finds exactly those that stand there as whole words', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '東', 'カ'), maxLength: 60 });
    const words = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '東', 'カ'), minLength: 1, maxLength: 4 }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(text, words, (said, wantedWords) => {
        const one = wantedWords.flatMap((word, n) => (findWords([word])(said).has(0) ? [n] : []));
        expect([...findWords(wantedWords)(said)].toSorted((a, b) => a - b)).toEqual(one);
        for (const n of one) expect(said).toContain(wantedWords[n]);
      }),
    );
  });
});
