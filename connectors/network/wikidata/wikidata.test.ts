import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import { readAddress } from '../../../src/core/identity/read-address.ts';
import type { Network } from '../../../src/ports/network.ts';
import { ADDRESS_GRAMMARS } from '../../index.ts';
import { ACCOUNT_PROPERTIES, pageOfAccount } from './accounts.ts';
import items from './fixtures/items.json' with { type: 'json' };
import labels from './fixtures/labels.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import found from './fixtures/search.json' with { type: 'json' };
import { wikidata } from './index.ts';

const origin = 'https://www.wikidata.org';
const ada = items.entities.Q990000001;
const at = { id: ada.id };

/** What a question is about: names found, items, or the labels of items. */
function about({ url }: Asked): 'search' | 'items' | 'labels' {
  if (url.searchParams.get('action') === 'wbsearchentities') return 'search';
  return url.searchParams.get('props') === 'labels' ? 'labels' : 'items';
}

function site(told: Readonly<Record<string, Reply>> = {}): Site {
  const recorded = { search: { body: found }, items: { body: items }, labels: { body: labels } };
  return (asked) => told[about(asked)] ?? recorded[about(asked)];
}

function play(
  told: Readonly<Record<string, Reply>>,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  return onStage(wikidata, { origin, settings }, site(told), ({ network, requests }) =>
    act(network, requests),
  );
}

const itemAs = (changes: Record<string, unknown>) => ({
  items: { body: { entities: { [ada.id]: { ...ada, ...changes } }, success: 1 } },
});
const withClaims = (claims: Record<string, unknown>) => itemAs({ claims: { ...ada.claims, ...claims } });
const item = (property: string, id: string) => ({
  mainsnak: { snaktype: 'value', property, datavalue: { value: { 'entity-type': 'item', id } } },
  rank: 'normal',
});
const text = (property: string, value: string) => ({
  mainsnak: { snaktype: 'value', property, datavalue: { value } },
  rank: 'normal',
});

networkContract(wikidata, {
  origin,
  settings: { contact: 'kith-ops@acme.example' },
  known: {
    handle: ada.id,
    id: ada.id,
    name: 'Ada Lovelace',
    site: site(),
    says: {
      handle: ada.id,
      url: 'https://www.wikidata.org/wiki/Q990000001',
      name: 'Ada Lovelace',
      bio: 'British analyst and author',
      title: 'computer scientist',
      employer: 'Analytical Engines',
      location: 'London',
      emails: [],
      standing: 'active',
      reserved: false,
      states: [
        'https://ada.example/',
        'https://x.com/Ada_L',
        'https://github.com/Ada-Lovelace',
        'https://www.linkedin.com/in/ada-lovelace',
        'https://bsky.app/profile/ada.example',
        'https://social.example/@ada',
      ].map((url) => ({ url, where: 'third party' as const, proven: false })),
    },
  },
  unknown: {
    handle: 'Q990000404',
    id: 'Q990000404',
    site: (asked) => ({ body: about(asked) === 'search' ? { search: [], success: 1 } : notFound }),
  },
});

describe('Wikidata', () => {
  it('says who asks, and whom to turn to where an admin told', async () => {
    const agents: unknown[] = [];
    const ask = async (network: Network, requests: readonly Asked[]) => {
      await network.profile(at);
      agents.push(requests[0]?.headers['user-agent']);
    };
    await play({}, ask);
    await play({}, ask, { contact: 'kith-ops@acme.example' });
    expect(agents).toEqual(['Kith/0.1', 'Kith/0.1 (kith-ops@acme.example)']);
    expect(wikidata.settings.safeParse({ contact: 'a\r\nx-evil: 1' }).success).toBe(false);
  });

  it('is asked for all candidates at once, and only for those whose name or alias could be the one', async () => {
    await play({}, async (network, requests) => {
      await network.search?.('Ada Lovelace');
      expect(requests.map(about)).toEqual(['search', 'items', 'labels']);
      expect(requests[1]?.url.searchParams.get('ids')).toBe('Q990000001|Q990000002|Q990000003');
      expect(requests[2]?.url.searchParams.get('ids')).toBe('Q82594|Q990000011|Q84');
    });
  });

  it.each([
    ['the dead', withClaims({ P570: [{ mainsnak: { snaktype: 'somevalue' }, rank: 'normal' }] })],
    ['what is no human', withClaims({ P31: [item('P31', 'Q4167410')] })],
    ['what has no statements', itemAs({ claims: [] })],
  ])('finds no contact among %s', async (_, told) => {
    await play(told, async (network) => expect(await network.search?.('Ada Lovelace')).toEqual([]));
  });

  it('shows a company to who names its item, and what is at home nowhere to nobody', async () => {
    const company = { P31: [item('P31', 'Q4830453')], P856: [text('P856', 'https://acme.example')] };
    await play(itemAs({ claims: { ...company, P4264: [text('P4264', 'acme')] } }), async (network) => {
      expect((await network.profile(at))?.states.map(({ url }) => url)).toEqual([
        'https://acme.example/',
        'https://www.linkedin.com/company/acme',
      ]);
    });
    await play(itemAs({ claims: { P31: [item('P31', 'Q571')] } }), async (network) => {
      expect(await network.profile(at)).toBeUndefined();
    });
  });

  it('answers under its new id for an item that was merged', async () => {
    const merged = { ...ada, id: 'Q990000009', redirects: { from: ada.id, to: 'Q990000009' } };
    await play({ items: { body: { entities: { [ada.id]: merged } } } }, async (network) => {
      expect(await network.profile(at)).toMatchObject({ id: 'Q990000009', handle: 'Q990000009' });
    });
  });

  it('has nobody under an item that was deleted', async () => {
    const missing = { body: { entities: { [ada.id]: { id: ada.id, missing: '' } }, success: 1 } };
    await play({ items: missing }, async (network) => expect(await network.profile(at)).toBeUndefined());
  });

  it('prefers an office to an occupation, and a name that is the same in all languages to none', async () => {
    const told = withClaims({ P39: [item('P39', 'Q84')] });
    await play(told, async (network) => expect((await network.profile(at))?.title).toBe('London'));
    await play(itemAs({ labels: { mul: { value: 'Ada' }, pl: { value: 'Pani Ada' } } }), async (network) => {
      expect((await network.profile(at))?.name).toBe('Ada');
    });
  });

  it.each([
    ['maxlag', 'rate-limited'],
    ['ratelimited', 'rate-limited'],
    ['readonly', 'unavailable'],
    ['internal_api_error_DBQueryError', 'unavailable'],
    ['blocked', 'forbidden'],
    ['constructor', 'rejected'],
    ['unknown_action', 'rejected'],
  ])('calls its refusal %s %s, though it comes with 200', async (code, kind) => {
    const headers = { 'retry-after': '5' };
    await play({ items: { headers, body: { error: { code, info: 'no' } } } }, async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind, retryAfterMs: 5_000 });
    });
  });

  it('is not asked about what is no item', async () => {
    await play({}, async (network, requests) => {
      for (const handle of ['', 'P31', 'Q0', 'q42', 'Q1|Q2', 'Q42#x', 'Ada'])
        expect(await network.profile({ handle })).toBeUndefined();
      expect(await network.search?.('  ')).toEqual([]);
      expect(requests).toEqual([]);
    });
  });

  it('passes on no address that is none', async () => {
    const told = withClaims({
      P856: [text('P856', 'javascript:alert(1)'), text('P856', 'https://me:pw@ada.example/')],
      P2002: [text('P2002', '../login?x=1')],
      P2037: [text('P2037', 'a/b')],
      P4033: [text('P4033', 'ada')],
      P12361: [],
      P6634: [],
    });
    await play(told, async (network) => expect((await network.profile(at))?.states).toEqual([]));
  });
});

describe('an account that Wikidata names', () => {
  it.each(ACCOUNT_PROPERTIES.filter((property) => property !== 'P4264'))(
    'under %s has a page that Kith reads as an account',
    (property) => {
      const names: Record<string, string> = {
        P4033: 'ada@social.example',
        P12361: 'ada.example',
        P2397: 'UCU6pcq-AZA9wnmIPBj6ePwQ',
      };
      const page = pageOfAccount(property, names[property] ?? 'adalovelace') ?? '';
      const address = readAddress(page, ADDRESS_GRAMMARS);
      expect(address, page).toBeDefined();
      expect(address?.network, page).not.toBe('website');
    },
  );
});
