import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PostId } from '../../src/core/ids.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { handMadeConversations } from './conversations.ts';
import { post, profile, TITLES, world } from './hand-made.ts';
import { people } from './people.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

const THREAD = '/contacts/101/conversations/bluesky/p1';
const stranger = profile('bluesky', 'did:plc:bob', 'bob.example', { name: 'Bob' });
const us = profile('bluesky', 'did:plc:acme', 'acme.example', {
  url: 'https://bsky.app/profile/acme.example',
});
const answer = (by: typeof us, id: string, hours: number, text: string, to = 'p1') => ({
  post: post(by, id, hours, text, { inReplyTo: PostId.parse(to), conversation: PostId.parse('p1') }),
  by,
});
const TALK = [
  answer(
    us,
    'a1',
    4,
    'We run every queue on plain Postgres with skip locked. It carries nine thousand jobs a second.',
  ),
  answer(stranger, 'a2', 3, 'Does skip locked hold up when a worker is killed in the middle of a job?', 'a1'),
  answer(
    us,
    'a3',
    2,
    'A killed worker loses no job, because the job is locked by its transaction only.',
    'a2',
  ),
  answer(
    stranger,
    'a4',
    1,
    'Then plain Postgres is all that a queue needs. Where do I read about the migration?',
    'gone',
  ),
];

async function open(path = THREAD, visit: Visit = {}, others = TALK, model?: LanguageModel): Promise<Page> {
  const w = world(people());
  const settings = { ours: ['bluesky:acme.example'], model: true };
  const told = { titles: TITLES, others, settings, ...(model && { model }) };
  const conversations = handMadeConversations(w.facts, told);
  return bed.open({ ...w.deps, conversations }, path, visit);
}

describe('the page of a conversation', () => {
  it('is reached from a post on the record, and leads back, by the keyboard alone', async () => {
    const page = await open('/contacts/101');
    await page
      .getByRole('link', { name: /Conversation in which mara.example says this post/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Conversation with Mara Lindqvist' });
    await heading.waitFor();
    expect(await heading.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    expect(await page.title()).toBe('Conversation with Mara Lindqvist · Kith');
    await page.getByRole('link', { name: '← Mara Lindqvist' }).press('Enter');
    await page.getByRole('heading', { name: 'Mara Lindqvist', level: 1 }).waitFor();
  });

  it('shows who answered whom, whose each is, and that something is missing', async () => {
    const page = await open();
    await page.getByText('5 posts of 3 accounts on Bluesky.').waitFor();
    const ours = page.getByRole('article', { name: 'acme.example on Bluesky' }).first();
    await ours.getByText('Ours', { exact: true }).waitFor();
    expect(await page.locator('.thread .thread .thread .post').count()).toBe(2);
    await page.getByText('Answers a post that is not seen here.').waitFor();
    await page.getByText(/At least \d+ posts? of this conversation (?:is|are) not seen here/).waitFor();
    await page.getByText('What others say is read from the network now, and not kept.').waitFor();
  });

  it('sums it up in sentences that lead to their posts, and says what nobody answered', async () => {
    const page = await open();
    const summary = page.getByRole('region', { name: 'In short' });
    await summary.getByText('Not answered yet').waitFor();
    await summary.getByText('“Where do I read about the migration?”').waitFor();
    const cite = summary.getByRole('listitem').first().getByRole('link');
    const target = (await cite.getAttribute('href'))?.slice(1) ?? '';
    await cite.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe(target);
    const quoted = await summary.getByRole('listitem').first().locator('span').first().innerText();
    expect(await page.locator(`#${target}`).innerText()).toContain(quoted.slice(1, -1));
  });

  it('says of a short one that it is as soon read', async () => {
    const page = await open(THREAD, {}, []);
    await page.getByText('Too short to be summed up').waitFor();
  });

  it('says that there is none any more, and where to go', async () => {
    const page = await open('/contacts/101/conversations/bluesky/at%3A%2F%2Fgone');
    await page.getByRole('heading', { name: 'There is no such conversation' }).waitFor();
    await page.getByRole('link', { name: '← The record' }).click();
    await page.getByRole('heading', { name: 'Mara Lindqvist', level: 1 }).waitFor();
  });

  it('says why it cannot be read, and tries again', async () => {
    const w = world(people());
    const conversations = handMadeConversations(w.facts, { titles: TITLES, others: TALK });
    let fails = true;
    const flaky: typeof conversations = {
      ...conversations,
      read: async (...asked) => {
        if (fails) throw new Error('the database went away');
        return conversations.read(...asked);
      },
    };
    const page = await bed.open({ ...w.deps, conversations: flaky }, THREAD);
    await page.getByRole('heading', { name: 'This conversation cannot be read' }).waitFor();
    fails = false;
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('heading', { name: 'Conversation with Mara Lindqvist' }).waitFor();
  });

  const model: LanguageModel = {
    ...{ name: 'small-1', host: 'model.example' },
    complete: () => Promise.resolve('They want one store for queues [1, 2].\nThis one cites nothing.'),
  };

  it('has a language model sum it up when somebody asks, says who wrote it, and what goes where', async () => {
    const page = await open(THREAD, {}, TALK, model);
    const written = page.getByRole('region', { name: 'In other words' });
    await written
      .getByText('The posts go to model.example without names, addresses and long numbers.')
      .waitFor();
    await written.getByRole('button', { name: 'Summarise with small-1' }).press('Enter');
    await written.getByText('They want one store for queues.').waitFor();
    await written
      .getByText('Written by small-1, a language model. It may be wrong: look at the posts.')
      .waitFor();
    expect(await written.getByText('This one cites nothing').count()).toBe(0);
    await written.getByRole('link', { name: 'acme.example' }).press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('post-2');
    expect(await breaches(page)).toEqual([]);
  });

  it('is offered no language model where none may be asked', async () => {
    const page = await open();
    await page.getByText('Not answered yet').waitFor();
    expect(await page.getByText('In other words').count()).toBe(0);
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open(THREAD, { colorScheme, viewport });
    await page.getByText('Not answered yet').waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
