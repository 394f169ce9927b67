import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEARCHED, stranger } from '../../../tests/support/listened.ts';
import { openUsual, outage } from '../../../tests/support/usual.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { PostId } from '../../core/ids.ts';
import { openWarning } from './open-warning.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const open = (...differs: Parameters<typeof openUsual> extends [unknown, ...infer D] ? D : never) =>
  openUsual(worlds, ...differs);

describe('early warning', () => {
  it('raises nothing while as much is said as usual', async () => {
    const bed = await open();
    for (let hour = 0; hour < 6; hour++) {
      await bed.hears([`Kith is what we use ${hour}`]);
      await bed.pass(1);
    }
    expect(await bed.alerts()).toEqual([]);
  });

  it('raises an alert within the hour, with what is usual, what was heard, and what drives it', async () => {
    const bed = await open();
    for (let hour = 0; hour < 8; hour++) {
      await bed.hears(
        [`Kith ${hour}: our team likes it`, `We use Kith ${hour} times a day`],
        (n) => `${hour}-${n}`,
      );
      await bed.pass(1);
    }
    await bed.hears(outage(12));
    await bed.pass(1);
    const [alert, ...others] = await bed.alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: bed.rule, level: 'crisis', hours: 1 });
    expect(alert?.at).toEqual(new Date((bed.begin + 8) * 3_600_000));
    expect(alert?.observed).toBeGreaterThanOrEqual(8);
    expect(alert?.expected).toBeLessThan(3);
    expect(alert?.p).toBeLessThan(1 / 2_016);
    expect(alert?.phrases.join(' ')).toContain('login fails');
    expect(alert?.accounts).toMatchObject({ authors: alert?.accounts.posts, copies: 0 });
    expect(alert?.drivers).toHaveLength(5);
    expect(alert?.drivers[0]?.post.text).toContain('login');
  });

  it('is said once: not again by later rounds, nor within a day, unless it gets worse', async () => {
    const bed = await open();
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.hears(outage(20));
    await bed.pass(5);
    expect(await bed.alerts()).toHaveLength(1);
  });

  it('hears of what was said late, and raises it in its own hour', async () => {
    const bed = await open();
    await bed.pass(3);
    const late = bed.w.now();
    bed.w.pass(-7_200);
    await bed.hears(outage(12));
    bed.w.pass((late.getTime() - bed.w.now().getTime()) / 1_000);
    await bed.pass(1);
    expect((await bed.alerts())[0]?.at).toEqual(new Date((bed.begin + 1) * 3_600_000));
  });

  it('is not said again because more is heard of the hour before it', async () => {
    const bed = await open();
    await bed.pass(2);
    await bed.hears(outage(12));
    await bed.pass(1);
    bed.w.pass(-2 * 3_600);
    await bed.hears(outage(14), (n) => `late-${n}`);
    bed.w.pass(2 * 3_600);
    await bed.pass(1);
    expect((await bed.alerts()).map(({ at }) => at)).toEqual([new Date((bed.begin + 2) * 3_600_000)]);
  });

  it('is not said again when what raised it was deleted, and as much is said an hour later', async () => {
    const bed = await open();
    await bed.hears(outage(12));
    await bed.pass(1);
    const { rows } = { rows: await bed.w.rows('post') } as { rows: { post_id: string }[] };
    await bed.w.inside((w) =>
      w.posts.remove(
        SEARCHED,
        rows.map(({ post_id }) => PostId.parse(post_id)),
      ),
    );
    await bed.hears(outage(12), (n) => `second-${n}`);
    await bed.pass(1);
    expect((await bed.alerts()).map(({ at }) => at)).toEqual([new Date(bed.begin * 3_600_000)]);
  });

  it.each([
    ['one person says it again and again', outage(30), () => 'loud'],
    ['many accounts say the same words', Array.from({ length: 30 }, () => 'Kith is down!'), undefined],
    ['only four people say it', outage(24), (n: number) => `author-${n % 4}`],
  ])('does not wake anybody when %s', async (_what, texts, author) => {
    const bed = await open();
    await bed.hears(texts, author);
    await bed.pass(2);
    expect(await bed.alerts()).toEqual([]);
  });

  it('tells an endpoint of it in figures alone, once', async () => {
    const bed = await open();
    const wanted = { url: 'https://hooks.example.com/kith', hears: ['alert.raised' as const] };
    await bed.w.inside((w) => w.outgoing.make(wanted, bed.w.now()));
    await bed.hears(outage(12));
    await bed.pass(3);
    const events = await bed.w.rows('outgoing_event');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      body: { type: 'alert.raised', alert: { level: 'crisis', rule: bed.rule } },
    });
    expect(JSON.stringify(events)).not.toMatch(/login|author/);
    expect(await bed.w.waiting('deliver')).toHaveLength(1);
  });

  it('shows no post any more that is gone, nor of whoever asked not to be shown', async () => {
    const bed = await open();
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.w.inside(async (w) => {
      const [first, second] = (await w.warning.alerts(new Date(0), 1))[0]?.drivers ?? [];
      if (!first || !second) throw new Error('nothing drives it');
      await w.posts.remove(SEARCHED, [first.post.id]);
      const provenance = { ...second.by.provenance, fetchedAt: bed.w.now() };
      await w.profiles.keep([{ ...second.by, reserved: true, provenance }]);
    });
    const [alert] = await bed.alerts();
    expect(alert?.drivers).toHaveLength(3);
    expect(alert?.observed).toBeGreaterThanOrEqual(8);
  });

  it('counts nothing of a network whose terms let no figures be made', async () => {
    const bed = await open({ terms: { ...(await termsOf()), mayDerive: false } });
    await bed.hears(outage(12));
    await bed.pass(1);
    expect(await bed.alerts()).toEqual([]);
  });

  it('learns anew when a rule was off for days, and forgets with a rule that is removed', async () => {
    const bed = await open();
    await bed.hears(outage(12));
    await bed.pass(1);
    await bed.listeners.turn(bed.at, bed.rule, false, 'ada');
    await bed.pass(1);
    expect(await bed.w.rows('stream_hour')).not.toEqual([]);
    bed.w.pass(4 * 86_400);
    await bed.pass(1);
    expect(await bed.w.rows('stream_hour')).toEqual([]);
    expect(await bed.alerts()).toHaveLength(1);
    await bed.listeners.remove(bed.at, bed.rule);
    expect(await bed.alerts()).toEqual([]);
  });

  it('judges nothing before two weeks were heard', async () => {
    const bed = await open();
    const other = await bed.addRule({ any: ['kith'], name: 'New' });
    await bed.hears(outage(12));
    await bed.pass(1);
    expect((await bed.alerts()).map(({ rule }) => rule)).toEqual([bed.rule]);
    expect(other).not.toBe(bed.rule);
  });
});

describe('what is seen of early warning', () => {
  it('is the hours of a rule with the band of what is usual, in which a surge stands out', async () => {
    const bed = await open();
    await bed.hears(outage(12));
    await bed.pass(1);
    const warning = openWarning(bed.deps);
    const hours = await warning.stream(bed.at, { rule: bed.rule, measure: 'authors', days: 7 });
    expect(hours).toHaveLength(7 * 24);
    const surge = hours?.at(-1);
    expect(surge).toMatchObject({ hour: bed.begin, observed: 12 });
    expect(surge?.high).toBeLessThan(12);
    const unusual = hours?.filter(({ observed, low, high }) => observed < low || observed > high);
    expect(unusual).toEqual([surge]);
    const nowhere = { rule: '00000000-0000-4000-8000-000000000009', measure: 'authors', days: 7 } as const;
    expect(await warning.stream(bed.at, nowhere)).toBeUndefined();
  });

  it('is until when a new rule only learns, and in a frame no post of a network that forbids it', async () => {
    const bed = await open({ terms: { ...(await termsOf()), mayShowInFrame: false } });
    const other = await bed.addRule({ any: ['kith'], name: 'New' });
    await bed.hears(outage(12));
    await bed.pass(1);
    const warning = openWarning(bed.deps);
    const [whole, framed] = [await warning.overview(bed.at, false), await warning.overview(bed.at, true)];
    const learns = new Date((bed.begin + 336) * 3_600_000);
    expect(whole.rules.map(({ rule, learnsUntil }) => [rule.id, learnsUntil])).toEqual([
      [bed.rule, undefined],
      [other, learns],
    ]);
    expect(whole.alerts[0]?.drivers).toHaveLength(5);
    expect(framed.alerts[0]).toMatchObject({ level: 'crisis', drivers: [] });
  });
});

async function termsOf() {
  const { manners } = worlds.world().deps;
  const terms = manners.get(stranger('1').network)?.terms;
  if (!terms) throw new Error('the world has no such network');
  return terms;
}
