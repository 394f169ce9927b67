import type { TypeName } from './object-types.ts';
import type { Records } from './records.ts';
import { invalid } from './refusal.ts';

export interface Labelled {
  readonly associationCategory: string;
  readonly associationTypeId: number;
}
export interface To {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** HubSpot's own associations, unlabelled. Source: `AssociationTypes` of `@hubspot/api-client`. */
const OWN: readonly (readonly [from: TypeName, to: TypeName, typeId: number, back: number])[] = [
  ['notes', 'contacts', 202, 201],
  ['tasks', 'contacts', 204, 203],
  ['tickets', 'contacts', 16, 15],
  ['deals', 'contacts', 3, 4],
  ['companies', 'contacts', 280, 279],
];

/** HubSpot's own type of an association; undefined where the two are never associated here. */
export function ownType(from: TypeName, to: TypeName): number | undefined {
  const there = OWN.find((one) => one[0] === from && one[1] === to);
  if (there) return there[2];
  return OWN.find((one) => one[0] === to && one[1] === from)?.[3];
}

/** What belongs to what. Records that are gone take no part. */
export class Associations {
  readonly #all = new Map<string, Map<string, Set<number>>>();
  readonly #records: Readonly<Record<TypeName, Records>>;

  constructor(records: Readonly<Record<TypeName, Records>>) {
    this.#records = records;
  }

  /** @throws PortalRefusal 400 for a type that does not fit, or a record that is not there. */
  join(from: TypeName, id: string, to: TypeName, toId: string, types?: readonly Labelled[]): void {
    const [typeId, back] = [ownType(from, to), ownType(to, from)];
    if (typeId === undefined || back === undefined) throw invalid(`${from} are not associated with ${to}`);
    const asked = types ?? [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }];
    const wrong = asked.find(
      (one) => one.associationCategory !== 'HUBSPOT_DEFINED' || one.associationTypeId !== typeId,
    );
    if (wrong) throw invalid(`Type id ${wrong.associationTypeId} is not valid between ${from} and ${to}`);
    if (!this.#records[from].get(id)) throw invalid(`No ${from} object with id ${id} exists`);
    if (!this.#records[to].get(toId)) throw invalid(`No ${to} object with id ${toId} exists`);
    this.#put(from, id, to, toId, typeId);
    this.#put(to, toId, from, id, back);
  }

  of(from: TypeName, id: string, to: TypeName): readonly To[] {
    const all = this.#all.get(`${from} ${id} ${to}`) ?? new Map<string, Set<number>>();
    return [...all]
      .filter(([toId]) => this.#records[to].get(toId))
      .map(([toId, typeIds]) => ({ id: toId, typeIds: [...typeIds] }));
  }

  /** Two contacts became one: it has what both had. */
  move(ids: readonly string[], to: string): void {
    for (const [from, , ,] of OWN) {
      for (const id of ids) {
        for (const one of this.of('contacts', id, from)) this.join('contacts', to, from, one.id);
      }
    }
  }

  #put(from: TypeName, id: string, to: TypeName, toId: string, typeId: number): void {
    const key = `${from} ${id} ${to}`;
    const all = this.#all.get(key) ?? new Map<string, Set<number>>();
    this.#all.set(key, all.set(toId, (all.get(toId) ?? new Set()).add(typeId)));
  }
}
