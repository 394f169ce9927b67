import type { GithubEvent } from '../people/person.ts';
import { commentBody, issueBody } from './github-events.ts';
import { perPage, simpleUser } from './github-user.ts';
import type { Reply } from './reply.ts';
import { hasGithub } from './world.ts';
import type { World } from './world.ts';

/**
 * `GET /repos/{owner}/{name}/issues/{number}` and its `/comments`: what the sample people said there until now, the first
 * first. Undefined where none of them did. Of an issue that somebody else opened, the account is gone.
 */
export function issueThread(world: World, url: URL): Reply | undefined {
  const [, , owner, name, , number, below] = url.pathname.split('/').map(decodeURIComponent);
  const said = saidIn(
    world,
    (event) => event.repo === `${owner}/${name}` && String(event.number ?? 1) === number,
  );
  const [first] = said;
  if (!first || (below !== undefined && below !== 'comments')) return undefined;
  const comments = said.filter(({ event }) => event.kind === 'comment');
  if (below === 'comments') {
    const body = comments.slice(0, perPage(url.searchParams)).map(({ by, event, created }) => ({
      ...commentBody(event, created),
      ...{ user: simpleUser(by), updated_at: created, author_association: 'NONE' },
    }));
    return { status: 200, body };
  }
  const opened = said.find(({ event }) => event.kind === 'issue');
  const { event, created } = opened ?? first;
  const user = opened ? simpleUser(opened.by) : null;
  return {
    status: 200,
    body: { ...issueBody(event), comments: comments.length, user, created_at: created, updated_at: created },
  };
}

function saidIn(world: World, here: (event: GithubEvent) => boolean) {
  return world
    .all()
    .filter(hasGithub)
    .flatMap((by) => by.github.events.map((event) => ({ by, event, at: world.timeOf(event) })))
    .filter(
      ({ event, at }) =>
        (event.kind === 'issue' || event.kind === 'comment') && here(event) && at <= world.now(),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((one) => ({ ...one, created: one.at.toISOString().replace('.000Z', 'Z') }));
}
