import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { readConfig } from '../../src/config.ts';
import type { Neighbourhood } from '../../src/core/influence/neighbourhood/neighbourhood.ts';
import type { CustomerRecord } from '../../src/core/record/record.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import type { Kith } from '../../src/main.ts';

const data = mkdtempSync(join(tmpdir(), 'kith-sample-'));
let kith: Kith;

beforeAll(async () => {
  chmodSync(data, 0o711);
  kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
  await until(async () => {
    const { progress } = await get<{ progress: { contacts: number; resolved: number; waiting: number } }>(
      'workspace',
    );
    return progress.contacts >= 26 && progress.resolved >= progress.contacts - 1 && progress.waiting === 0;
  });
});

afterAll(async () => {
  await kith.close();
  rmSync(data, { recursive: true, force: true });
});

describe('the sample workspace', () => {
  it('fills in by itself: through the install, the webhooks and the connectors of a real CRM', async () => {
    const mara = await record('Mara Lindqvist');
    expect(mara.sample).toBe(true);
    expect(mara.profiles.map((one) => `${one.network} ${one.link.status}`)).toEqual(
      expect.arrayContaining(['bluesky auto', 'github auto', 'website auto']),
    );
    expect(mara.profiles.every((one) => one.link.evidence.some(({ tier }) => tier === 'verified'))).toBe(
      true,
    );
    expect(mara.headlines.map((one) => one.about)).toEqual(['who', 'whom they move', 'what they said']);
    expect(mara.conversations.length).toBeGreaterThan(0);
  });

  it('refuses the namesake, and says why', async () => {
    const jordan = await record('Jordan Ellery');
    expect(jordan.profiles).toEqual([]);
    const reasons = jordan.refused.map((one) => one.link.because).join(' ');
    expect(reasons).toContain('Only a name led here');
    expect(reasons).toMatch(/works at Cobalt Bay Aquarium; the contact at Northwind Freight/);
  });

  it('writes what it found into the CRM, into its own properties only', async () => {
    const { simulatorUrl } = await get<{ simulatorUrl: string }>('workspace');
    const { contact } = await record('Mara Lindqvist');
    let page = '';
    await until(async () => {
      const { installation } = await get<{ installation: { account: string } }>('workspace');
      const url = `${simulatorUrl}/contacts/${installation.account}/record/0-1/${contact.id}`;
      page = await (await fetch(url)).text();
      return page.includes('https://bsky.app/profile/maralindqvist.example');
    });
    expect(page).toContain('kith_profile');
  });

  it('shows whom of the other contacts somebody reaches, with the posts and the open deals', async () => {
    const { contact } = await record('Amara Okafor');
    const at = await inPortal(`records/${contact.id}/neighbourhood`);
    const { people, says } = await get<Neighbourhood>(at);
    const deals = people.flatMap((one) => one.deals.map(({ worth }) => `${one.name}, ${worth}`));
    expect(deals.toSorted()).toEqual(['Mara Lindqvist, EUR 48,000', '由紀 佐藤, EUR 18,500']);
    expect(says[1]).toBe('2 of them have 2 open deals, EUR 66,500 together.');
    const tomas = people.find(({ name }) => name === 'Tomás Herrera Vidal');
    expect(tomas?.paths[0]?.steps.map(({ from, to }) => `${from.name} > ${to.name}`)).toEqual([
      'Mara Lindqvist > Amara Okafor',
      'Tomás Herrera Vidal > Mara Lindqvist',
    ]);
  });

  it('gives back exactly the same record when a verdict is undone', async () => {
    const before = await record('Mara Lindqvist');
    const [first] = before.profiles;
    if (!first) throw new Error('nothing is linked');
    const path = `records/${before.contact.id}/links/${first.network}/${encodeURIComponent(first.id)}/verdict`;
    const rejected = await post<CustomerRecord>(path, { says: 'rejected' });
    expect(rejected.profiles.map((one) => one.id)).not.toContain(first.id);
    expect(rejected.refused.map((one) => one.id)).toContain(first.id);
    await post(path, { says: 'withdrawn' });
    await until(
      async () => (await get<{ progress: { waiting: number } }>('workspace')).progress.waiting === 0,
    );
    expect(await record('Mara Lindqvist')).toEqual(before);
  });

  it('hears what strangers write of its product, within a minute of listening for it', async () => {
    const rule = await post<{ id: string }>(
      'listening/rules',
      { name: 'Parcelwise', any: ['Parcelwise'] },
      201,
    );
    await post(`listening/rules/${rule.id}/turn`, { on: true });
    const heard = async () =>
      (await get<{ people: { handle: string }[] }>(await inPortal('listening/people'))).people;
    await until(async () => (await heard()).length >= 4);
    expect((await heard()).map(({ handle }) => handle)).toEqual(
      expect.arrayContaining(['armazem-norte-demo', 'packbench-demo', 'librairie-demi-demo']),
    );
  });

  it('forgets a person who is erased, for good', async () => {
    const { contact } = await record('Callum Reid');
    const url = `${kith.url}/api/v1/${await inPortal(`records/${contact.id}`)}`;
    const gone = await fetch(url, { method: 'DELETE' });
    expect(gone.status).toBe(200);
    expect((await fetch(url)).status).toBe(404);
  });
});

async function get<T>(path: string): Promise<T> {
  return (await (await fetch(`${kith.url}/api/v1/${path}`)).json()) as T;
}

/** A path about the portal of the sample workspace; beside it there is an org. */
async function inPortal(path: string): Promise<string> {
  const { installation } = await get<{ installation: { id: string } }>('workspace');
  return `${path}${path.includes('?') ? '&' : '?'}installation=${installation.id}`;
}

async function post<T>(path: string, body: object, status = 200): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${kith.url}/api/v1/${await inPortal(path)}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(status);
  return (await answer.json()) as T;
}

async function record(name: string): Promise<CustomerRecord> {
  const { contacts } = await get<{ contacts: readonly { id: string; name?: string }[] }>(
    await inPortal(`contacts?search=${encodeURIComponent(name)}`),
  );
  return get<CustomerRecord>(await inPortal(`records/${contacts[0]?.id ?? 'nobody'}`));
}
