import { z } from 'zod';
import { isSamePlace, readEmail, readUrl } from './place.ts';
import type { Said } from './said.ts';

/** JSON-LD larger than this, or of more nodes, describes something else than a person. */
const LARGEST = 500_000;
const MANY = 500;

const Node = z.record(z.string(), z.unknown());
type Node = z.output<typeof Node>;

/**
 * The schema.org `Person` that a page is about, from the texts of its JSON-LD scripts; undefined when there is none or
 * it is unclear which one. What is no JSON is passed over: pages are full of it.
 */
export function readPerson(scripts: readonly string[], page: URL): Said | undefined {
  const nodes = scripts.flatMap(nodesIn).slice(0, MANY);
  const person = pagesPerson(nodes, page);
  return person && said(person, page);
}

function nodesIn(script: string): readonly Node[] {
  if (script.length > LARGEST) return [];
  try {
    return listOf(JSON.parse(script)).flatMap((root) => [root, ...listOf(root['@graph'])]);
  } catch {
    return [];
  }
}

function listOf(value: unknown): readonly Node[] {
  const items = Array.isArray(value) ? value.slice(0, MANY) : [value];
  return items.map((item) => Node.safeParse(item).data).filter((node) => node !== undefined);
}

/** Whom a profile page names as its subject, else who calls this page their own, else the only person there is. */
function pagesPerson(nodes: readonly Node[], page: URL): Node | undefined {
  const byId = new Map(nodes.map((node) => [node['@id'], node]));
  const subject = nodes
    .filter((node) => isOf(node, 'ProfilePage'))
    .flatMap((node) => listOf(node['mainEntity']))
    .map((node) => (isPerson(node) ? node : byId.get(node['@id'])))
    .find((node) => node !== undefined && isPerson(node));
  const people = nodes.filter(isPerson);
  const own = people.filter((person) => homesOf(person, page).some((home) => isSamePlace(home, page)));
  const only = people.length === 1 && people[0] && livesHere(people[0], page) ? people[0] : undefined;
  return subject ?? (own.length === 1 ? own[0] : only);
}

function homesOf(person: Node, page: URL): readonly URL[] {
  const written = ['@id', 'url', 'mainEntityOfPage'].flatMap((key) => texts(person[key], '@id'));
  return written.map((text) => readUrl(text, page)).filter((url) => url !== undefined);
}

/** A single author named on somebody else's page has an address elsewhere. */
function livesHere(person: Node, page: URL): boolean {
  const homes = homesOf(person, page);
  const bare = (host: string) => host.replace(/^www\./, '');
  return homes.length === 0 || homes.some((home) => bare(home.host) === bare(page.host));
}

function isPerson(node: Node): boolean {
  return isOf(node, 'Person');
}

function isOf(node: Node, type: string): boolean {
  return texts(node['@type']).some((one) => one === type || one.endsWith(`schema.org/${type}`));
}

function said(person: Node, page: URL): Said {
  return {
    where: 'JSON-LD',
    name: texts(person['name'])[0],
    bio: texts(person['description'])[0],
    title: texts(person['jobTitle'], 'name')[0],
    employer: [...texts(person['worksFor'], 'name'), ...texts(person['affiliation'], 'name')][0],
    location: locationOf(person['address']) ?? locationOf(person['homeLocation']),
    avatar: readUrl(texts(person['image'], 'url', 'contentUrl')[0], page)?.href,
    emails: texts(person['email'])
      .map(readEmail)
      .filter((email) => email !== undefined),
    urls: [...texts(person['sameAs'], '@id'), ...texts(person['url'], '@id')],
  };
}

function locationOf(value: unknown): string | undefined {
  const text = texts(value)[0];
  if (text) return text;
  const node = listOf(value)[0];
  if (!node) return undefined;
  const parts = ['addressLocality', 'addressRegion', 'addressCountry'].flatMap(
    (key) => texts(node[key], 'name')[0] ?? [],
  );
  return parts.join(', ') || texts(node['name'])[0] || locationOf(node['address']);
}

/** The strings of a value that may be one, a list, or nodes that carry it under one of these keys. */
function texts(value: unknown, ...keys: readonly string[]): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, MANY) : [value];
  return items
    .map((item) => {
      if (typeof item === 'string') return item.trim();
      const node = Node.safeParse(item).data;
      const inside = [...keys, '@value'].map((key) => node?.[key]).find((text) => typeof text === 'string');
      return typeof inside === 'string' ? inside.trim() : '';
    })
    .filter((text) => text !== '');
}
