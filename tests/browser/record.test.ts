import { describe, expect, it } from 'vitest';
import type { ReadPost, RecordFacts } from '../../src/core/record/facts.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { post, world } from './hand-made.ts';
import { people } from './people.ts';
import { LOOKS, wide } from './visits.ts';

const bed = consoleBed();

/** Mara's record, with these posts of her Bluesky profile instead of hers. */
function mara(posts: (facts: RecordFacts) => readonly ReadPost[]) {
  const [facts, ...others] = people();
  if (!facts) throw new Error('there is nobody');
  return world([{ ...facts, posts: [...posts(facts)] }, ...others]).deps;
}

const saying = (text: string, id: string, hours: number, more: Partial<ReadPost> = {}) =>
  mara(({ profiles: [sky] }) => (sky ? [post(sky, id, hours, text, more)] : []));

const complaint = () =>
  saying('Three days and no answer. The worst service we have had all year.', 'p9', 2, {
    reading: { model: 't', intents: [{ label: 'complaint', probability: 0.93, because: ['worst'] }] },
  });

describe('the record, twenty seconds before a call', () => {
  it('says first what is worth acting on, in their own words, with the way there', async () => {
    const page = await bed.open(complaint(), '/contacts/101');
    const worth = page.getByRole('region', { name: 'Worth acting on' });
    await worth.getByRole('heading', { name: 'They complained' }).waitFor();
    await worth.getByText('On Bluesky they complained (93 % sure).').waitFor();
    await worth.getByText('The worst service we have had all year.').waitFor();
    await worth.getByText('2 hours ago').waitFor();
    const there = worth.getByRole('link', { name: /^See it.*They complained$/ });
    expect(await there.getAttribute('href')).toBe('https://bluesky.example/mara.example/post/p9');
    const [signals, short] = await Promise.all(
      [worth, page.getByRole('region', { name: 'In short' })].map((one) => one.boundingBox()),
    );
    expect(signals?.y).toBeLessThan(short?.y ?? 0);
  });

  it('repeats no words where two signals rest on the same post', async () => {
    const both = saying('Still no answer. We are leaving.', 'p7', 1, {
      reading: {
        model: 't',
        intents: [
          { label: 'churn', probability: 0.95, because: ['leaving'] },
          { label: 'complaint', probability: 0.76, because: ['no answer'] },
        ],
      },
    });
    const page = await bed.open(both, '/contacts/101');
    const worth = page.getByRole('region', { name: 'Worth acting on' });
    await worth.getByRole('heading', { name: 'They complained' }).waitFor();
    await worth.getByRole('heading', { name: 'They may leave' }).waitFor();
    expect(await worth.getByText('Still no answer.').count()).toBe(1);
  });

  it('shows no such place where nothing is to be acted on', async () => {
    const page = await bed.open(saying('The ferries run again.', 'p8', 2), '/contacts/101');
    await page.getByRole('region', { name: 'In short' }).waitFor();
    expect(await page.getByRole('region', { name: 'Worth acting on' }).count()).toBe(0);
  });

  it.each(LOOKS)('breaks no rule of WCAG 2.2 AA that axe knows: $name', async ({ colorScheme, viewport }) => {
    const page = await bed.open(complaint(), '/contacts/101', { colorScheme, viewport });
    await page.getByRole('region', { name: 'Worth acting on' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });

  it('stays in sight however far a long record is scrolled', async () => {
    const long = mara(({ profiles: [sky] }) =>
      sky ? Array.from({ length: 60 }, (_, n) => post(sky, `n${n}`, n, `Sailing ${n} leaves on time.`)) : [],
    );
    const page = await bed.open(long, '/contacts/101');
    const last = page.getByRole('article').last();
    await last.waitFor();
    const box = await page.getByRole('heading', { level: 1 }).boundingBox();
    await page.mouse.move(box?.x ?? 0, (box?.y ?? 0) + 5);
    // Once to the end of the record, and once more, which would move the page itself.
    for (const _ of [1, 2]) await page.mouse.wheel(0, 100_000);
    await expect.poll(() => page.locator('#record').evaluate((one) => one.scrollTop)).toBeGreaterThan(1_000);
    expect(await page.evaluate('document.documentElement.scrollHeight - window.innerHeight')).toBe(0);
    await page.getByRole('navigation', { name: 'Contacts' }).waitFor();
    expect(await page.evaluate('window.scrollY')).toBe(0);
  });
});
