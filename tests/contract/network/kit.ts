import { inspect } from 'node:util';
import { expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Sought } from '../../../src/core/identity/plan.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network, NetworkConnector } from '../../../src/ports/network.ts';
import { onStage } from '../stage.ts';
import type { Reply, Site } from '../stage.ts';

/** What a contributor brings: recorded answers of the real network, and what they mean. */
export interface NetworkKit {
  /** Where the recorded network answers: the connector's own base, or the site of the known person. */
  readonly origin: string;
  /** Settings as an admin gives them; `secret` is the one among them that must stay secret. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secret?: string;
  /** A person who is there. `says` is what their profile must say. */
  readonly known: {
    readonly handle: string;
    readonly id: string;
    readonly email?: string;
    readonly name?: string;
    readonly sought?: Sought;
    readonly site: Site;
    readonly says: Partial<Profile>;
  };
  /** Nobody there links to anything: the known person states nothing. */
  readonly statesNothing?: true;
  /** The same questions about somebody who is not there. */
  readonly unknown: { readonly handle: string; readonly id: string; readonly site: Site };
  /** Answers that are no answer; JSON of another shape unless told. */
  readonly strange?: readonly Reply[];
  /** What 401 means where there is no account of ours to connect again. */
  readonly unauthorized?: FailureKind;
  /**
   * The host is the customer's own, or knows the address from the customer: it may be asked for an e-mail address in a
   * URL.
   */
  readonly ownHost?: true;
  /** Posts are asked for as anybody could, without the secret. */
  readonly openPosts?: true;
  /** A site whose every page of posts names a next one, where posts come in pages. */
  readonly endless?: Site;
}

/** One sentence of the contract; rejects when the connector breaks it. */
export interface Check {
  readonly name: string;
  run(connector: NetworkConnector, kit: NetworkKit): Promise<void>;
}

type Question = readonly [name: string, ask: (network: Network) => Promise<unknown>];

/** Every question this connector can be asked about one person. */
export async function questionsAbout(
  connector: NetworkConnector,
  kit: NetworkKit,
  person: { readonly handle: string; readonly id: string },
): Promise<readonly Question[]> {
  const questions: Question[] = [
    ['profile by handle', (n) => n.profile({ handle: person.handle })],
    ['profile by id', (n) => n.profile({ id: person.id })],
  ];
  const { email, name, sought } = kit.known;
  await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
    if (network.profileByEmail)
      questions.push(['profile by e-mail', async (n) => n.profileByEmail?.(given(email, 'email'))]);
    if (network.person) questions.push(['person', async (n) => n.person?.(given(sought, 'sought'))]);
    if (network.search) questions.push(['search', async (n) => n.search?.(given(name, 'name'))]);
    if (!network.posts) return;
    const profile = found(await network.profile({ handle: kit.known.handle }));
    questions.push(['posts', async (n) => n.posts?.(profile, { limit: 20 })]);
  });
  return questions;
}

export function stageOf(kit: NetworkKit) {
  return { origin: kit.origin, settings: kit.settings ?? {} };
}

export function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the connector answers to it, so the kit needs known.${name}`);
  return value;
}

export function found(profile: Profile | undefined): Profile {
  if (profile === undefined) throw new Error('the known account was not found');
  return profile;
}

/** The failure that a question ends in. */
export async function failureOf(question: Promise<unknown>, why: string): Promise<Failure> {
  const outcome = await question.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome))
    throw new Error(`${why}: answered ${inspect(outcome.answer)} instead of failing`);
  if (outcome.error instanceof Failure) return outcome.error;
  throw new Error(`${why}: threw something else than a Failure`, { cause: outcome.error });
}

export async function failsOn(
  connector: NetworkConnector,
  kit: NetworkKit,
  reply: Reply,
  check: (failure: Failure, why: string) => void,
): Promise<void> {
  for (const [name, ask] of await questionsAbout(connector, kit, kit.known)) {
    await onStage(
      connector,
      stageOf(kit),
      () => reply,
      async ({ network }) => {
        const why = `${name}, answered ${reply.status ?? 200}`;
        check(await failureOf(ask(network), why), why);
      },
    );
  }
}

export function isKind(kind: FailureKind) {
  return (failure: Failure, why: string) => expect(failure.kind, why).toBe(kind);
}
