import { Alert, DateInput, Form, Input, LoadingSpinner, Select, TextArea } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { alerts, button, cardOf, press, wordsOf } from './at-the-card.ts';
import type { Answers, Card } from './at-the-card.ts';
import { RECORD, ok, refused, unreachable } from './bed.tsx';
import { bluesky, post, record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

const READ = `GET ${RECORD}`;
const ITEMS = `${RECORD}/items`;
const DRAFT = `${RECORD}/reply-draft`;

describe('a task or a ticket', () => {
  const added = () => ({ status: 201, body: { id: '5', url: 'https://app.hubspot.com/task/5' } });

  async function form(answers: Answers, answer?: RecordAnswer) {
    const opened = await cardOf(answers, answer);
    press(opened.card, 'Create a task or ticket');
    return opened;
  }

  const write = (card: Card, title: string, body = '') => {
    card.find(Input).trigger('onInput', title as never);
    card.find(TextArea).trigger('onInput', body as never);
  };
  const submit = (card: Card) => card.find(Form).trigger('onSubmit');

  it('is made under a key of its own, and the card reads what stands around again', async () => {
    const { kith, card } = await form({ [`POST ${ITEMS}`]: added });
    write(card, ' Call Ada ', 'About looms');
    card.find(DateInput).trigger('onChange', { year: 2026, month: 11, date: 1 } as never);
    submit(card);
    await card.waitFor(() => expect(card.maybeFind(Form)).toBeNull());
    const [{ body } = { body: undefined }] = kith.written();
    expect(body).toEqual({
      kind: 'task',
      title: 'Call Ada',
      body: 'About looms',
      due: '2026-12-01T09:00:00.000Z',
      key: expect.stringMatching(/^[\w-]{1,64}$/),
    });
    expect(alerts(card)).toEqual(['The task is in HubSpot: Call Ada']);
    await expect.poll(() => kith.asked.filter(({ method }) => method === 'GET')).toHaveLength(2);
  });

  it('is tried again under the same key after trouble, and under another once its words changed', async () => {
    const { kith, card } = await form({ [`POST ${ITEMS}`]: unreachable });
    write(card, 'Call Ada');
    for (const n of [1, 2]) {
      submit(card);
      await card.waitFor(() => expect(button(card, 'Create in HubSpot').props.disabled).toBe(false));
      await expect.poll(() => kith.written()).toHaveLength(n);
      await card.waitFor(() => expect(wordsOf(card)).toContain('Nothing was changed'));
    }
    write(card, 'Write to Ada');
    submit(card);
    await expect.poll(() => kith.written()).toHaveLength(3);
    const keys = kith.written().map(({ body }) => (body as { key: string }).key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('is not asked for without a title', async () => {
    const { kith, card } = await form({ [`POST ${ITEMS}`]: added });
    write(card, '   ');
    submit(card);
    await card.waitFor(() => expect(card.find(Input).props.error).toBe(true));
    expect(kith.written()).toEqual([]);
  });

  it('offers a ticket only where the rights allow it', async () => {
    const kinds = (card: Card) => card.find(Select).props.options.map(({ value }) => value);
    expect(kinds((await form({})).card)).toEqual(['task', 'ticket', 'note']);
    expect(kinds((await form({}, record({ abilities: ['tasks', 'notes'] }))).card)).toEqual(['task', 'note']);
  });

  it('is sent as a ticket without a due day', async () => {
    const { kith, card } = await form({ [`POST ${ITEMS}`]: added });
    write(card, 'Loom stands still');
    card.find(DateInput).trigger('onChange', { year: 2026, month: 11, date: 1 } as never);
    card.find(Select).trigger('onChange', 'ticket' as never);
    submit(card);
    await expect.poll(() => kith.written()).toHaveLength(1);
    expect(kith.written()[0]?.body).toMatchObject({ kind: 'ticket', title: 'Loom stands still' });
    expect(kith.written()[0]?.body).not.toHaveProperty('due');
  });

  it('says who can grant the right where there is none', async () => {
    const { card } = await form({}, record({ abilities: [] }));
    expect(card.maybeFind(Form)).toBeNull();
    expect(wordsOf(card)).toContain('An administrator can grant it');
  });

  it('begins with the post it is about, and its address', async () => {
    const { card } = await cardOf({});
    press(card, 'Make it a task');
    await card.waitFor(() => card.find(Form));
    expect(card.find(Input).props.value).toBe('Answer ada.example on Bluesky');
    expect(card.find(TextArea).props.value).toContain(post.url);
  });
});

describe('a reply', () => {
  const draft = ok({ text: 'Hello Ada, good question.', because: 'Written as to a question.' });

  async function drafted(answers: Answers) {
    const opened = await cardOf(answers);
    press(opened.card, 'Draft a reply');
    await opened.card.waitFor(() => expect(opened.card.maybeFind(LoadingSpinner)).toBeNull());
    return opened;
  }

  it('is drafted for that post, can be changed, and is copied as it was changed', async () => {
    const { kith, card } = await drafted({ [`POST ${DRAFT}`]: draft });
    await card.waitFor(() => card.find(TextArea));
    expect(kith.written()).toMatchObject([{ path: DRAFT, body: { network: 'bluesky', post: post.id } }]);
    expect(wordsOf(card)).toContain('Written as to a question.');
    card.find(TextArea).trigger('onInput', 'Hello Ada!' as never);
    press(card, 'Copy');
    await expect.poll(() => card.mocks.actions.copyTextToClipboard.calls).toEqual([['Hello Ada!']]);
    expect(alerts(card)).toEqual(['Copied. Kith sends nothing by itself.']);
  });

  it('stays open when all of it was deleted', async () => {
    const { card } = await drafted({ [`POST ${DRAFT}`]: draft });
    await card.waitFor(() => card.find(TextArea));
    card.find(TextArea).trigger('onInput', '' as never);
    await card.waitFor(() => expect(card.find(TextArea).props.value).toBe(''));
  });

  it('says why there is none', async () => {
    const { card } = await drafted({
      [`POST ${DRAFT}`]: ok({ text: '', because: 'No draft: they shared this.' }),
    });
    await card.waitFor(() => expect(wordsOf(card)).toContain('No draft: they shared this.'));
    expect(card.maybeFind(TextArea)).toBeNull();
  });

  it('can be asked for again after trouble', async () => {
    const { kith, card } = await drafted({ [`POST ${DRAFT}`]: unreachable });
    await card.waitFor(() => button(card, 'Try again'));
    kith.now({ [`POST ${DRAFT}`]: draft });
    press(card, 'Try again');
    await card.waitFor(() => card.find(TextArea));
  });

  it('that cannot be copied says how to copy it', async () => {
    const { card } = await drafted({ [`POST ${DRAFT}`]: draft });
    await card.waitFor(() => card.find(TextArea));
    card.mocks.actions.copyTextToClipboard.willCall(() => Promise.reject(new Error('no clipboard')));
    press(card, 'Copy');
    await expect.poll(() => alerts(card)).toEqual([expect.stringContaining('mark the text')]);
  });
});

describe('asking again', () => {
  const REFRESH = `POST ${RECORD}/refresh`;

  it('says that it is under way, and shows what came', async () => {
    const { kith, card } = await cardOf({ [REFRESH]: () => ({ status: 202 }) });
    press(card, 'Ask the networks again');
    await card.waitFor(() => card.find(Alert, { title: 'The networks are being asked' }));
    kith.now({ [READ]: ok(record({ profiles: [{ ...bluesky, bio: 'Weaves patterns now.' }] })) });
    press(card, 'Show what came');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Weaves patterns now.'));
    await card.waitFor(() => expect(wordsOf(card)).not.toContain('The networks are being asked'));
  });

  it('shows what Kith says against it', async () => {
    const { card } = await cardOf({ [REFRESH]: refused(429, 'Too many at once.') });
    press(card, 'Ask the networks again');
    await card.waitFor(() => expect(wordsOf(card)).toContain('Too many at once.'));
  });
});
