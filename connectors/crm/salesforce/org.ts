import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { WireDescribed } from './described.ts';
import type { DescribedField } from './described.ts';
import type { Person } from './ids.ts';
import { PERSON_FIELDS, PREFIXES, named } from './names.ts';
import type { Prefix } from './names.ts';
import { ask, succeeded } from './talk.ts';
import { read } from './wire.ts';

/** What an object of this org has, as the connecting user may see it. */
export interface Described {
  readonly fields: readonly DescribedField[];
  /** The ways from it to its children. */
  readonly children: ReadonlySet<string>;
}

/** An org, asked about itself once per connection. */
export interface Org {
  readonly session: CrmSession;
  /** Contact or Lead; again where it was asked longer ago than so many milliseconds. */
  describe(person: Person, notOlderMs?: number): Promise<Described>;
  /** What the package's names begin with here. @throws Failure `rejected`, with the cure, where it is not installed */
  prefix(): Promise<Prefix>;
  /** Undefined where the package is not installed. */
  installed(): Promise<Prefix | undefined>;
  /** Whether some of its contacts are accounts. */
  hasPersonAccounts(): Promise<boolean>;
  /** An administrator may have changed it since: the next question asks again. */
  forget(): void;
}

export function openOrg(session: CrmSession): Org {
  const held = new Map<Person, { readonly described: Promise<Described>; readonly atMs: number }>();
  const describe = (person: Person, notOlderMs = Infinity) => {
    const atMs = session.now().getTime();
    const there = held.get(person);
    if (there && atMs - there.atMs <= notOlderMs) return there.described;
    const described = describePerson(session, person);
    held.set(person, { described, atMs });
    described.catch(() => held.delete(person));
    return described;
  };
  const installed = async () => {
    const { fields } = await describe('Contact');
    const names = new Set(fields.map(({ name }) => name));
    return PREFIXES.find((prefix) => names.has(named(prefix, PERSON_FIELDS.headline.name)));
  };
  return {
    session,
    describe,
    installed,
    prefix: async () => {
      const prefix = await installed();
      if (prefix !== undefined) return prefix;
      // It may be installed by the next time.
      held.clear();
      throw new Failure('rejected', NOT_INSTALLED);
    },
    hasPersonAccounts: async () =>
      (await describe('Contact')).fields.some(({ name }) => name === 'IsPersonAccount'),
    forget: () => {
      held.clear();
    },
  };
}

const NOT_INSTALLED =
  'Salesforce has no package of Kith, or the connecting user may not see its fields: install it with ' +
  '`kith salesforce install`, and give that user the permission set Kith Integration';

async function describePerson(session: CrmSession, person: Person): Promise<Described> {
  const reply = await ask(session, { method: 'GET', path: `/sobjects/${person}/describe` });
  // An org may do without leads, or hide them from the connecting user.
  if (person === 'Lead' && reply.status === 404) return { fields: [], children: new Set() };
  const body = succeeded(reply, `to describe ${person}`);
  const { fields, childRelationships } = read(WireDescribed, `its ${person}`, body);
  return {
    fields,
    children: new Set(childRelationships.flatMap(({ relationshipName }) => relationshipName ?? [])),
  };
}
