import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { world } from '../../tests/browser/hand-made.ts';
import { queueOf } from '../../tests/browser/queue.ts';
import { serve } from '../../tests/browser/serve.ts';
import { Problem, ReviewPage } from './shapes.ts';

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  w = world(queueOf(12));
  app = await serve(w.deps);
});
afterEach(() => app.close());

const queue = async (query = '') => ReviewPage.parse((await app.ask(`/api/v1/review${query}`)).json);

const decide = ({ contact, profile }: ReviewPage['items'][number], says: string) =>
  app.ask(`/api/v1/records/${contact.id}/links/${profile.network}/${profile.id}/verdict`, {
    method: 'POST',
    body: JSON.stringify({ says }),
    headers: { 'content-type': 'application/json' },
  });

describe('the review queue', () => {
  it('asks first where asking is worth most, and counts those it leaves out', async () => {
    const { total, items } = await queue('?limit=3');
    expect(total).toBe(12);
    expect(items.map(({ contact }) => contact.id)).toEqual(['501', '502', '503']);
  });

  it('shows what the CRM knows beside what the profile shows, and why Kith thinks so', async () => {
    const [first] = (await queue()).items;
    expect(first).toMatchObject({
      contact: { name: 'Amara Achterberg', company: 'Fjordline Systems', handles: [] },
      profile: { networkTitle: 'Bluesky', title: 'Head of Platform', link: { status: 'suggested' } },
    });
    expect(first?.profile.link.start?.bits).toBeLessThan(0);
    expect(first?.profile.link.counterEvidence.map(({ field }) => field)).toEqual(['rivals', 'age']);
  });

  it('forgets who was decided, and asks again when the word is taken back', async () => {
    const before = await app.ask('/api/v1/review');
    const [first] = (await queue()).items;
    if (!first) throw new Error('nobody is asked about');
    expect((await decide(first, 'rejected')).status).toBe(200);
    expect((await queue()).items.map(({ contact }) => contact.id)).not.toContain(first.contact.id);
    expect((await queue()).total).toBe(11);
    await decide(first, 'withdrawn');
    expect((await app.ask('/api/v1/review')).text).toBe(before.text);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await app.ask('/api/v1/review');
    const again = { 'if-none-match': String(headers['etag']) };
    expect(await app.ask('/api/v1/review', { headers: again })).toMatchObject({ status: 304, text: '' });
    w.facts.clear();
    expect((await app.ask('/api/v1/review', { headers: again })).json).toEqual({ total: 0, items: [] });
  });

  it.each(['?limit=0', '?limit=201', '?limit=all'])('refuses %s with the field at fault', async (query) => {
    const answer = await app.ask(`/api/v1/review${query}`);
    expect(answer.status).toBe(400);
    expect(Problem.parse(answer.json).errors?.[0]?.where).toBe('query.limit');
  });
});
