import { z } from 'zod';
import { ContactId, NetworkId, PostId, ProfileId, isKeepable } from '../../core/ids.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { peopleOf } from '../listening-lines.ts';
import { PeopleHeard } from '../listening-shapes.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { addingRoutes } from './adding.ts';
import { LISTENING } from './listening.ts';
import { adminOf } from './settings.ts';

type Deps = Pick<HttpDeps, 'listening' | 'titles'>;

const PEOPLE = `${LISTENING}/people`;
const query = z.object({});
const person = { params: z.object({ network: NetworkId, profileId: ProfileId }), query };

/** Where a page ended: the moment and the profile. */
const After = z
  .string()
  .regex(/^\S+ .+$/s)
  .transform((after) => ({
    at: new Date(after.slice(0, after.indexOf(' '))),
    key: after.slice(after.indexOf(' ') + 1),
  }))
  .refine(
    ({ at, key }) => z.iso.datetime().safeParse(written(at)).success && isKeepable(key),
    'as `next` of the page before',
  );

/** Empty for what is no moment; what lies outside of four-digit years is none that any page ends at. */
const written = (at: Date) => (Number.isNaN(at.getTime()) ? '' : at.toISOString());

/** Who was heard and is nobody's contact, and what a person decides about them. */
export function peopleHeardRoutes(deps: Deps): readonly Route[] {
  return [list(deps), answer(deps), ignore(deps), link(deps), ...addingRoutes(deps)];
}

const list = ({ listening, titles }: Deps) =>
  scoped(
    {
      id: 'listPeopleHeard',
      method: 'get',
      path: PEOPLE,
      summary: 'People heard who are linked to no contact, last heard first',
      answers: { 200: { says: 'A page of them', schema: PeopleHeard } },
      params: z.object({}),
      query: z.object({
        rule: z.uuid().optional(),
        after: After.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    },
    async ({ query: { rule, after, limit }, viewer }, { id }) => {
      const people = await listening.people(id, { rule, after, framed: whereOf(viewer) === 'framed' }, limit);
      const additions = await listening.additionsOf(
        id,
        people.map(({ profile }) => profile),
      );
      return { status: 200, body: peopleOf(people, { titles, additions }, limit) };
    },
  );

const answer = ({ listening }: Deps) =>
  scoped(
    {
      id: 'answerHeard',
      method: 'post',
      path: `${LISTENING}/answers`,
      summary: 'Whether what a rule heard was relevant; another answer replaces it',
      answers: { 204: { says: 'It counts' }, 404: { says: 'The rule did not hear it' } },
      params: z.object({}),
      query,
      body: z.object({ rule: z.uuid(), network: NetworkId, post: PostId, relevant: z.boolean() }),
    },
    async ({ body: { relevant, ...heard } }, { id }) => {
      if (await listening.answer(id, heard, relevant)) return { status: 204 };
      throw new Refusal(404, 'No such rule heard this post, or it is not kept any more.');
    },
  );

const ignore = ({ listening }: Deps) =>
  scoped(
    {
      id: 'ignorePerson',
      method: 'post',
      path: `${PEOPLE}/{network}/{profileId}/ignore`,
      summary: 'Never listens to this profile again: what it said goes, and it is not kept any more',
      answers: { 204: { says: 'It is ignored' }, 404: { says: 'No such profile' } },
      ...person,
    },
    async ({ params: { network, profileId: profile } }, { id }) => {
      if (await listening.ignore(id, { network, id: profile })) return { status: 204 };
      throw new Refusal(404, 'There is no such profile here.');
    },
  );

const link = ({ listening }: Deps) =>
  scoped(
    {
      id: 'linkPersonHeard',
      method: 'post',
      path: `${PEOPLE}/{network}/{profileId}/contact`,
      summary: 'Says which contact this is; the word can be withdrawn in the record',
      answers: {
        204: { says: 'It is linked' },
        404: { says: 'No such contact or profile' },
        409: { says: 'The network’s terms forbid it' },
      },
      ...person,
      body: z.object({ contact: ContactId }),
    },
    async ({ params: { network, profileId }, body: { contact }, viewer }, { id }) => {
      const linked = await listening.link(id, { network, id: profileId }, { contact, by: adminOf(viewer) });
      if (linked === true) return { status: 204 };
      if (linked === false) throw new Refusal(404, 'There is no such contact or profile here.');
      throw new Refusal(409, linked.refused);
    },
  );
