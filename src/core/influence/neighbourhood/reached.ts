import type { Contact } from '../../contact.ts';
import type { ContactId } from '../../ids.ts';
import { keyOf } from '../../profile.ts';
import { volumeAt } from '../attention-edge.ts';
import type { Neighbour, NeighbourhoodFacts, Tie } from './facts.ts';

/** Somebody turned to whoever stands before them on the way. */
export interface Step {
  readonly tie: Tie;
  readonly giver: Neighbour;
  readonly receiver: Neighbour;
}

/** A way on which what a person says comes to a contact, nearest to the person first. */
export interface Path {
  readonly steps: readonly Step[];
  /** 0 to 1. */
  readonly strength: number;
}

export interface Reached {
  readonly contact: Contact;
  /** 0 to 1: that of all ways to them together, as if each were another chance. */
  readonly strength: number;
  /** The strongest first. */
  readonly paths: readonly Path[];
}

/** So many posts of today, or twice as many of 90 days ago, are half of all the attention that there can be. */
const HALF_AT = 2;
/** What somebody passes on of what they heard. */
const PASSED_ON = 0.5;
/** What is weaker is not told: a single answer of half a year ago says nothing about today. */
const FLOOR = 0.08;
const PATHS = 3;

/**
 * The contacts whom a person reaches: those who turn to what they say, and those who turn to somebody who does, each with
 * the ways. The strongest first.
 * @param shown whether a profile may stand on a way.
 */
export function reachedFrom(
  facts: NeighbourhoodFacts,
  shown: (profile: Neighbour) => boolean,
  now: Date,
): readonly Reached[] {
  const own = new Set(facts.own.map(keyOf));
  const profiles = new Map(facts.profiles.map((one) => [keyOf(one), one]));
  const turningTo = Map.groupBy(
    facts.ties
      .flatMap((tie) => stepOf(tie, profiles) ?? [])
      .filter(({ giver, receiver }) => shown(giver) && shown(receiver)),
    ({ receiver }) => keyOf(receiver),
  );
  const from = (key: string) => (turningTo.get(key) ?? []).filter(({ giver }) => !own.has(keyOf(giver)));
  const first = [...own].flatMap((key) => from(key).map((step) => pathOf([step], now)));
  const second = first.flatMap(({ steps }) =>
    steps.flatMap(({ giver }) => from(keyOf(giver)).map((step) => pathOf([...steps, step], now))),
  );
  return byContact(
    facts,
    own,
    profiles,
    [...first, ...second].filter(({ strength }) => strength >= FLOOR),
  );
}

/** What nothing shows any more is no step, nor is what somebody does with themselves. */
function stepOf(tie: Tie, profiles: ReadonlyMap<string, Neighbour>): Step | undefined {
  const [giver, receiver] = [tie.giver, tie.receiver].map((id) =>
    profiles.get(keyOf({ network: tie.network, id })),
  );
  return giver && receiver && giver !== receiver && tie.evidence.length > 0
    ? { tie, giver, receiver }
    : undefined;
}

function pathOf(steps: readonly Step[], now: Date): Path {
  const strengths = steps.map(({ tie }) => 1 - 0.5 ** (volumeAt(tie, now) / HALF_AT));
  return { steps, strength: strengths.reduce((a, b) => a * b * PASSED_ON) };
}

function byContact(
  { contact: self, contacts }: NeighbourhoodFacts,
  own: ReadonlySet<string>,
  profiles: ReadonlyMap<string, Neighbour>,
  paths: readonly Path[],
): readonly Reached[] {
  // Whoever has one of their profiles is the person once more: nobody reaches themselves.
  const themselves = new Set<ContactId>([
    self.id,
    ...[...own].flatMap((key) => profiles.get(key)?.contacts ?? []),
  ]);
  const ways = new Map<ContactId, Path[]>();
  for (const path of paths) {
    for (const id of path.steps.at(-1)?.giver.contacts ?? []) {
      if (!themselves.has(id) && !path.steps.slice(0, -1).some(({ giver }) => giver.contacts.includes(id)))
        ways.set(id, [...(ways.get(id) ?? []), path]);
    }
  }
  return contacts
    .flatMap((contact) => {
      const all = ways.get(contact.id)?.toSorted(byStrength);
      return all ? [{ contact, strength: together(all), paths: all.slice(0, PATHS) }] : [];
    })
    .toSorted((a, b) => byStrength(a, b) || (a.contact.id < b.contact.id ? -1 : 1));
}

const byStrength = (a: { readonly strength: number }, b: { readonly strength: number }) =>
  b.strength - a.strength;

const together = (paths: readonly Path[]) =>
  1 - paths.reduce((left, { strength }) => left * (1 - strength), 1);
