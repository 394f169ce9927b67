import { createHash } from 'node:crypto';
import type { BlueskyAccount, GithubAccount, GravatarPage, SamplePerson, Site } from '../people/person.ts';

/** Everybody as they are now. Times are kept as minutes before `startedAt`; later ones are negative. */
export interface World {
  readonly startedAt: Date;
  readonly now: () => Date;
  all(): readonly SamplePerson[];
  find(key: string): SamplePerson | undefined;
  /** @throws Error when nobody has this key. */
  change(key: string, how: (person: SamplePerson) => SamplePerson): void;
  timeOf(moment: { readonly minutesAgo: number }): Date;
}

export function openWorld(people: readonly SamplePerson[], now: () => Date): World {
  const everybody = new Map(people.map((person) => [person.key, person]));
  const startedAt = now();
  return {
    startedAt,
    now,
    all: () => [...everybody.values()],
    find: (key) => everybody.get(key),
    change: (key, how) => {
      const person = everybody.get(key);
      if (!person) throw new Error(`Nobody in the sample workspace is called ${key}`);
      everybody.set(key, how(person));
    },
    timeOf: ({ minutesAgo }) => new Date(startedAt.getTime() - minutesAgo * 60_000),
  };
}

type Having<K extends 'bluesky' | 'github' | 'gravatar' | 'site', T> = SamplePerson & Record<K, T>;

export const hasBluesky = (one: SamplePerson): one is Having<'bluesky', BlueskyAccount> => !!one.bluesky;
export const hasGithub = (one: SamplePerson): one is Having<'github', GithubAccount> => !!one.github;
export const hasGravatar = (one: SamplePerson): one is Having<'gravatar', GravatarPage> => !!one.gravatar;
export const hasSite = (one: SamplePerson): one is Having<'site', Site> => !!one.site;

/** A DID that is the same at every start: 24 letters of the alphabet that did:plc uses. */
export function didOf(key: string): string {
  return `did:plc:${base32(`did ${key}`, 24)}`;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Letters and digits of base32, made from a text. */
export function base32(text: string, length: number): string {
  const bytes = createHash('sha256').update(text).digest();
  return [...bytes.subarray(0, length)].map((byte) => LETTERS[byte % 32]).join('');
}

/** The content identifier that a text would have as an AT Protocol record: CIDv1, DAG-CBOR, SHA-256. */
export function cidOf(text: string): string {
  const bytes = [0x01, 0x71, 0x12, 0x20, ...createHash('sha256').update(text).digest()];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `b${(bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[parseInt(five.padEnd(5, '0'), 2)]).join('')}`;
}

/** A number that is the same at every start, far above those that the network has given out. */
export function numberOf(text: string): number {
  return 4_000_000_000 + createHash('sha256').update(text).digest().readUInt32BE(0);
}

/** Whether a name holds all words that were asked for, in any order, as these networks' searches have it. */
export function holdsWords(name: string, asked: string): boolean {
  const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = fold(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.length > 0 && words.every((word) => fold(name).includes(word));
}
