import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import type { Profile, Statement } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { ACCOUNT_PROPERTIES, pageOfAccount, PAGES } from './accounts.ts';
import { isTold, itemsOf, textsOf, underIds, WireClaims } from './claims.ts';

export const WIKIDATA = NetworkId.parse('wikidata');
export const ITEM = /^Q[1-9][0-9]{0,11}$/;

/** Languages in which labels are asked for, in the order in which one is chosen; `mul` is for names the same in all. */
export const LANGUAGES = ['en', 'mul', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'pl'] as const;

const [HUMAN, INSTANCE_OF, DIED] = ['Q5', 'P31', 'P570'];
const [OCCUPATION, POSITION, EMPLOYER, RESIDENCE] = ['P106', 'P39', 'P108', 'P551'];

/** At most so many statements of one item. */
const MANY = 40;

const Text = z.object({ value: z.string() });
const Texts = underIds(new RegExp(`^(?:${LANGUAGES.join('|')})$`), Text);

/** `action=wbsearchentities` */
export const WireSearch = z.object({
  search: z.array(
    z.object({
      id: z.string(),
      label: z.string().optional(),
      match: z.object({ text: z.string() }).optional(),
    }),
  ),
});

/** `action=wbgetentities`; what is `missing` has nothing but its id, and what was merged answers under its new one. */
export const WireEntities = z.object({
  entities: underIds(
    /^Q\d+$/,
    z.object({
      id: z.string(),
      missing: z.unknown().optional(),
      labels: Texts.optional(),
      descriptions: Texts.optional(),
      claims: WireClaims.optional(),
    }),
  ),
});
export type WireEntity = z.output<typeof WireEntities>['entities'][string];

/** The label of an item in the first language that has one. */
export function labelOf({ labels }: WireEntity): string | undefined {
  return textIn(labels);
}

export function isHuman({ claims = {} }: WireEntity): boolean {
  return itemsOf(claims, INSTANCE_OF).includes(HUMAN);
}

/** Somebody whose death is written down, were it only that the day is unknown. */
export function isLiving({ claims = {} }: WireEntity): boolean {
  return !isTold(claims, DIED);
}

/** A company or another organisation that is at home on the web; a book or a street is nobody. */
function isAtHome(entity: WireEntity): boolean {
  return statements(entity).length > 0;
}

/** The items whose labels a profile needs: what the person does, for whom, and where. */
export function needed({ claims = {} }: WireEntity): readonly string[] {
  return [titleItem(claims), itemsOf(claims, EMPLOYER)[0], itemsOf(claims, RESIDENCE)[0]].filter(
    (item) => item !== undefined,
  );
}

/** An office says more than an occupation. */
function titleItem(claims: WireClaims): string | undefined {
  return itemsOf(claims, POSITION)[0] ?? itemsOf(claims, OCCUPATION)[0];
}

/**
 * What Wikidata holds of somebody; undefined for what is neither a person nor an organisation, or has no name.
 * @param labels of the items in `needed`.
 */
export function toProfile(
  entity: WireEntity,
  labels: ReadonlyMap<string, string>,
  now: Date,
): Profile | undefined {
  const name = labelOf(entity);
  if (name === undefined || !(isHuman(entity) || isAtHome(entity))) return undefined;
  const { claims = {} } = entity;
  const url = `https://www.wikidata.org/wiki/${entity.id}`;
  const bio = textIn(entity.descriptions);
  const labelled = (item: string | undefined) => (item === undefined ? undefined : labels.get(item));
  const title = labelled(titleItem(claims));
  const employer = labelled(itemsOf(claims, EMPLOYER)[0]);
  const location = labelled(itemsOf(claims, RESIDENCE)[0]);
  return {
    network: WIKIDATA,
    id: ProfileId.parse(entity.id),
    handle: entity.id,
    url,
    name,
    ...(bio && { bio }),
    ...(title && { title }),
    ...(employer && { employer }),
    ...(location && { location }),
    emails: [],
    states: statements(entity),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: WIKIDATA, url, fetchedAt: now, basis: 'published by others' },
  };
}

/** Whoever edits Wikidata writes these, not the person: they are hearsay, and nothing in them is proven. */
function statements({ claims = {} }: WireEntity): Statement[] {
  const pages = PAGES.flatMap((property) => textsOf(claims, property).map(absoluteLink));
  const accounts = ACCOUNT_PROPERTIES.flatMap((property) =>
    textsOf(claims, property).map((value) => pageOfAccount(property, value)),
  );
  const urls = new Set([...pages, ...accounts].filter((url) => url !== undefined));
  return [...urls].slice(0, MANY).map((url) => ({ url, where: 'third party', proven: false }));
}

function textIn(texts: z.output<typeof Texts> | undefined): string | undefined {
  return LANGUAGES.map((language) => texts?.[language]?.value.trim()).find(Boolean);
}
