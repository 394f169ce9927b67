import { describe, expect, it } from 'vitest';
import { NetworkId, PostId, ProfileId } from '../../ids.ts';
import { threadOf } from '../thread/thread.ts';
import type { Utterance } from '../thread/utterance.ts';
import { unansweredOf } from './unanswered.ts';

const START = Date.UTC(2026, 10, 20, 9);

/** `1 ada: text` in the order in which it was said; `2>1 bob: text` answers the first. */
function talk(...lines: readonly string[]) {
  const pool = lines.map((line, minutes): Utterance => {
    const [, id = '', to, person = '', text = ''] = /^(\d+)(?:>(\d+))? (\w+): (.*)$/.exec(line) ?? [];
    const provenance = {
      ...{ source: 'sky', url: 'https://sky.example', fetchedAt: new Date(START) },
      basis: 'published by the person' as const,
    };
    const post = {
      ...{ network: NetworkId.parse('sky'), id: PostId.parse(id), profile: ProfileId.parse(person) },
      ...{ url: `https://sky.example/${id}`, kind: 'post' as const, text, counts: {}, provenance },
      publishedAt: new Date(START + minutes * 60_000),
      conversation: PostId.parse('1'),
      ...(to !== undefined && { inReplyTo: PostId.parse(to) }),
    };
    return { post, person, at: new Set() };
  });
  const open = unansweredOf(threadOf(pool, 'sky:1').posts);
  return open && `${open.one.person}: ${open.text}`;
}

describe('a thread says what nobody answered yet:', () => {
  it('the last question of somebody under which nobody else said anything', () => {
    expect(talk('1 ada: Hello. How does the export work? Thanks!')).toBe('ada: How does the export work?');
    expect(
      talk('1 ada: Hello?', '2>1 bob: Hello! And you are?', '3>2 ada: Ada.', '4>3 bob: From where?'),
    ).toBe('bob: From where?');
  });

  it('nothing when everything was answered, or nothing was asked', () => {
    expect(talk('1 ada: How?', '2>1 bob: So.', '3>2 ada: Thanks.')).toBeUndefined();
    expect(talk('1 ada: It works.', '2>1 bob: Fine.')).toBeUndefined();
  });

  it('also when who asked went on talking to themselves', () => {
    expect(talk('1 ada: How?', '2>1 ada: Anybody there')).toBe('ada: How?');
  });

  it('in any script', () => {
    expect(talk('1 ada: エクスポートはどう動きますか？')).toBe('ada: エクスポートはどう動きますか？');
    expect(talk('1 ada: كيف يعمل التصدير؟')).toBe('ada: كيف يعمل التصدير؟');
  });

  it('nothing where answers stand side by side and somebody else spoke later', () => {
    expect(
      talk('1 ada: It breaks.', '2>1 bob: Which version?', '3>1 ada: 4.1', '4>1 bob: Fixed.'),
    ).toBeUndefined();
    expect(talk('1 ada: It breaks.', '2>1 bob: Which version?')).toBe('bob: Which version?');
  });
});
