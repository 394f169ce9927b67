import type { Asked, Situation } from '../../../tests/contract/crm/kit.ts';
import grant from './fixtures/grant.json' with { type: 'json' };
import known from './fixtures/known.json' with { type: 'json' };
import { LEAD_KEY, PERSON_FIELDS } from './names.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

const DATA = '/services/data/v67.0';
const STAMP = '2026-11-24T09:00:00.000+0000';

/** How Salesforce answers one request in one situation. */
export function answer(situation: Situation, asked: Asked): Reply {
  if ('status' in situation) return situation;
  if ('grant' in situation) return granted(situation.grant, asked);
  if (asked.path.endsWith('/describe')) {
    return described('fields' in situation && situation.fields === 'missing' ? [] : PACKAGED);
  }
  if ('adds' in situation) return adding(situation, asked);
  if ('takes' in situation) return written(situation, asked);
  if ('known' in situation) return rows([known]);
  const soql = soqlOf(asked);
  if ('pages' in situation) return page(situation.pages, soql);
  return rows(situation.people.filter((id) => soql.includes(id)).map(rowOf));
}

function granted(state: 'live' | 'dead', asked: Asked): Reply {
  const isToken = asked.path.endsWith('/token');
  if (state === 'live') return { status: 200, body: isToken ? grant : '' };
  const error = isToken ? 'invalid_grant' : 'unsupported_token_type';
  return { status: 400, body: { error, error_description: 'in prose' } };
}

const field = (name: string, type = 'string') => ({ name, label: name, type, updateable: true });
const PACKAGED = [...Object.values(PERSON_FIELDS), LEAD_KEY].map(({ name }) => field(name));
const OWN = [
  field('Id', 'id'),
  field('AccountId', 'reference'),
  ...['FirstName', 'LastName', 'Title', 'MailingCity', 'MailingState', 'MailingCountry'].map((name) =>
    field(name),
  ),
  field('Email', 'email'),
  field('Company'),
  field('Website', 'url'),
  field('Phone', 'phone'),
  field('MobilePhone', 'phone'),
  field('SystemModstamp', 'datetime'),
  field('LinkedIn__c', 'url'),
  field('Twitter__c'),
  field('Blog__c', 'url'),
];

function described(packaged: readonly object[]): Reply {
  const ways = ['Cases', 'Tasks', 'CampaignMembers', 'OpportunityContactRoles'];
  const childRelationships = [...ways, null].map((relationshipName) => ({
    relationshipName,
    field: 'ContactId',
  }));
  return { status: 200, body: { fields: [...OWN, ...packaged], childRelationships, urls: {} } };
}

/** Whoever was added under a key is found by it. */
function adding({ adds, before }: Extract<Situation, { adds: unknown }>, asked: Asked): Reply {
  if (asked.method === 'POST') return { status: 201, body: { id: adds, success: true, errors: [] } };
  const found = before && soqlOf(asked).includes(`${LEAD_KEY.name} = 'k-1'`);
  return rows(found ? [{ attributes: { type: 'Lead' }, Id: adds, ConvertedContactId: null }] : []);
}

export function soqlOf({ path }: Asked): string {
  return new URL(path, 'https://x').searchParams.get('q') ?? '';
}

const rowOf = (Id: string) => ({ attributes: { type: 'Contact' }, Id, SystemModstamp: STAMP });

function rows(records: readonly object[], done = true): Reply {
  return { status: 200, body: { totalSize: records.length, done, records } };
}

/** All pages but the last hold contacts, the last one leads. */
function page(pages: readonly (readonly string[])[], soql: string): Reply {
  if (soql.includes('FROM Lead')) return rows((pages.at(-1) ?? []).map(rowOf));
  const last = /Id > '(\w+)'/.exec(soql)?.[1];
  const at = last === undefined ? 0 : pages.findIndex((ids) => ids.at(-1) === last) + 1;
  return rows((pages[at] ?? []).map(rowOf), at + 2 >= pages.length);
}

type Written = { readonly records: readonly { readonly id: string }[] };

function written(situation: Extract<Situation, { takes: unknown }>, { path, body }: Asked): Reply {
  if (path !== `${DATA}/composite/sobjects`) return { status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] };
  const { records } = JSON.parse(body) as Written;
  const results = records.map(({ id }) => {
    if (situation.takes.some((one) => one === id)) return { id, success: true, errors: [] };
    const isGone = situation.gone.some((one) => one === id);
    const statusCode = isGone ? 'ENTITY_IS_DELETED' : 'FIELD_CUSTOM_VALIDATION_EXCEPTION';
    return { success: false, errors: [{ statusCode, message: 'in prose', fields: [] }] };
  });
  return { status: 200, body: results };
}
