import { describe, expect, it } from 'vitest';
import { readPost } from '../conversation/read-post.ts';
import type { RecordPost } from './record.ts';
import { replyDraft } from './reply-draft.ts';
import { PHRASES } from './reply-phrases.ts';

const POST: RecordPost = {
  network: 'bluesky',
  networkTitle: 'Bluesky',
  id: 'p1',
  url: 'https://bluesky.example/p1',
  kind: 'post',
  handle: 'mara.example',
  text: '',
  publishedAt: '2026-11-22T10:00:00.000Z',
  counts: {},
};
const SECRET = { company: 'Fjordline', title: 'Head of Platform', emails: ['mara@fjordline.example'] };

/** The record of a person who said this, read as the product reads it. */
function said(text: string, more: Partial<RecordPost> = {}, name: string | undefined = 'Mara Lindqvist') {
  const post = { ...POST, text, reading: readPost(text), ...more };
  return { contact: { id: '1', ...SECRET, ...(name !== undefined && { name }) }, conversations: [post] };
}
const about = { network: 'bluesky', post: 'p1' };
const draft = (...told: Parameters<typeof said>) => replyDraft(said(...told), about);
const phrase = (language: string, purpose: 'question' | 'complaint' | 'praise' | 'other') =>
  PHRASES[language]?.says[purpose] ?? 'no such phrase';

describe('a draft of a reply', () => {
  it.each([
    ['en', 'question', 'Does anybody here know how to move a large Postgres database without downtime?'],
    ['en', 'complaint', 'The vendor portal is terrible again. I hate this awful, broken update so much.'],
    ['en', 'praise', 'What a wonderful team, I love this release. Great work, thank you all!'],
    ['en', 'other', 'The ferry to Gothenburg leaves at eight in the morning from the northern pier.'],
    ['de', 'question', 'Weiß jemand von euch, wie man eine große Datenbank ohne Ausfall umzieht?'],
    ['de', 'complaint', 'Das Portal ist schon wieder kaputt, und niemand im Support antwortet uns darauf.'],
    ['de', 'praise', 'Wirklich großartig, was das Team mit diesem neuen Werkzeug gebaut hat.'],
    [
      'fr',
      'question',
      'Est-ce que quelqu’un sait comment déplacer une grande base de données sans coupure ?',
    ],
    ['fr', 'complaint', 'Le portail est en panne depuis ce matin, et personne ne répond au téléphone.'],
    ['es', 'complaint', 'El portal no funciona desde esta mañana y nadie responde a los mensajes.'],
    ['es', 'praise', 'Estoy encantada con la nueva herramienta que ha hecho el equipo de datos.'],
    ['it', 'question', 'Qualcuno sa come spostare una grande base di dati senza interrompere il servizio?'],
    ['nl', 'praise', 'Wat een geweldig werk heeft het team met deze nieuwe versie geleverd.'],
    ['pt', 'question', 'Alguém aqui sabe como mudar uma base de dados grande sem parar o serviço?'],
  ] as const)('is in %s, and as to a post of this kind: %s', (language, purpose, text) => {
    expect(draft(text).text).toBe(`${PHRASES[language]?.greeting('Mara')} ${phrase(language, purpose)}`);
  });

  it('says what it took the post for, and that a person should look', () => {
    const { because } = draft('Das Portal ist schon wieder kaputt, und niemand im Support antwortet uns.');
    expect(because).toContain('a complaint: it says “kaputt”');
    expect(because).toContain('German');
    expect(because).toContain('Read the post before you send it');
  });

  it('takes an annoyed question for a complaint, and no question mark in an address for a question', () => {
    const annoyed = 'Why is this awful, terrible portal broken again? I hate it so much.';
    expect(draft(annoyed).text).toContain(phrase('en', 'complaint'));
    const linked =
      'The timetable of the northern ferries is at https://ferries.example/?day=8 for all of you';
    expect(draft(linked).text).toContain(phrase('en', 'other'));
    const asked = 'Moving a large database without any downtime at all, with three replicas';
    expect(draft(asked, { kind: 'question' }).text).toContain(phrase('en', 'question'));
  });

  it('repeats nothing that is known of the person or was said by them, but the first name', () => {
    const text = 'My colleague Per Olsen at Fjordline wonders about ferries. Who can help him with it?';
    const { text: drafted = '', because } = draft(text);
    for (const known of ['Lindqvist', 'Fjordline', 'Platform', 'mara@', 'Per', 'Olsen', 'ferries']) {
      expect(`${drafted} ${because}`).not.toContain(known);
    }
  });

  it('promises nothing, in any language', () => {
    const promises = /\bwill\b|promise|guarantee|\bwerde|versprech|garanti|promet|prometo|belo(?:of|ven)/i;
    for (const { says } of Object.values(PHRASES)) {
      for (const sentence of Object.values(says)) expect(sentence).not.toMatch(promises);
    }
    expect(Object.keys(PHRASES).toSorted()).toEqual(['de', 'en', 'es', 'fr', 'it', 'nl', 'pt']);
  });

  const english = 'Does anybody here know how to move a large Postgres database without downtime?';
  it.each([
    ['Mara Lindqvist', 'Hello Mara,'],
    ['Dr. Mara Lindqvist', 'Hello Mara,'],
    ['Lindqvist, Mara', 'Hello Mara,'],
    ['Anne-Marie O’Neill', 'Hello Anne-Marie,'],
    ['Zoë Falk', 'Hello Zoë,'],
    ['Mara', 'Hello Mara,'],
    ['M. Lindqvist', 'Hello,'],
    ['Frau Lindqvist', 'Hello,'],
    ['mara@fjordline.example', 'Hello,'],
    ['4711', 'Hello,'],
    ['  ', 'Hello,'],
    ['', 'Hello,'],
  ])('greets %j with %j', (name, greeting) => {
    expect(draft(english, {}, name).text?.startsWith(`${greeting} thank`)).toBe(true);
  });
});

describe('no draft is made', () => {
  it.each([
    ['of what they only shared', { kind: 'share' }, 'shared'],
    ['of a post without words', { text: ' ' }, 'no words'],
    ['of too few words', { text: 'Ha!', reading: readPost('Ha!') }, 'Too little'],
    [
      'in a language that has no phrases',
      { text: 'Tack alla', reading: { language: { tag: 'sv', probability: 0.9 }, model: 'm' } },
      'Swedish',
    ],
    [
      'in a language that nobody has heard of',
      { reading: { language: { tag: 'constructor', probability: 0.9 }, model: 'm' } },
      'constructor',
    ],
  ] as const)('%s, and it says so', (_, more, says) => {
    const answer = draft('My portal is down again since this morning, who can help?', more);
    expect(answer.text).toBe('');
    expect(answer.because).toContain(says);
  });

  it.each([
    'My father died last night. Thank you all for your wonderful messages.',
    'Meine Großmutter ist gestorben, die Beerdigung ist am Freitag in Bremen.',
    'Mon ami est décédé hier, merci à tous pour vos messages de soutien.',
  ])('where a machine should not find the words: %s', (text) => {
    expect(draft(text)).toEqual({ text: '', because: expect.stringContaining('Find your own words') });
  });

  it('of a post that is not among what they said: deleted, or somebody else’s', () => {
    const record = said('Does anybody here know how to move a large database?');
    for (const other of [
      { network: 'bluesky', post: 'p2' },
      { network: 'github', post: 'p1' },
    ]) {
      expect(replyDraft(record, other)).toEqual({
        text: '',
        because: expect.stringContaining('not among what they said'),
      });
    }
  });
});
