import type { ListeningPage, PeopleHeard as Page } from '../../http/listening-shapes.ts';
import { NetworkMark } from '../parts/network-mark.tsx';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { many, safeUrl } from '../words.ts';
import { AddToCrm } from './add-to-crm.tsx';
import { HeardLine } from './heard-line.tsx';
import { useIgnore, usePeople } from './listening-queries.ts';
import { WhoseProfile } from './whose-profile.tsx';

interface Props {
  readonly page: ListeningPage;
  readonly crm: string;
}

/** Everybody who was heard and is linked to no contact, last heard first. */
export function PeopleHeard({ page, crm }: Props) {
  const { data, error } = usePeople();
  const names = new Map(page.rules.map(({ id, wanted }) => [id, wanted.name]));
  return (
    <section className="setting" aria-labelledby="people">
      <h2 id="people">People heard</h2>
      <p>
        They are no contacts: nothing of them is in {crm}. What they said goes after {page.strangerDays} days
        unless you add them there, or say who they are.
      </p>
      <TroubleLine of={error} />
      {data?.people.length === 0 && <p className="quiet">{emptySays(page)}</p>}
      {data && data.people.length > 0 && (
        <ul className="rules">
          {data.people.map((person) => (
            <Person key={`${person.network}:${person.profile}`} {...{ person, names, crm }} />
          ))}
        </ul>
      )}
    </section>
  );
}

function emptySays({ rules }: ListeningPage): string {
  if (rules.length === 0)
    return 'Nobody yet, since nothing is listened for. Write a rule above and switch it on.';
  if (rules.every(({ on }) => !on)) return 'Nobody, since no rule is on. Switch one on below.';
  return 'Nobody yet. The rules that are on are asked again by themselves.';
}

interface PersonProps {
  readonly person: Page['people'][number];
  readonly names: ReadonlyMap<string, string>;
  readonly crm: string;
}

function Person({ person, names, crm }: PersonProps) {
  const { name, handle, url, network, networkTitle, posts, influence } = person;
  const ignore = useIgnore(person);
  const shown = name ?? handle;
  return (
    <li aria-label={shown}>
      <p>
        <NetworkMark network={network} title={networkTitle} />{' '}
        <a href={safeUrl(url)} target="_blank" rel="noopener noreferrer">
          <strong>{shown}</strong>
        </a>{' '}
        <span className="quiet">
          {name !== undefined && `${handle} · `}
          {networkTitle} · heard in {many(posts, 'post')}
          {influence !== undefined && ` · influence above ${Math.round(influence)} % there`}
        </span>
      </p>
      {person.newest.map((line) => (
        <HeardLine key={`${line.rule} ${line.post}`} line={line} rule={names.get(line.rule) ?? 'a rule'} />
      ))}
      {person.addition?.state === 'looks like' && (
        <p className="quiet">
          To be added to {crm}, as {person.addition.by} decided; {crm} has somebody like them.
        </p>
      )}
      <AddToCrm person={person} crm={crm} />
      <WhoseProfile person={person} crm={crm} />
      <p className="acts">
        <button
          type="button"
          className="danger"
          aria-label={`Ignore for ever: ${shown}`}
          disabled={ignore.isPending}
          onClick={() => ignore.mutate(undefined)}
        >
          Ignore for ever
        </button>
      </p>
      <TroubleLine of={ignore.error} />
    </li>
  );
}
