import { keyphrasesOf } from '../conversation/keyphrases/keyphrases.ts';
import { POLICY } from '../failure.ts';
import { keyOf } from '../profile.ts';
import { contactView } from './candidate.ts';
import { consentsAsked } from './consents-asked.ts';
import type { Asked, ReadPost, RecordFacts } from './facts.ts';
import { headlines } from './headlines.ts';
import { inOrder, isLive, isRefused, isSuggested, linked, present, profileView } from './profiles.ts';
import type { Linked, ViewContext } from './profiles.ts';
import { mappedFields } from './mapped-fields.ts';
import { jobChanges } from './job-changes.ts';
import type { CustomerRecord, RecordPost } from './record.ts';
import { saidSignals } from './said-signals.ts';
import type { Signal } from './signal.ts';
import { spikeSignals } from './spike-signals.ts';
import { mostTellingFirst } from './telling.ts';
import { topicsOf } from './topics.ts';
import type { TopicsOf } from './topics.ts';
import { saidOnce } from './said-once.ts';
import type { SaidOnce } from './said-once.ts';
import { speakingAmong } from './speaking.ts';

/**
 * The record of one contact: everything derived, nothing without a source, what is unknown absent. The same facts at
 * the same time give the same record.
 */
export function viewOf(facts: RecordFacts, context: ViewContext): CustomerRecord {
  const all = inOrder(linked(facts));
  const live = all.filter(isLive);
  const said = saidOnce(readable(facts.posts, live));
  const told = saidSignals(said, context);
  const shown = { ...facts, posts: latest(said, facts.posts, told) };
  const { contact } = facts;
  const topics = topicsOf(facts.vocabulary ?? []);
  return {
    contact: contactView(contact),
    sample: facts.sample,
    headlines: headlines(shown, live, context),
    profiles: live.map((one) => profileView(one, context)),
    suggestions: all.filter(isSuggested).map((one) => profileView(one, context)),
    refused: all.filter(isRefused).map((one) => profileView(one, context)),
    conversations: shown.posts.map((post) => postView(post, live, topics, context)),
    ...present({ keyphrases: comesBackTo(shown.posts) }),
    signals: [
      ...mostTellingFirst([
        ...jobChanges(contact, live, facts.jobs, context),
        ...spikeSignals(facts.spikes ?? [], live, context),
        ...told,
      ]),
    ],
    fields: facts.mapped ? mappedFields(facts.mapped, all, context) : [],
    consent: {
      ...CONSENT,
      networks: [...consentsAsked(facts, [...live, ...all.filter(isSuggested)], context)],
    },
    freshness: facts.asked
      .toSorted((a, b) => (a.network < b.network ? -1 : 1))
      .map((one) => freshness(one, context)),
    acts: acts(all),
  };
}

const CONSENT = {
  basis: 'published by the person',
  says: 'Only what was published on open networks is kept, with its source. It can be erased at any time.',
} as const;

/** So many posts are shown, whatever they tell. */
const NEWEST = 20;

function readable(posts: readonly ReadPost[], live: readonly Linked[]): readonly ReadPost[] {
  const speaking = speakingAmong(live.map(({ profile }) => profile));
  return posts.filter((post) => speaking.has(keyOf({ network: post.network, id: post.profile })));
}

/** The newest, and what a signal rests on. */
function latest(
  said: readonly SaidOnce[],
  posts: RecordFacts['posts'],
  told: readonly Signal[],
): readonly SaidOnce[] {
  const since = posts[NEWEST - 1]?.publishedAt ?? new Date(0);
  const worth = new Set(told.map(({ url }) => url));
  return said.filter(({ publishedAt, url }) => publishedAt >= since || worth.has(url));
}

/** What is shared are somebody else's words. */
function comesBackTo(posts: readonly ReadPost[]): CustomerRecord['keyphrases'] {
  const own = posts.filter(({ kind }) => kind !== 'share');
  const told = keyphrasesOf(own.map(({ text, reading }) => ({ text, language: reading?.language?.tag })));
  return told.length > 0 ? [...told] : undefined;
}

function postView(
  post: SaidOnce,
  live: readonly Linked[],
  topicsOf: TopicsOf,
  { titles }: ViewContext,
): RecordPost {
  const topics = topicsOf(post);
  const by = live.find(({ profile }) => profile.network === post.network && profile.id === post.profile);
  return {
    network: post.network,
    networkTitle: titles.get(post.network) ?? post.network,
    id: post.id,
    url: post.url,
    kind: post.kind,
    handle: by?.profile.handle ?? post.profile,
    text: post.text,
    publishedAt: post.publishedAt.toISOString(),
    ...present({ reading: post.reading }),
    counts: present(post.counts),
    ...(topics.length > 0 && { topics }),
    ...(post.elsewhere.length > 0 && {
      alsoOn: post.elsewhere.map(({ network, url, publishedAt }) => ({
        network,
        networkTitle: titles.get(network) ?? network,
        url,
        publishedAt: publishedAt.toISOString(),
      })),
    }),
  };
}

function freshness(
  { network, at, outcome, says }: Asked,
  { titles }: ViewContext,
): CustomerRecord['freshness'][number] {
  const title = titles.get(network) ?? network;
  const trouble =
    outcome === 'trouble' ? `${title} ${says ?? POLICY.unavailable.say}; the rest is shown.` : undefined;
  return { block: network, title, askedAt: at.toISOString(), ...present({ trouble }) };
}

function acts(all: readonly Linked[]): CustomerRecord['acts'] {
  const about = all.flatMap((one): CustomerRecord['acts'] => {
    const { link, profile } = one;
    const where = { network: profile.network, profile: profile.id };
    if (link.decidedBy !== 'Kith') return [{ act: 'undo', ...where, label: 'Undo' }];
    const notThem = { act: 'not them', ...where, label: 'Not them' } as const;
    if (isSuggested(one)) return [{ act: 'confirm', ...where, label: 'Confirm' }, notThem];
    if (isLive(one)) return [notThem];
    return isRefused(one) ? [{ act: 'confirm', ...where, label: 'It is them' }] : [];
  });
  return [...about, { act: 'refresh', label: 'Ask the networks again' }];
}
