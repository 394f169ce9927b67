import { citedIn } from '../../core/conversation/model-summary/cited.ts';
import { MOST_POSTS, PROMPT, promptFor } from '../../core/conversation/model-summary/prompt.ts';
import { redact } from '../../core/conversation/model-summary/redact.ts';
import type { ModelSummary, Side } from '../../core/conversation/thread/conversation.ts';
import type { ThreadPost } from '../../core/conversation/thread/thread.ts';
import { postKey } from '../../core/conversation/thread/utterance.ts';
import { Failure, POLICY } from '../../core/failure.ts';
import { passingForbidden } from '../../core/governance/passing-on.ts';
import type { NetworkId } from '../../core/ids.ts';
import { keyOf } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Manners } from '../tend.ts';

/** Of what a summary is made, and who makes it. */
export interface ToSummarise {
  readonly posts: readonly ThreadPost[];
  /** Who said a post, by the key of their profile. */
  readonly authors: ReadonlyMap<string, Profile>;
  readonly contactName?: string | undefined;
  readonly sideOf: (by: Profile) => Side;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly titles: ReadonlyMap<string, string>;
}

/** Fewer are not worth anybody's waiting. */
const LEAST = 2;

/**
 * What a language model writes of a thread, each sentence with the posts on which it rests. Nothing of networks whose terms
 * forbid passing it on is sent, and nothing that says who people are. A model that fails says so in a line.
 */
export async function summariseBy(model: LanguageModel, of: ToSummarise): Promise<ModelSummary> {
  const { sent, leftOut } = passedOn(of);
  const made = { model: model.name, host: model.host, prompt: PROMPT, leftOut };
  if (sent.length < LEAST) {
    return {
      ...made,
      sentences: [],
      says: 'There is too little in it that may be given to a language model.',
    };
  }
  const { turns, restore } = told(sent, of);
  try {
    const sentences = citedIn(await model.complete(turns), sent.length).map(({ text, posts }) => ({
      text: restore(text),
      posts: posts.flatMap((n) => sent[n] ?? []).map(({ post }) => ({ network: post.network, id: post.id })),
    }));
    if (sentences.length > 0) return { ...made, sentences };
    return {
      ...made,
      sentences,
      says: `${model.name} wrote nothing that rests on the posts; the sentences of the thread stand.`,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const says = `${model.name} ${POLICY[error.kind].say}; the sentences of the thread stand.`;
    return { ...made, sentences: [], says };
  }
}

/** The newest posts that may be given away, in the order of reading, and why others may not. */
function passedOn({ posts, manners, titles }: ToSummarise) {
  const whyNot = new Map<NetworkId, string>();
  for (const network of new Set(posts.map(({ post }) => post.network))) {
    const known = manners.get(network);
    const clause = known ? passingForbidden(known) : 'Nothing is known of its terms.';
    if (clause !== undefined) whyNot.set(network, clause);
  }
  const allowed = posts.filter(
    ({ post }) => !whyNot.has(post.network) && post.kind !== 'direct message' && post.text.trim() !== '',
  );
  const newest = new Set(
    allowed
      .toSorted((a, b) => b.post.publishedAt.getTime() - a.post.publishedAt.getTime())
      .slice(0, MOST_POSTS),
  );
  const leftOut = [...whyNot].map(([network, clause]) => `${titles.get(network) ?? network}: ${clause}`);
  return { sent: allowed.filter((one) => newest.has(one)), leftOut };
}

function told(sent: readonly ThreadPost[], { authors, contactName, sideOf }: ToSummarise) {
  const people = [...authors.values()];
  const named = contactName === undefined ? people : [{ handle: '', name: contactName }, ...people];
  const { texts, restore } = redact(
    sent.map(({ post }) => post.text),
    named,
  );
  const places = new Map(sent.map(({ post }, n) => [postKey(post), n]));
  const turns = promptFor(
    sent.map(({ post, under }, n) => {
      const by = authors.get(keyOf({ network: post.network, id: post.profile }));
      const above = under && places.get(under.key);
      return { side: by ? sideOf(by) : 'others', text: texts[n] ?? '', under: above };
    }),
  );
  return { turns, restore };
}
