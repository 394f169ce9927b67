import type { RefObject } from 'react';
import type { CustomerRecord } from '../../core/record/record.ts';
import { useTell } from '../parts/notice.tsx';
import { useRefresh } from '../queries.ts';
import { Avatar } from './avatar.tsx';

interface Props {
  readonly record: CustomerRecord;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** Who the CRM says this is. */
export function Person({ record, heading }: Props) {
  const { contact, profiles } = record;
  const again = record.acts.find(({ act }) => act === 'refresh');
  const work = [contact.title, contact.company].filter(Boolean).join(', ');
  return (
    <header className="person">
      <Avatar src={profiles.find(({ avatar }) => avatar)?.avatar} name={contact.name} size="large" />
      <div className="person-text">
        <h1 id="person" ref={heading} tabIndex={-1}>
          {contact.name || contact.emails[0] || 'No name'}
        </h1>
        <p className="quiet">{[work, contact.location].filter(Boolean).join(' · ')}</p>
      </div>
      {again && <AskAgain contact={contact.id} label={again.label} />}
    </header>
  );
}

function AskAgain({ contact, label }: { readonly contact: string; readonly label: string }) {
  const refresh = useRefresh(contact);
  const tell = useTell();
  function ask(): void {
    refresh.mutate(undefined, {
      onSuccess: () => tell({ text: 'Asking the networks again. This page changes by itself.' }),
      onError: (error) => tell({ text: error.message }),
    });
  }
  return (
    <button type="button" disabled={refresh.isPending} onClick={ask}>
      {label}
    </button>
  );
}
