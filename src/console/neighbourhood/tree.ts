import type {
  Neighbourhood,
  PathStep,
  ReachedPerson,
} from '../../core/influence/neighbourhood/neighbourhood.ts';

export type Kind = 'self' | 'contact' | 'stranger' | 'account' | 'deal';

/** Somebody or something of the picture, with what hangs on it. */
export interface Spot {
  readonly key: string;
  readonly kind: Kind;
  readonly label: string;
  /** How strongly they are reached; of accounts and deals nothing is said. */
  readonly strength?: ReachedPerson['strength'];
  readonly children: Spot[];
}

/** A contact of an account that hangs on another of its contacts. */
export type Across = readonly [contact: string, account: string];

export interface Tree {
  readonly root: Spot;
  readonly across: readonly Across[];
}

/** More than this no picture holds. */
export const MOST_SPOTS = 60;

type OnTheWay = PathStep['from'];
const keyOf = ({ contact, url }: OnTheWay) =>
  contact === undefined ? `stranger ${url}` : `contact ${contact}`;

/** The person, whom they reach by the strongest way, and then, as long as there is room, deals and accounts. */
export function treeOf({ name, contact, people }: Neighbourhood): Tree {
  const root: Spot = { key: `self ${contact}`, kind: 'self', label: name, children: [] };
  const spots = new Map([[root.key, root]]);
  const across: Across[] = [];
  const hang = (on: Spot, spot: Spot): Spot | undefined => {
    const there = spots.get(spot.key);
    if (there || spots.size >= MOST_SPOTS) return there;
    spots.set(spot.key, spot);
    on.children.push(spot);
    return spot;
  };
  // Whoever is reached themselves before whoever is reached by way of them.
  for (const one of people.toSorted((a, b) => stepsOf(a).length - stepsOf(b).length)) {
    let on: Spot | undefined = root;
    for (const step of stepsOf(one)) on = on && hang(on, spotOf(step.from, one, people));
  }
  for (const one of people) {
    const on = spots.get(`contact ${one.contact}`);
    for (const { id, title, worth } of on ? one.deals : []) {
      const label = worth === undefined ? title : `${worth}, ${title}`;
      if (on) hang(on, { key: `deal ${id}`, kind: 'deal', label, children: [] });
    }
    if (!on || one.account === undefined) continue;
    const key = `account ${one.account.toLowerCase()}`;
    if (spots.has(key)) across.push([on.key, key]);
    hang(on, { key, kind: 'account', label: one.account, children: [] });
  }
  return { root, across };
}

const stepsOf = ({ paths }: ReachedPerson) => paths[0]?.steps ?? [];

function spotOf(who: OnTheWay, by: ReachedPerson, people: readonly ReachedPerson[]): Spot {
  const strength = (people.find(({ contact }) => contact === who.contact) ?? by).strength;
  const kind = who.contact === undefined ? 'stranger' : 'contact';
  return { key: keyOf(who), kind, label: who.name, strength, children: [] };
}
