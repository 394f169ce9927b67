import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

let bed: Testbed;
beforeEach(async () => {
  bed = await openTestbed({ contacts: [{ firstname: 'Ada', email: 'ada@x.example' }, { firstname: 'Eve' }] });
  await bed.install(hubspot);
});
afterEach(() => bed.close());

interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Said> {
  const response = await fetch(bed.portal.url + path, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : { text };
  return { status: response.status, body: json, headers: response.headers };
}

const first = () => String(bed.portal.list()[0]?.id);

describe('the page of the simulator', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
  const page = async (path = '/') =>
    String((await ask('GET', path, undefined, { authorization: '' })).body['text']);

  it('says what it is, and lets a person change a contact, which the app is told', async () => {
    expect(await page()).toContain('HubSpot simulator: sample data');
    const saved = await ask('POST', `/simulator/contacts/${first()}`, 'company=Engines', form);
    expect(saved.status).toBe(303);
    expect(await page(saved.headers.get('location') ?? '')).toContain('Saved Ada.');
    await bed.portal.settled();
    const [request] = bed.inbox;
    expect(request && hubspot.open(bed.app, request, bed.now())).toHaveLength(1);
    expect(bed.portal.get(first())?.properties['company']).toBe('Engines');
  });

  it('shows what Kith wrote, where the connector says that the contact is seen', async () => {
    const { crm } = await bed.install(hubspot);
    await crm.prepare();
    const [contact] = (await crm.page()).contacts;
    if (!contact) throw new Error('nobody there');
    await crm.write([{ contact: contact.id, fields: { headline: 'Writes <programs> & poems' } }]);
    const url = crm.contactUrl(contact.id).replace(bed.portal.url, '');
    expect(await page(url)).toContain(
      '<dd data-property="kith_headline">Writes &lt;programs&gt; &amp; poems</dd>',
    );
  });

  it('creates, deletes and erases', async () => {
    expect((await ask('POST', '/simulator/contacts', 'firstname=Bob', form)).status).toBe(303);
    const [ada = '', eve = '', bob = ''] = bed.portal.list().map(({ id }) => id);
    expect(bed.portal.get(bob)?.properties['firstname']).toBe('Bob');
    await ask('POST', `/simulator/contacts/${ada}/delete`, '', form);
    await ask('POST', `/simulator/contacts/${eve}/erase`, '', form);
    expect(bed.portal.list().map(({ id }) => id)).toEqual([bob]);
  });

  it.each([
    ['a bad value', 'email=nonsense', {}, 400, 'Property values were not valid'],
    ['a field that is not edited here', 'kith_headline=x', {}, 400, 'not edited here'],
    ['a form of another site', 'company=Evil', { origin: 'https://evil.example' }, 403, 'another site'],
  ])('refuses %s and says so', async (_what, body, headers, status, says) => {
    const said = await ask('POST', `/simulator/contacts/${first()}`, body, { ...form, ...headers });
    expect(said.status).toBe(status);
    expect(String(said.body['text'])).toContain(says);
    expect(bed.portal.get(first())?.properties['company']).toBeUndefined();
  });

  it('runs no script, and gives every field a label', async () => {
    bed.portal.edit(first(), { company: '"><script>alert(1)</script>' });
    const said = await ask('GET', '/', undefined, { authorization: '' });
    expect(said.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = String(said.body['text']);
    expect(html).not.toContain('<script');
    const ids = [...html.matchAll(/<input id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    for (const id of ids) expect(html).toContain(`<label for="${id}">`);
  });
});
