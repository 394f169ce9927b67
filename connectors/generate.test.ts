import { readFileSync } from 'node:fs';
import { NEVER_ASKED } from './addresses.ts';
import { describe, expect, it } from 'vitest';
import { LIST, listOfConnectors, TOLD, toldIn } from './generate.ts';
import { ADDRESS_GRAMMARS, CRMS, NETWORKS } from './index.ts';

describe('the list of connectors', () => {
  it('is the one its folders give: else run `node connectors/generate.ts`', async () => {
    expect(readFileSync(LIST, 'utf8')).toBe(await listOfConnectors());
  });

  it.each([...TOLD.keys()])(
    'is told in %s as the declarations have it: else run `npm run connectors`',
    async (file) => {
      const text = readFileSync(file, 'utf8');
      expect(text).toBe(await toldIn(file, NETWORKS));
      for (const { title } of NETWORKS) expect(text).toContain(title);
    },
  );

  it('holds no network that is never asked', () => {
    expect(NETWORKS.filter(({ id }) => NEVER_ASKED.has(id))).toEqual([]);
    expect([...NEVER_ASKED.keys()]).toEqual(['linkedin']);
  });

  it('names each connector after its folder, once', () => {
    const text = readFileSync(LIST, 'utf8');
    const ids = [...CRMS, ...NETWORKS].map((connector) => connector.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(text).toMatch(new RegExp(`from './(crm|network)/${id}/index.ts'`));
  });

  it('knows each network by one grammar, and no name by two', () => {
    const names = ADDRESS_GRAMMARS.flatMap(({ network, aliases }) => [network, ...aliases]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const hosts = ADDRESS_GRAMMARS.flatMap((grammar) => grammar.hosts);
    expect(hosts.filter((host, at) => hosts.indexOf(host) !== at)).toEqual([]);
  });

  it('asks for the page of any host only after everything that knows its host', () => {
    const anyHost = ADDRESS_GRAMMARS.map((grammar) => grammar.hosts.length === 0);
    expect(anyHost.indexOf(true)).toBe(anyHost.length - 2);
    expect(ADDRESS_GRAMMARS.at(-1)?.network).toBe('website');
  });
});
