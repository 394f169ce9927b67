import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { ContactLine, Workspace } from '../http/shapes.ts';
import { ContactRow } from './contact-row.tsx';
import { useKeys } from './keys.ts';
import { moveFocus, step } from './list-keys.ts';
import { ListSkeleton } from './parts/states.tsx';
import { contactOn, go, usePlace } from './place.ts';
import { useContacts } from './queries.ts';
import { many } from './words.ts';

const WIDE = '(min-width: 860px)';

/** All contacts by name, with what was found for each. */
export function ContactList({ progress }: { readonly progress: Workspace['progress'] }) {
  const [search, setSearch] = useState('');
  const query = useContacts(useDeferredValue(search.trim()));
  const contacts = query.data?.pages.flatMap((page) => page.contacts) ?? [];
  const box = useRef<HTMLInputElement>(null);
  const contact = contactOn(usePlace().page);
  useFirst(contacts);
  useKeys({
    '/': () => box.current?.focus(),
    j: () => step(contacts, contact, 1),
    k: () => step(contacts, contact, -1),
  });
  return (
    <nav className="contacts" aria-label="Contacts">
      <search>
        <input
          ref={box}
          type="search"
          value={search}
          placeholder="Search name, company, e-mail"
          aria-label="Search contacts"
          aria-keyshortcuts="/"
          onChange={(event) => setSearch(event.target.value)}
        />
      </search>
      <p className="quiet count" role="status">
        {search.trim() === ''
          ? many(progress.contacts, 'contact')
          : `${contacts.length}${query.hasNextPage ? '+' : ''} found`}
      </p>
      {query.isPending && <ListSkeleton />}
      <ul onKeyDown={moveFocus}>
        {contacts.map((line) => (
          <ContactRow key={line.id} line={line} current={line.id === contact} />
        ))}
      </ul>
      {contacts.length === 0 && !query.isPending && <Empty search={search.trim()} />}
      {query.hasNextPage && (
        <button type="button" className="more" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show more contacts'}
        </button>
      )}
    </nav>
  );
}

function Empty({ search }: { readonly search: string }) {
  return (
    <p className="quiet empty">
      {search
        ? `Nobody matches “${search}”. Try a part of the name.`
        : 'Contacts arrive here as the CRM sends them.'}
    </p>
  );
}

/** On a wide screen an empty right side helps nobody: the first person who was found is opened. */
function useFirst(contacts: readonly ContactLine[]): void {
  const contact = contactOn(usePlace().page);
  const first = contacts.find((line) => line.linked > 0)?.id;
  useEffect(() => {
    if (contact === undefined && first !== undefined && window.matchMedia(WIDE).matches)
      go({ contact: first }, 'replace');
  }, [contact, first]);
}
