import { useId, useState } from 'react';
import type { PeopleHeard } from '../../http/listening-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { useContacts } from '../queries.ts';
import { useLink } from './listening-queries.ts';

interface Props {
  readonly person: PeopleHeard['people'][number];
  readonly crm: string;
}

const SHOWN = 5;

/** Says which contact somebody is. */
export function WhoseProfile({ person, crm }: Props) {
  const [search, setSearch] = useState('');
  const id = useId();
  const link = useLink(person);
  const wanted = search.trim();
  return (
    <details>
      <summary>This is a contact</summary>
      <p className="field">
        <label htmlFor={id}>Name, company or e-mail of the contact</label>
        <input {...{ id, value: search }} type="search" onChange={(event) => setSearch(event.target.value)} />
      </p>
      {wanted !== '' && <Found search={wanted} crm={crm} choose={(contact) => link.mutate(contact)} />}
      <TroubleLine of={link.error} />
    </details>
  );
}

interface FoundProps {
  readonly search: string;
  readonly crm: string;
  readonly choose: (contact: string) => void;
}

function Found({ search, crm, choose }: FoundProps) {
  const { data, error } = useContacts(search);
  const contacts = data?.pages[0]?.contacts.slice(0, SHOWN) ?? [];
  if (error) return <p className="trouble">{error.message}</p>;
  if (data && contacts.length === 0) return <p role="status">No contact in {crm} is called so.</p>;
  return (
    <p className="acts">
      {contacts.map(({ id, name, company }) => (
        <button key={id} type="button" onClick={() => choose(id)}>
          It is {[name ?? id, company].filter(Boolean).join(', ')}
        </button>
      ))}
    </p>
  );
}
