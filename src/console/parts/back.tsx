import { PageLink } from './page-link.tsx';

/** Back to the list, on screens that show one thing at a time. */
export function Back() {
  return (
    <PageLink className="back" to="contacts">
      ← Contacts
    </PageLink>
  );
}
