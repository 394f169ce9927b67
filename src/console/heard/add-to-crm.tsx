import { useState } from 'react';
import type { PeopleHeard } from '../../http/listening-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { go } from '../place.ts';
import { useAddition, useAddToCrm, useLink } from './listening-queries.ts';

type Person = PeopleHeard['people'][number];

interface Props {
  readonly person: Person;
  readonly crm: string;
}

/** Makes a contact of somebody, after a look at what would be written; then their record opens. */
export function AddToCrm({ person, crm }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Add to {crm}</summary>
      {open && <Adding person={person} crm={crm} />}
    </details>
  );
}

function Adding({ person, crm }: Props) {
  const { data, error } = useAddition(person);
  const add = useAddToCrm(person);
  const name = person.name ?? person.handle;
  const outcome = add.data ?? person.addition;
  async function press(insist: boolean): Promise<void> {
    // The person is gone from this list by then, and with them what is mounted here.
    const { contact } = await add.mutateAsync(insist);
    if (contact) go({ contact: contact.contact });
  }
  // What went wrong is said below.
  const quietly = (insist: boolean) => void press(insist).catch(() => undefined);
  if (error) return <p className="trouble">{error.message}</p>;
  if (!data) return <p role="status">Asking {crm} what it wants …</p>;
  if (data.refused !== undefined) return <p className="trouble">{data.refused}</p>;
  return (
    <>
      <p>This is written into a new record of {crm}, and nothing else:</p>
      <Fields fields={data.fields} />
      {outcome && <Outcome {...{ person, crm, outcome }} insist={() => quietly(true)} />}
      <p className="acts">
        <button type="button" disabled={add.isPending} onClick={() => quietly(false)}>
          {add.isPending ? `Adding ${name} …` : `Add ${name} to ${crm}`}
        </button>
      </p>
      <TroubleLine of={add.error} />
    </>
  );
}

function Fields({
  fields,
}: {
  readonly fields: NonNullable<ReturnType<typeof useAddition>['data']>['fields'];
}) {
  return (
    <dl className="told">
      {fields.map(({ label, value, says }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} {says !== undefined && <span className="quiet">({says})</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface OutcomeProps extends Props {
  readonly outcome: NonNullable<Person['addition']>;
  readonly insist: () => void;
}

/** Why they are no contact yet, although somebody wanted it. */
function Outcome({ person, crm, outcome, insist }: OutcomeProps) {
  const { state, by, says, others, mayInsist } = outcome;
  const link = useLink(person);
  if (state === 'waiting')
    return (
      <p role="status">
        {crm} does not answer. It is tried again by itself, as {by} decided.
      </p>
    );
  if (state === 'refused')
    return (
      <p role="status">
        It was not done, as {by} wanted it. {says}
      </p>
    );
  if (state !== 'looks like') return null;
  return (
    <div role="status">
      <p>
        {crm}’s rules for duplicates hold them to be somebody who is there already
        {others.length === 0 ? ', whom Kith may not see.' : '. Who are they?'}
      </p>
      <p className="acts">
        {others.map(({ contact, name }) => (
          <button key={contact} type="button" onClick={() => link.mutate(contact)}>
            They are {name ?? contact}
          </button>
        ))}
        {mayInsist && (
          <button type="button" onClick={insist}>
            None of these: add them all the same
          </button>
        )}
      </p>
      {!mayInsist && <p className="quiet">An administrator of {crm} lets nobody add them all the same.</p>}
      <TroubleLine of={link.error} />
    </div>
  );
}
