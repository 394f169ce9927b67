import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, TITLES, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import { NetworkId } from '../core/ids.ts';
import { CustomerRecord } from '../core/record/record.ts';
import type { CrmConnector } from '../ports/crm.ts';
import { openViews } from './views.ts';

const BLUESKY = NetworkId.parse('bluesky');
const RECORD = '/api/v1/records/101';
const LINE = 'Bluesky is not shown in a frame: No frame may hold it; the rest is shown.';

/** A CRM that believes everybody who says so. */
const crm = (pages: CrmConnector['pages']) =>
  ({
    id: 'hubspot',
    title: 'HubSpot',
    signedBy: ['x-signed'],
    pages,
    visitor: () => ({ account: SAMPLE.account, user: '7' }),
  }) as Partial<CrmConnector> as CrmConnector;

let app: Awaited<ReturnType<typeof serve>>;
let native: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  const open = (pages: CrmConnector['pages']) => {
    const w = world(people(), { crms: new Map([['hubspot', { connector: crm(pages), app: {} as never }]]) });
    const unframed = new Map([[BLUESKY, 'No frame may hold it.']]);
    return serve({
      ...w.deps,
      views: openViews({ store: w.deps.store, titles: TITLES, now: w.deps.now, unframed }),
    });
  };
  [app, native] = [await open('framed'), await open('native')];
});
afterEach(async () => {
  await app.close();
  await native.close();
});

const signed = { headers: { 'x-signed': 'yes' } };
const record = async (on: typeof app, asked: Parameters<typeof app.ask>[1] = signed) =>
  CustomerRecord.parse((await on.ask(RECORD, asked)).json);
const speaksOfIt = ({ profiles, suggestions, refused, conversations }: CustomerRecord) =>
  [...profiles, ...suggestions, ...refused, ...conversations].some(({ network }) => network === BLUESKY);

describe('a network whose terms let nothing of it be shown in a frame', () => {
  it('is left out for a person on a page that is one, and a line names the clause', async () => {
    const shown = await record(app);
    expect(speaksOfIt(shown)).toBe(false);
    expect(JSON.stringify(shown.headlines)).not.toMatch(/bluesky/i);
    expect(shown.acts.some(({ network }) => network === BLUESKY)).toBe(false);
    expect(shown.freshness.find(({ block }) => block === BLUESKY)?.trouble).toBe(LINE);
    expect(shown.profiles.length + shown.suggestions.length + shown.refused.length).toBeGreaterThan(0);
  });

  it('is shown on pages of the CRM’s own components, and in Kith’s own panel, which nobody may frame', async () => {
    expect(speaksOfIt(await record(native))).toBe(true);
    expect(speaksOfIt(await record(app, {}))).toBe(true);
    const { headers } = await app.ask(RECORD, {});
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('stays hidden when the same record was read elsewhere before, and is not asked about in the review', async () => {
    await record(app, {});
    expect(speaksOfIt(await record(app))).toBe(false);
    const networks = async (asked: Parameters<typeof app.ask>[1]) =>
      JSON.stringify((await app.ask('/api/v1/review', asked)).json);
    expect(await networks(signed)).not.toMatch(/"network":"bluesky"/);
  });
});
