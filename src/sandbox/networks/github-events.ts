import type { GithubAccount, GithubEvent, SamplePerson } from '../people/person.ts';
import { numberOf } from './world.ts';

type Owner = SamplePerson & { readonly github: GithubAccount };

/** One event as `GET /users/{login}/events/public` shows it. */
export function eventBody(owner: Owner, event: GithubEvent, at: Date): object {
  const { login } = owner.github;
  const created = at.toISOString().replace('.000Z', 'Z');
  return {
    id: String(numberOf(`event ${owner.key} ${event.repo} ${event.text ?? event.kind}`)),
    type: KINDS[event.kind].type,
    actor: {
      id: numberOf(owner.key),
      login,
      display_login: login,
      gravatar_id: '',
      url: `https://api.github.com/users/${login}`,
      avatar_url: `https://avatars.githubusercontent.com/u/${numberOf(owner.key)}?`,
    },
    repo: { id: numberOf(event.repo), name: event.repo, url: `https://api.github.com/repos/${event.repo}` },
    payload: KINDS[event.kind].payload(event, created),
    public: true,
    created_at: created,
  };
}

interface Kind {
  readonly type: string;
  readonly payload: (event: GithubEvent, created: string) => object;
}

const KINDS: Readonly<Record<GithubEvent['kind'], Kind>> = {
  issue: {
    type: 'IssuesEvent',
    payload: (event, created) => ({ action: 'opened', issue: { ...issueBody(event), created_at: created } }),
  },
  comment: {
    type: 'IssueCommentEvent',
    payload: (event, created) => ({
      action: 'created',
      issue: issueBody(event),
      comment: commentBody(event, created),
    }),
  },
  release: {
    type: 'ReleaseEvent',
    payload: (event, created) => ({ action: 'published', release: release(event, created) }),
  },
  star: { type: 'WatchEvent', payload: () => ({ action: 'started' }) },
};

/** An issue, or the one that is commented on. */
export function issueBody({ repo, number = 1, title = '', text, thumbsUp, kind }: GithubEvent): object {
  const opened = kind === 'issue';
  return {
    id: numberOf(`${repo}#${number}`),
    number,
    title,
    state: 'open',
    html_url: `https://github.com/${repo}/issues/${number}`,
    body: opened ? (text ?? null) : null,
    comments: opened ? 2 : 5,
    ...(opened && { reactions: reactions(thumbsUp) }),
  };
}

/** What is said below an issue. */
export function commentBody({ repo, number = 1, text, thumbsUp }: GithubEvent, created: string): object {
  const id = numberOf(`comment ${repo} ${text}`);
  return {
    id,
    html_url: `https://github.com/${repo}/issues/${number}#issuecomment-${id}`,
    body: text ?? '',
    reactions: reactions(thumbsUp),
    created_at: created,
  };
}

function release({ repo, title = '', text, thumbsUp }: GithubEvent, created: string): object {
  const tag = `v${title.split(' ').at(-1)}`;
  return {
    id: numberOf(`release ${repo} ${title}`),
    tag_name: tag,
    name: title,
    body: text ?? '',
    html_url: `https://github.com/${repo}/releases/tag/${tag}`,
    reactions: reactions(thumbsUp),
    published_at: created,
  };
}

function reactions(thumbsUp = 0): object {
  const others = { '-1': 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { total_count: thumbsUp, '+1': thumbsUp, ...others };
}
