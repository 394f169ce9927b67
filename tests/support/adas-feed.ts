import { expect } from 'vitest';
import { tend } from '../../src/flows/tend.ts';
import { NetworkId, ProfileId } from '../../src/core/ids.ts';
import type { WebWorld } from './web-world.ts';

export const HOUR = 3_600;
export const DAY = 24 * HOUR;
export const WEBSITE = NetworkId.parse('website');
export const HERS = { network: WEBSITE, id: ProfileId.parse('https://ada.example') };
export const PAGE = `<link rel="alternate" type="application/atom+xml" href="/feed">
  <a class="h-card" rel="me" href="https://ada.example/">Ada Quist</a>`;
export const TOPIC = 'https://ada.example/feed';

/** Ada's feed; each entry is its number, what it says, and the minute in which it was last changed. */
export function feed(...entries: readonly (readonly [n: number, says: string, minute?: number])[]): string {
  const written = entries.map(
    ([n, says, minute = 0]) =>
      `<entry><id>tag:ada.example,2026:${n}</id><title>${says}</title><link href="https://ada.example/${n}"/>
       <published>2026-04-${10 + n}T12:00:00Z</published>
       <updated>${new Date(Date.UTC(2026, 4, 1, 1, minute)).toISOString()}</updated></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/>
    <link rel="self" href="${TOPIC}"/><link href="https://ada.example/"/><author><name>Ada Quist</name></author>
    ${written.join('')}</feed>`;
}

/** Ada's page in a world, whose feed names the hub. */
export function adasFeed(web: WebWorld) {
  const { w, sites, hub } = web;
  const said = async () => (await w.inside((v) => v.posts.of(HERS, 10))).map(({ text }) => text).toSorted();
  const round = async () => {
    await tend(w.installation, w.deps);
    await w.work();
  };
  /** Ada is linked to her page; the hub was asked to tell. */
  const asked = async (first = feed([1, 'One']), headers: Readonly<Record<string, string>> = {}) => {
    sites.has('ada.example/', PAGE);
    sites.has('ada.example/feed', { body: first, headers });
    await w.save({ id: '1', name: 'Ada Quist', handles: ['website:ada.example'] });
    await w.work();
    await round();
  };
  return {
    ...{ said, round, asked },
    /** And it was verified. */
    held: async () => {
      await asked();
      expect(await hub.verify()).toEqual({ status: 200, echoed: true });
      // What is delivered was changed after it was read.
      w.pass(2 * HOUR);
    },
    kept: async () => (await w.inside((v) => v.subscriptions.of(HERS)))[0],
    takenIn: async () => {
      await w.work();
      return said();
    },
  };
}
