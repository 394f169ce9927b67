import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEARCHED, stranger } from '../../../tests/support/listened.ts';
import { derive } from '../../../tests/support/ruled.ts';
import { openUsual, outage } from '../../../tests/support/usual.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { ContactId } from '../../core/ids.ts';
import { aLink } from '../../storage/testbed.ts';
import { openEndpoints } from '../endpoints.ts';
import { openRules } from '../rules/open-rules.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

/** Somebody of the customer's is among those who say what is heard; there is a surge of it. */
async function surge(status: 'confirmed' | 'suggested' = 'confirmed') {
  const bed = await openUsual(worlds);
  const { w } = bed;
  await w.save({ id: '1', name: 'Ada' });
  await w.work();
  await bed.hears(outage(12));
  await w.inside(async (inside) => {
    const link = aLink('1', 'author-0', { network: SEARCHED, status });
    await inside.links.derive(ContactId.parse('1'), [link]);
  });
  const signals = async () => (await w.rows('signal')).filter(({ kind }) => kind === 'spike');
  return { ...bed, signals };
}

describe('whoever drives an alert', () => {
  it('has it on their record as a signal: what is unusual, how seldom that is, and where they said it', async () => {
    const bed = await surge();
    await bed.pass(1);
    await bed.w.work();
    const [alert] = await bed.alerts();
    const [signal, ...others] = await bed.signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ kind: 'spike', since: alert?.at });
    expect(signal?.says).toMatch(
      /^On GitHub they are among those behind a surge about “Us”: \d+ .* usual\. .* once a (week|month|quarter)\.$/,
    );
    const mine = alert?.drivers.find(({ by }) => by.id === stranger('author-0').id);
    expect(signal?.url).toBe(mine?.post.url);
  });

  it('has none when it is not sure that it is them', async () => {
    const bed = await surge('suggested');
    await bed.pass(1);
    await bed.w.work();
    expect(await bed.alerts()).not.toEqual([]);
    expect(await bed.signals()).toEqual([]);
  });

  it('sets off rules and is told to endpoints like any other signal', async () => {
    const bed = await surge();
    const { w, at } = bed;
    await openEndpoints(w.deps).make(at, { url: 'https://hooks.example/', hears: ['signal.opened'] });
    w.memory.state.granted = new Set(['tasks']);
    const rules = openRules(w.deps);
    const made = await rules.make(
      at,
      {
        ...{ name: 'Surges', when: [{ on: 'signal', kinds: ['spike'] }], limit: { most: 5, per: 'day' } },
        does: [{ do: 'task', title: 'Call them' }],
      },
      'ada',
    );
    const id = 'id' in made ? made.id : '';
    await rules.dryRun(at, id);
    await rules.publish(at, id, { replay: false, by: 'ada' });
    await bed.pass(1);
    await w.work();
    // An alert belongs to the hour before it was raised; the rule was on only since.
    await rules.dryRun(at, id);
    await rules.publish(at, id, { replay: true, by: 'ada' });
    await w.work();
    expect(w.memory.added).toMatchObject([{ kind: 'task', contact: '1', title: 'Call them' }]);
    const told = w.receivers.got.map(({ body }) => JSON.parse(body));
    expect(told.filter(({ data }) => data.signal.kind === 'spike')).toMatchObject([
      { type: 'signal.opened', subject: '1', data: { signal: { status: 'open' } } },
    ]);
  });

  it('is pointed at no more once their post is gone, they ask not to be shown, or what raised it is removed', async () => {
    const gone = await surge();
    await gone.pass(1);
    await gone.w.work();
    const driver = (await gone.alerts())[0]?.drivers.find(({ by }) => by.id === stranger('author-0').id);
    if (!driver) throw new Error('they do not drive it');
    await gone.w.inside((w) => w.posts.remove(SEARCHED, [driver.post.id]));
    await derive(gone.w, '1');
    expect(await gone.signals()).toEqual([]);

    const shy = await surge();
    await shy.pass(1);
    await shy.w.work();
    await shy.w.inside(async (w) => {
      const provenance = { ...stranger('author-0').provenance, fetchedAt: shy.w.now() };
      await w.profiles.keep([stranger('author-0', { reserved: true, provenance })]);
    });
    await derive(shy.w, '1');
    expect(await shy.signals()).toEqual([]);

    const removed = await surge();
    await removed.pass(1);
    await removed.w.work();
    expect(await removed.signals()).toHaveLength(1);
    expect(await removed.listeners.remove(removed.at, removed.rule)).toBe(true);
    await removed.w.work();
    expect(await removed.signals()).toEqual([]);
  });
});
