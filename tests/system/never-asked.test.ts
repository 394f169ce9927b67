import { describe, expect, it } from 'vitest';
import { HOSTS_NEVER_ASKED } from '../../connectors/addresses.ts';
import { ADDRESS_GRAMMARS, NETWORKS } from '../../connectors/index.ts';
import { readAddress } from '../../src/core/identity/read-address.ts';
import { ContactId, NetworkId } from '../../src/core/ids.ts';
import { findProfiles } from '../../src/flows/find-profiles.ts';
import { connectNetworks } from '../../src/outbound/networks.ts';
import { PLENTY, testbed } from '../../src/outbound/testbed.ts';

const bed = testbed();
const NOW = new Date('2026-03-01T12:00:00Z');
const LINKEDIN = NetworkId.parse('linkedin');
const STATED = 'https://www.linkedin.com/in/ada-quist-1815';
const WRITTEN = [
  STATED,
  'https://uk.linkedin.com/in/ada-quist-1815?trk=people',
  'linkedin:ada-quist-1815',
  'linkedin.com/in/ada-quist-1815/',
];
/** Ways to name it that are no address of a person there. */
const SMUGGLED = [
  'https://lnkd.in/ada',
  'https://www.linkedin.cn/feed/',
  'https://www.linkedin.com/company/acme',
  'https://www.linkedin.com/pub/ada-quist/12/345/678',
  'website:linkedin.com/in/ada-quist-1815',
  'https://linkedin.com/feed',
];

/** A gate that stands before a machine which plays every host there is, and what was asked of it. */
async function everyHost(answer: (host: string) => { status: number; location?: string }) {
  const asked: string[] = [];
  const origin = await bed.serve((req, res) => {
    const host = String(req.headers.host);
    asked.push(`${host}${req.url}`);
    const { status, location } = answer(host);
    res.writeHead(status, location === undefined ? {} : { location }).end();
  });
  const anyHost = NETWORKS.filter(({ base }) => base === undefined);
  const gate = bed.gate({
    neverAsked: HOSTS_NEVER_ASKED,
    reroute: new Map(anyHost.map(({ id }) => [id, origin])),
  });
  const bases = Object.fromEntries(NETWORKS.filter(({ base }) => base).map(({ id }) => [id, origin]));
  const networks = connectNetworks(NETWORKS, { gate, now: () => NOW, bases, settings: {} });
  return { asked, gate, networks };
}

describe('LinkedIn', () => {
  it.each(WRITTEN)('is kept as the canonical link where the CRM writes %s', (written) => {
    expect(readAddress(written, ADDRESS_GRAMMARS)).toMatchObject({ network: LINKEDIN, url: STATED });
  });

  it('has no connector, and whatever of it a contact names, nothing is asked there', async () => {
    expect(NETWORKS.some(({ id }) => id === LINKEDIN)).toBe(false);
    const { asked, networks } = await everyHost(() => ({ status: 404 }));
    const handles = [...WRITTEN, ...SMUGGLED, 'https://ada.example'];
    const contact = {
      id: ContactId.parse('1'),
      name: 'Ada Quist',
      emails: [],
      phones: [],
      handles,
      changedAt: NOW,
    };
    const found = await findProfiles(contact, { networks, grammars: ADDRESS_GRAMMARS, now: () => NOW });
    expect(asked.some((one) => one.startsWith('ada.example/'))).toBe(true);
    expect(asked.filter((one) => /linkedin|lnkd|licdn/.test(one))).toEqual([]);
    expect(found.asked.some(({ network }) => network === LINKEDIN)).toBe(false);
  });

  it.each([
    'www.linkedin.com',
    'de.linkedin.com',
    'linkedin.cn',
    'api.linkedin.com',
    'media.licdn.com',
    'lnkd.in',
  ])('is refused at the gate under the name of %s, whoever asks, and the clause is named', async (host) => {
    const { asked, gate } = await everyHost(() => ({ status: 200 }));
    for (const who of ['us', 'people'] as const)
      for (const method of ['GET', 'POST'] as const) {
        const question = { url: `https://${host}/in/ada-quist-1815`, method, host: who };
        await expect(gate.askAs('website', PLENTY)(question, ({ status }) => status)).rejects.toMatchObject({
          kind: 'refused by us',
          message: expect.stringContaining('Restricted Uses of LinkedIn Marketing APIs and Data') as string,
        });
      }
    expect(asked).toEqual([]);
  });

  it('is not asked either where a page of somebody else leads there', async () => {
    const { asked, gate } = await everyHost(() => ({ status: 302, location: STATED }));
    const ask = gate.askAs('website', PLENTY);
    await expect(
      ask({ url: 'https://ada.example/me', host: 'people' }, ({ status }) => status),
    ).rejects.toMatchObject({
      kind: 'refused by us',
      message: expect.stringContaining('nothing is ever asked there') as string,
    });
    expect(asked).toEqual(['ada.example/me']);
  });
});
