import { describe, expect, it } from 'vitest';
import { Page, read } from '../../connectors/crm/hubspot/wire.ts';
import { ADDRESS_GRAMMARS } from '../../connectors/index.ts';
import type { Link } from '../core/identity/link.ts';
import { keyOf } from '../core/profile.ts';
import { findProfiles } from '../flows/find-profiles.ts';
import { NOW, testbed } from './networks/testbed.ts';
import { CONTACTS, PEOPLE } from './people.ts';

const bed = testbed();

/** The contact as the CRM's connector reads it, and whom the real connectors find for it. */
async function whoIs(key: string) {
  const properties = CONTACTS.find((one) => one.key === key)?.properties ?? {};
  const page = { results: [{ id: '1', properties, updatedAt: NOW.toISOString() }] };
  const [contact] = read(Page, 'a contact', page).results;
  if (!contact) throw new Error(`no contact ${key}`);
  const found = await findProfiles(contact, {
    networks: bed().connected,
    grammars: ADDRESS_GRAMMARS,
    now: () => NOW,
  });
  const profiles = new Map(found.profiles.map((profile) => [keyOf(profile), profile]));
  const handleOf = (link: Link) => profiles.get(`${link.network}:${link.profile}`)?.handle ?? link.profile;
  const said = (link: Link) => `${link.network} ${handleOf(link)}: ${link.status}`;
  return { ...found, says: found.links.map(said).toSorted() };
}

const proofs = (links: readonly Link[]) =>
  links.filter(({ evidence }) => evidence.some(({ tier }) => tier === 'verified')).length;

describe('the sample people, found by the real connectors', () => {
  it.each([
    [
      'mara',
      3,
      [
        'bluesky maralindqvist.example: auto',
        'github mara-lindqvist-demo: auto',
        'website maralindqvist.example: auto',
      ],
    ],
    [
      'priya',
      3,
      [
        'bluesky priya.dataloom.example: auto',
        'github priya-raghunathan-demo: auto',
        'gravatar priyaraghunathandemo: auto',
      ],
    ],
    [
      'amara',
      3,
      [
        'bluesky amaraokafor.example: auto',
        'github amara-okafor-demo: auto',
        'website amaraokafor.example: auto',
      ],
    ],
    ['yuki', 2, ['bluesky satoyuki.example: auto', 'website satoyuki.example: auto']],
    [
      'oleksandr',
      3,
      [
        'bluesky okovalchuk-demo.bsky.social: auto',
        'github o-kovalchuk-demo: auto',
        'website okovalchuk.example: auto',
      ],
    ],
    ['hanna', 2, ['github hanna-virtanen-demo: auto', 'website hannavirtanen.example: auto']],
    ['weiting', 2, ['github weiting-chen-demo: auto', 'gravatar weitingchendemo: auto']],
    ['callum', 1, ['bluesky callumreid.example: auto']],
  ])('%s is proven from both sides', async (key, proven, says) => {
    const found = await whoIs(key);
    expect(found.says).toEqual(says);
    expect(proofs(found.links)).toBe(proven);
    expect(found.asked.filter(({ outcome }) => outcome === 'trouble')).toEqual([]);
  });

  it('the namesake is refused where employer and city are others, and asked about where only the name is known', async () => {
    const { says, links } = await whoIs('jordan');
    expect(says).toEqual([
      'bluesky jordanellery-demo.bsky.social: suggested',
      'github jordan-ellery-demo: rejected',
    ]);
    const github = links.find(({ network }) => network === 'github');
    const against = github?.evidence.filter(({ tier }) => tier === 'differs').map(({ field }) => field);
    expect(against).toEqual(expect.arrayContaining(['employer', 'location', 'namesakes']));
  });

  it('an account that the CRM names, and whose name agrees, is linked', async () => {
    expect((await whoIs('marcus')).says).toEqual(['github marcus-thornbury-demo: auto']);
  });

  it('an account of the same name, employer and city is linked, though others of the name are to be expected', async () => {
    const { says, links } = await whoIs('elif');
    expect(says).toEqual(['github elif-yildiz-demo: auto']);
    expect(links[0]?.evidence.some(({ field, bits }) => field === 'namesakes' && (bits ?? 0) < -5)).toBe(
      true,
    );
  });

  it("a company's site and account do not become its buyer", async () => {
    const { says } = await whoIs('giulia');
    expect(says.filter((one) => !one.endsWith('rejected') && !one.endsWith('suggested'))).toEqual([]);
    expect(says).toContain('bluesky officine-corvo.example: rejected');
  });

  it.each(['sam', 'nameless'])('%s has nothing that anybody could read', async (key) => {
    expect((await whoIs(key)).links).toEqual([]);
  });

  it('a broken website and one that robots must not read are named as trouble, and the rest is found', async () => {
    for (const key of ['desmond', 'fatima']) {
      const { asked, says } = await whoIs(key);
      expect(asked).toContainEqual(expect.objectContaining({ network: 'website', outcome: 'trouble' }));
      expect(says).toHaveLength(1);
    }
  });

  it('a deactivated account is known as such, and a reserved one as reserved', async () => {
    const [closed] = (await whoIs('ingrid')).profiles;
    expect(closed).toMatchObject({ network: 'bluesky', standing: 'deactivated' });
    const [reserved] = (await whoIs('aroha')).profiles;
    expect(reserved).toMatchObject({ handle: 'arohangata.example', reserved: true });
  });

  it('there are enough of them for percentiles to mean something', async () => {
    const linked = { bluesky: [] as number[], github: [] as number[] };
    for (const { key } of CONTACTS) {
      const { profiles } = await whoIs(key);
      for (const profile of profiles) {
        const network: string = profile.network;
        if (network === 'bluesky' || network === 'github')
          linked[network].push(profile.counts.followers ?? 0);
      }
    }
    expect(linked.bluesky.length).toBeGreaterThanOrEqual(12);
    expect(linked.github.length).toBeGreaterThanOrEqual(10);
    for (const counts of Object.values(linked)) {
      expect(new Set(counts).size).toBe(counts.length);
      expect(Math.max(...counts) / (Math.min(...counts) + 1)).toBeGreaterThan(100);
    }
  });
});

describe('everybody in the sample workspace', () => {
  it('is under a name that nobody else can have: domains set aside for examples, logins marked as a demonstration', () => {
    for (const { key, contact, bluesky, github, gravatar, site } of PEOPLE) {
      const email = contact?.['email'] ?? gravatar?.email ?? 'none@none.example';
      expect(email, key).toMatch(/\.(example|test)$/);
      expect(bluesky?.handle ?? 'none.example', key).toMatch(/(\.example|-demo\.bsky\.social)$/);
      expect(github?.login ?? 'none-demo', key).toMatch(/-demo$/);
      expect(site?.host ?? 'none.example', key).toMatch(/\.example$/);
    }
    expect(new Set(PEOPLE.map(({ key }) => key)).size).toBe(PEOPLE.length);
  });
});
