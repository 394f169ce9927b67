import type { Properties } from './properties.ts';
import { PortalRefusal, invalid, notFound } from './refusal.ts';

export type Values = Readonly<Record<string, string>>;

/** A contact of the portal, with the properties that have a value. */
export interface PortalContact {
  readonly id: string;
  readonly properties: Values;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Who changed something: a person in HubSpot, or an app through the API. */
export type Source = 'CRM_UI' | 'INTEGRATION';

export type Change =
  | { readonly type: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'; readonly id: string }
  | { readonly type: 'propertyChange'; readonly id: string; readonly name: string; readonly value: string }
  | { readonly type: 'merge'; readonly id: string; readonly primary: string; readonly merged: string };

interface Deps {
  readonly properties: Properties;
  readonly now: () => Date;
  readonly seed: readonly Values[];
  readonly tell: (change: Change, source: Source) => void;
}

const FIRST_ID = 90_001;
const NAMING = ['email', 'firstname', 'lastname'] as const;

/** The contacts of one portal. Ids are given in order, so that the same seeds have the same ids. */
export class Contacts {
  readonly #there = new Map<string, PortalContact>();
  readonly #archived = new Map<string, PortalContact>();
  readonly #properties: Properties;
  readonly #now: () => Date;
  readonly #tell: Deps['tell'];
  #lastId = FIRST_ID - 1;

  constructor({ properties, now, seed, tell }: Deps) {
    this.#properties = properties;
    this.#now = now;
    this.#tell = tell;
    for (const values of seed) this.#createQuietly(values);
  }

  get(id: string): PortalContact | undefined {
    return this.#there.get(id);
  }

  /** In the order of their ids. */
  list(): readonly PortalContact[] {
    return [...this.#there.values()].toSorted((a, b) => Number(a.id) - Number(b.id));
  }

  create(values: Values, source: Source): PortalContact {
    const contact = this.#createQuietly(values);
    this.#tell({ type: 'creation', id: contact.id }, source);
    return contact;
  }

  /** The values as the portal keeps them. @throws PortalRefusal 400 for a bad one, 409 for one that another has. */
  check(values: Values, own?: string): Values {
    const kept = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.#properties.valueOf(name, value)]),
    );
    for (const name of Object.keys(kept).filter((one) => this.#properties.find(one)?.hasUniqueValue)) {
      const other = kept[name] === '' ? undefined : this.#holderOf(name, kept[name]);
      if (other !== undefined && other !== own) throw taken(name, other);
    }
    return kept;
  }

  edit(id: string, values: Values, source: Source): PortalContact {
    const before = this.#known(id);
    const changed = Object.entries(this.check(values, id)).filter(
      ([name, value]) => (before.properties[name] ?? '') !== value,
    );
    if (changed.length === 0) return before;
    const properties = held({ ...before.properties, ...Object.fromEntries(changed) });
    const after = { ...before, properties, updatedAt: this.#now() };
    this.#there.set(id, after);
    for (const [name, value] of changed) this.#tell({ type: 'propertyChange', id, name, value }, source);
    return after;
  }

  remove(id: string, source: Source = 'CRM_UI'): void {
    this.#archived.set(id, this.#known(id));
    this.#there.delete(id);
    this.#tell({ type: 'deletion', id }, source);
  }

  restore(id: string): PortalContact {
    const contact = this.#archived.get(id);
    if (!contact) throw notFound(`archived contact ${id}`);
    this.#archived.delete(id);
    this.#there.set(id, contact);
    this.#tell({ type: 'restore', id }, 'CRM_UI');
    return contact;
  }

  /** Makes one new record of two; both old ones are gone. */
  merge(primary: string, other: string): PortalContact {
    if (primary === other) throw invalid('A contact cannot be merged with itself');
    const [winner, loser] = [this.#known(primary), this.#known(other)];
    this.#there.delete(primary);
    this.#there.delete(other);
    const mails = [winner, loser].flatMap(({ properties: p }) => [p['email'], p['hs_additional_emails']]);
    const [email = '', ...more] = new Set(mails.flatMap((mail) => mail?.split(';') ?? []));
    const joined = { email, hs_additional_emails: more.join(';') };
    const contact = this.#add({ ...loser.properties, ...winner.properties, ...joined });
    this.#tell({ type: 'merge', id: contact.id, primary, merged: other }, 'CRM_UI');
    return contact;
  }

  /** Erases for good, by request of the person. */
  erase(id: string): void {
    if (!this.#there.delete(id) && !this.#archived.delete(id)) throw notFound(`contact ${id}`);
    // HubSpot sends both to an app that subscribes to both.
    this.#tell({ type: 'deletion', id }, 'CRM_UI');
    this.#tell({ type: 'privacyDeletion', id }, 'CRM_UI');
  }

  #known(id: string): PortalContact {
    const contact = this.#there.get(id);
    if (!contact) throw notFound(`contact ${id}`);
    return contact;
  }

  #createQuietly(values: Values): PortalContact {
    const kept = this.check(values);
    if (NAMING.some((name) => kept[name])) return this.#add(kept);
    throw invalid('A contact needs an email, a firstname or a lastname');
  }

  #add(values: Values): PortalContact {
    const at = this.#now();
    this.#lastId += 1;
    const contact = { id: String(this.#lastId), properties: held(values), createdAt: at, updatedAt: at };
    this.#there.set(contact.id, contact);
    return contact;
  }

  #holderOf(name: string, value: string | undefined): string | undefined {
    for (const { id, properties } of this.#there.values()) if (properties[name] === value) return id;
    return undefined;
  }
}

function held(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function taken(name: string, id: string): PortalRefusal {
  const message =
    name === 'email' ? `Contact already exists. Existing ID: ${id}` : `${name} is held by ${id}`;
  return new PortalRefusal(409, 'CONFLICT', message);
}

/** A contact as the API shows it: what was asked for, null where it has no value, and what is always shown. */
export function shown(contact: PortalContact, asked: readonly string[], properties: Properties) {
  const { id, createdAt, updatedAt } = contact;
  const known = asked.filter((name) => properties.find(name));
  return {
    id,
    properties: {
      ...Object.fromEntries(known.map((name) => [name, contact.properties[name] ?? null])),
      createdate: createdAt.toISOString(),
      lastmodifieddate: updatedAt.toISOString(),
      hs_object_id: id,
    },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    archived: false,
  };
}
