import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { readConfig } from '../../src/config.ts';
import type { CustomerRecord } from '../../src/core/record/record.ts';
import type { AdditionLine, AdditionPlan, Additions } from '../../src/http/adding-shapes.ts';
import type { PeopleHeard } from '../../src/http/listening-shapes.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import type { Kith } from '../../src/main.ts';

const data = mkdtempSync(join(tmpdir(), 'kith-add-heard-'));
let kith: Kith;
let installations: readonly { readonly id: string; readonly crm: string }[];

beforeAll(async () => {
  chmodSync(data, 0o711);
  kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
  await until(async () => {
    ({ installations } = await ask<{ installations: typeof installations }>('GET', 'installations'));
    return installations.length === 2;
  });
});
afterAll(async () => {
  await kith.close();
  rmSync(data, { recursive: true, force: true });
});

describe.each(['hubspot', 'salesforce'])('somebody heard in the sample workspace, in %s', (crm) => {
  it('becomes a contact there once a person says so, is linked to it, and is so once', async () => {
    const at = `installation=${installations.find((one) => one.crm === crm)?.id ?? 'none'}`;
    const rule = { name: 'Parcelwise', any: ['Parcelwise'] };
    const { id } = await ask<{ id: string }>('POST', `listening/rules?${at}`, rule);
    await ask('POST', `listening/rules/${id}/turn?${at}`, { on: true });
    let people: PeopleHeard['people'] = [];
    await until(async () => {
      ({ people } = await ask<PeopleHeard>('GET', `listening/people?${at}`));
      return people.length > 0;
    });
    const [person] = people;
    if (!person) throw new Error('nobody was heard');
    const one = `listening/people/${person.network}/${encodeURIComponent(person.profile)}/addition?${at}`;
    const plan = await ask<AdditionPlan>('GET', one);
    expect(plan.refused).toBeUndefined();
    expect(plan.fields.map(({ value }) => value)).toContain(person.url);
    const added = await ask<AdditionLine>('POST', one, {});
    expect(added.state).toBe('added');
    const contact = added.contact?.contact ?? 'nobody';
    const record = await ask<CustomerRecord>('GET', `records/${encodeURIComponent(contact)}?${at}`);
    expect(record.profiles).toMatchObject([{ handle: person.handle, link: { status: 'confirmed' } }]);
    const again = await fetch(`${kith.url}/api/v1/${one}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    });
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('a contact already')]);
    const { additions } = await ask<Additions>('GET', `listening/additions?${at}`);
    expect(additions).toMatchObject([{ state: 'added', contact: { contact } }]);
    const left = await ask<PeopleHeard>('GET', `listening/people?${at}`);
    expect(left.people.map(({ profile }) => profile)).not.toContain(person.profile);
  }, 120_000);
});

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const answer = await fetch(`${kith.url}/api/v1/${path}`, {
    ...{ method, headers: { 'content-type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}
