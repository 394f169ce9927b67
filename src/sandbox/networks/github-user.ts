import type { GithubAccount, SamplePerson } from '../people/person.ts';
import { portraitOf } from './portrait.ts';
import { numberOf } from './world.ts';

export type Account = SamplePerson & { readonly github: GithubAccount };

/** `simple-user` */
export function simpleUser(one: Account) {
  const { login, type = 'User', name } = one.github;
  const id = numberOf(one.key);
  const api = `https://api.github.com/users/${login}`;
  return {
    login,
    id,
    node_id: Buffer.from(`04:User${id}`).toString('base64'),
    avatar_url: portraitOf(name ?? login),
    gravatar_id: '',
    url: api,
    html_url: `https://github.com/${login}`,
    followers_url: `${api}/followers`,
    events_url: `${api}/events{/privacy}`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** What is asked for at once: 30 unless told, 100 at the most. */
export function perPage(params: URLSearchParams): number {
  return Math.min(100, Math.max(1, Number(params.get('per_page') ?? 30) || 30));
}
