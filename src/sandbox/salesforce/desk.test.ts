import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
let ada: string;
beforeEach(async () => {
  bed = await openBed({ recordUrl: (id) => `https://kith.example/contacts/${id}` });
  const account = bed.org.create('Account', { Name: 'Engines' });
  ada = bed.org.create('Contact', { FirstName: 'Ada', LastName: 'Byron', AccountId: account.Id }).Id;
});
afterEach(() => bed.close());

const page = async (path = '/') => (await fetch(bed.org.url + path)).text();
const send = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(bed.org.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams(fields),
  });

describe('the pages of the simulated org', () => {
  it('say what they are, and list contacts and leads with a way to their pages', async () => {
    const lead = bed.org.create('Lead', { LastName: 'Roy', Company: 'Parcelwise' });
    const text = await page();
    expect(text).toContain('Salesforce simulator: sample data');
    expect(text).toContain('Ada Byron, Engines (contact)');
    expect(text).toContain('Roy, Parcelwise (lead)');
    expect(text).toContain(`/lightning/r/Contact/${ada}/view`);
    expect(text).toContain(`/lightning/r/Lead/${lead.Id}/view`);
    expect(text).toContain(`https://kith.example/contacts/${ada}`);
    expect(await page(`/lightning/r/Contact/${ada}/view`)).toContain('Save Ada Byron');
  });

  it('let a person make and change one, which is told like any change in a browser', async () => {
    const heard: unknown[] = [];
    bed.org.onChange(({ changeType, values, changeOrigin }) =>
      heard.push([changeType, values['Title'], changeOrigin]),
    );
    const saved = await send(`/simulator/${ada}/save`, { Title: 'Countess <1>' });
    expect(await page(saved.headers.get('location') ?? '')).toContain('Countess &lt;1&gt;');
    await send('/simulator/new/Lead', { LastName: 'Roy', Company: 'Parcelwise' });
    expect(heard).toEqual([
      ['UPDATE', 'Countess <1>', ''],
      ['CREATE', undefined, ''],
    ]);
  });

  it('let a person delete, merge and convert', async () => {
    const twin = bed.org.create('Contact', { FirstName: 'A.', LastName: 'Byron' });
    await send(`/simulator/${twin.Id}/merge`, { into: ada });
    expect(bed.org.find(twin.Id)).toMatchObject({ IsDeleted: true, MasterRecordId: ada });
    const lead = bed.org.create('Lead', { LastName: 'Roy', Company: 'Parcelwise' });
    const converted = await send(`/simulator/${lead.Id}/convert`);
    expect(await page(converted.headers.get('location') ?? '')).toContain('the contact that the lead became');
    await send(`/simulator/${ada}/delete`);
    expect(bed.org.find(ada)).toMatchObject({ IsDeleted: true, MasterRecordId: null });
  });

  it('show what Kith wrote and what stands around a person', async () => {
    bed.org.change(ada, { Kith_Headline__c: 'Writes <programs>' });
    bed.org.create('Case', { Subject: 'The engine stopped', ContactId: ada });
    const text = await page(`/?only=${ada}`);
    expect(text).toContain('Writes &lt;programs&gt;');
    expect(text).toContain('The engine stopped (case, New)');
  });

  it('load nothing but their own style, and keep out of frames and caches', async () => {
    const { headers } = await fetch(bed.org.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await page()).toContain('href="/simulator.css"');
    expect(await page('/simulator.css')).toContain('.mark');
  });

  it('say why something was not done, and do nothing for a form of another site', async () => {
    bed.org.create('Case', { Subject: 'The engine stopped', ContactId: ada });
    const refused = await send(`/simulator/${ada}/delete`);
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('associated with the following cases'),
    ]);
    const other = await send(
      `/simulator/${ada}/save`,
      { Title: 'x' },
      { origin: 'https://elsewhere.example' },
    );
    const beside = await send(`/simulator/${ada}/save`, { Title: 'x' }, { 'sec-fetch-site': 'same-site' });
    const unknown = await send(`/simulator/${ada}/save`, { OwnerId: 'x' });
    expect([other.status, beside.status, unknown.status, bed.org.find(ada)?.['Title']]).toEqual([
      403,
      403,
      400,
      null,
    ]);
  });
});
